import type { Text } from '#core/foundation/text.ts';

export const findingLabels = {
  'finding.intensity': { zh: '像元强度', en: 'Pixel intensity' },
  'finding.intensity-long': {
    zh: '像元强度分级，与水域水华程度分级是两回事',
    en: 'A scale of pixels, not the grade of the lake',
  },
  'finding.cover': { zh: '实际覆盖面积', en: 'Covered by algae' },
  'finding.cover-note': {
    zh: '线性混合，端元 {water} / {algae}',
    en: 'linear mixing, end members {water} / {algae}',
  },
  'finding.where': { zh: '分布', en: 'Where' },
  'finding.patches': { zh: '斑块', en: 'Patches' },
  'finding.patches-count': { zh: '{n} 个，最大 {area} km²', en: '{n}, the largest {area} km²' },
  'finding.patch-list': { zh: '水华斑块（前 {n} 个）', en: 'Bloom patches (first {n})' },
  'finding.patch-zoom': { zh: '定位斑块 {n}', en: 'Zoom to patch {n}' },
  'finding.change': { zh: '较上期', en: 'Since the last date' },
  'finding.change-text': {
    zh: '较 {date}：{area} km²，{share} 个百分点',
    en: 'since {date}: {area} km², {share} percentage points',
  },
  'finding.grades-up': { zh: '升 {n} 级', en: 'up by {n}' },
  'finding.grades-down': { zh: '降 {n} 级', en: 'down by {n}' },
  'finding.grades-same': { zh: '级别不变', en: 'same grade' },
  'finding.not-assessable': { zh: '不可评估', en: 'Not assessable' },
} as const satisfies Record<string, Text>;
