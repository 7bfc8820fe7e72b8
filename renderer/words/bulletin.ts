import type { Text } from '#core/foundation/text.ts';

export const bulletinLabels = {
  'bulletin.title': { zh: '快报', en: 'Bulletin' },
  'bulletin.text': { zh: '快报文字', en: 'Text of the bulletin' },
  'bulletin.edited': { zh: '{who} 于 {when} 修改', en: 'Edited by {who}, {when}' },
  'bulletin.stale': {
    zh: '数值已变，文字与结果不再一致',
    en: 'The numbers have changed: the text no longer agrees',
  },
  'bulletin.save': { zh: '保存文字', en: 'Save text' },
  'bulletin.reset': { zh: '恢复自动文字', en: 'Back to the made text' },
  'bulletin.hint': {
    zh: '文字由结果数值生成，可修改；导出成果时与其他文件一同写出。',
    en: 'The text is made from the numbers and can be edited; it is written beside the other products.',
  },
} as const satisfies Record<string, Text>;
