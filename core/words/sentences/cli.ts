import type { Text } from '#core/foundation/text.ts';

export const cliSentences = {
  'cli.expected-pairs': {
    zh: '应为 red=3,nir=4 这样的成对写法，含义可用 {roles}；“{part}”不是',
    en: 'expected pairs such as red=3,nir=4 with the roles {roles}; "{part}" is none',
  },
  'cli.source-overwritten': {
    zh: '会覆盖源文件；请用 --out 另选',
    en: 'the source would be overwritten; choose another --out',
  },
  'cli.no-mapping': { zh: '不是列对应关系：{what}', en: 'is no mapping: {what}' },
  'cli.no-patch': {
    zh: '没有发现疑似图斑，无图可制',
    en: 'no suspected patch was found, so there is nothing to make sheets of',
  },
  'cli.no-such-patch': {
    zh: '没有此图斑；编号为 1 至 {count}',
    en: 'there is no such patch; there are 1 to {count}',
  },
  'cli.width': { zh: '应为 1 至 {maxWidth} 像元', en: 'expected 1 to {maxWidth} pixels' },
  'cli.port': { zh: '应为 0 至 65535', en: 'expected 0 to 65535' },
  'cli.window-not-built': {
    zh: '窗口尚未构建：请运行 npm run build',
    en: 'the window is not built yet: run npm run build',
  },
  'cli.since-scene-without-date': {
    zh: '其影像没有日期，无法比较此后的变化',
    en: 'its scene has no date, so nothing can be said to have changed since',
  },
  'cli.since-no-assessment': {
    zh: '应为 assess bloom --json 对单景或序列的输出',
    en: 'expected what assess bloom --json printed, of a scene or of a series',
  },
  'cli.since-no-date': {
    zh: '影像没有可比较的日期；请用 --acquired 给出',
    en: 'the scene has no date to compare with; give it with --acquired',
  },
  'cli.since-other-index': {
    zh: '其指数为 {before}，本次为 {now}：不同指数的面积不作比较',
    en: 'it is of the index {before}, this run of {now}: areas of different indices are not compared',
  },
  'cli.since-other-zones': {
    zh: '其中没有本次的任何区域；它的区域为 {names}',
    en: 'it knows none of the zones of this run; it is of {names}',
  },
  'cli.scenes-without-place': {
    zh: '有 {count} 景影像格网不同，未绘入图中',
    en: '{count} {count|scene has another grid and is|scenes have another grid and are} not in the map',
  },
  'cli.scene-without-date': { zh: '{name}：无法得知成像时间', en: '{name}: nothing tells when it was taken' },
  'cli.restored': { zh: '已恢复备份 {backup}', en: 'restored the backup {backup}' },
  'cli.joined': {
    zh: '此工作区已在本机打开；以下地址进入同一窗口',
    en: 'this workspace is open on this machine already; this address opens another view of it',
  },
} as const satisfies Record<string, Text>;
