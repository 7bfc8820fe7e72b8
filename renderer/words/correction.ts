import type { Text } from '#core/foundation/text.ts';

export const correctionLabels = {
  'correction.title': { zh: '人工修正', en: 'Hand corrections' },
  'correction.tools': { zh: '修正工具', en: 'Correction tools' },
  'correction.action': { zh: '判为', en: 'Decide' },
  'correction.action-bloom': { zh: '水华', en: 'Bloom' },
  'correction.action-clear': { zh: '无水华', en: 'No bloom' },
  'correction.action-exclude': { zh: '剔除，原因', en: 'Leave out, because of' },
  'correction.action-include': { zh: '恢复有效', en: 'Valid again' },
  'correction.note': { zh: '依据（必填）', en: 'Grounds (needed)' },
  'correction.note-hint': { zh: '如：现场照片、目视判读', en: 'e.g. photo, visual reading' },
  'correction.tool-brush': { zh: '画刷', en: 'Brush' },
  'correction.tool-polygon': { zh: '多边形', en: 'Polygon' },
  'correction.tool-connected': { zh: '连通斑块', en: 'Connected patch' },
  'correction.radius': { zh: '半径', en: 'radius' },
  'correction.radius-m': { zh: '画刷半径/m', en: 'Brush radius in metres' },
  'correction.need-note': {
    zh: '先写明依据，再选工具在图上修正。',
    en: 'Give the grounds first, then take a tool and draw on the map.',
  },
  'correction.choose-tool': {
    zh: '选择工具后在图上修正；后作的修正覆盖先作的。',
    en: 'Take a tool and draw on the map; later corrections go over earlier ones.',
  },
  'correction.hint-brush': {
    zh: '按住鼠标涂画，松开即保存；Esc 结束。',
    en: 'Hold the button and paint; letting go saves. Esc ends.',
  },
  'correction.hint-polygon': {
    zh: '逐点单击，双击完成；Esc 结束。',
    en: 'Click the corners, double-click to finish. Esc ends.',
  },
  'correction.hint-connected': {
    zh: '单击阈值以上的像元，选取与其四邻连通的整片水华。',
    en: 'Click bloom: all pixels above the threshold that are connected to it are taken.',
  },
  'correction.use': { zh: '统计与评估采用修正（{count} 处）', en: 'Use the corrections ({count})' },
  'correction.list': { zh: '人工修正列表', en: 'Hand corrections' },
  'correction.reclassify': { zh: '改判', en: 'Decide otherwise' },
  'correction.remove': { zh: '删除修正', en: 'Remove correction' },
  'correction.too-large': {
    zh: '这一笔太大，请分段涂画或用多边形。',
    en: 'This stroke is too large; paint in parts or draw a polygon.',
  },
  'correction.effect': { zh: '人工修正', en: 'Hand corrections' },
  'correction.effect-text': {
    zh: '{count} 处，水华 +{added} / −{removed} km²',
    en: '{count}; bloom +{added} / −{removed} km²',
  },
} as const satisfies Record<string, Text>;
