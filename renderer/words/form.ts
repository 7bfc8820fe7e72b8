import type { Text } from '#core/foundation/text.ts';

export const formLabels = {
  'form.restored': { zh: '继续上次未保存的填写。', en: 'Continued from what was not saved.' },
  'form.discard': { zh: '放弃', en: 'Discard' },
  'form.resume': { zh: '继续', en: 'Continue' },
  'form.left': { zh: '未保存的填写：{name}', en: 'Not saved yet: {name}' },
  'form.later': { zh: '稍后继续', en: 'Later' },
  'form.missing': { zh: '还缺 {count} 项必填', en: '{count} required missing' },
  'form.still-missing': { zh: '待填必填项', en: 'Still required' },
  'form.reason': { zh: '超出范围的理由', en: 'Why it is right' },
  'form.outside-range': { zh: '超出合理范围的理由', en: 'Why a value outside of the range is right' },
  'form.required': { zh: '必填', en: 'Required' },
  'form.not-a-number': { zh: '应为数字', en: 'must be a number' },
  'form.implausible': {
    zh: '合理范围 {min} 至 {max} {unit}；属实请填理由',
    en: 'expected {min} to {max} {unit}; give a reason if it is right',
  },
  'form.no-choice': { zh: '不在选项中', en: 'not one of the choices' },
  'form.not-a-date': { zh: '应为日期', en: 'must be a date' },
  'form.yes': { zh: '是', en: 'Yes' },
  'form.no': { zh: '否', en: 'No' },
  'form.group-own': { zh: '基本信息', en: 'Basics' },
  'form.group-survey': { zh: '调查', en: 'Survey' },
  'form.group-address': { zh: '行政位置', en: 'Address' },
  'form.group-terrain': { zh: '地形', en: 'Terrain' },
  'form.group-ground': { zh: '土壤与地表', en: 'Soil and ground' },
  'form.mark-again': {
    zh: '可用地图左上角的工具重新标记。',
    en: 'Mark it again with the tools at the top left of the map.',
  },
} as const satisfies Record<string, Text>;
