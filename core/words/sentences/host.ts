import type { Text } from '#core/foundation/text.ts';

export const hostSentences = {
  'host.outside-roots': {
    zh: '不在已打开的文件夹内；请用 --allow <文件夹> 启动，或在桌面窗口的对话框中打开',
    en: 'it lies outside the folders that were opened; start with --allow <folder>, or open it through the program’s own dialog',
  },
  'host.relative-path': { zh: '应为绝对路径', en: 'expected an absolute path' },
  'host.port-taken': {
    zh: '该端口已被占用或不可使用；请用 --port 指定其他端口，或不指定',
    en: 'another program listens there, or it may not be used; choose another with --port, or leave it out',
  },
  'host.printed-address': {
    zh: '请打开程序显示的地址；该地址只能使用一次',
    en: 'open the address that the program printed; it can be used once',
  },
  'host.worker-ended': { zh: '工作线程已结束：{what}', en: 'the worker thread ended: {what}' },
  'host.cancelled': { zh: '已取消', en: 'it was cancelled' },
  'host.cancelled-nothing-saved': { zh: '已取消，未保存任何内容', en: 'it was cancelled; nothing was saved' },
  'host.no-such-call': { zh: '没有此调用', en: 'there is no such call' },
  'host.other-origin': { zh: '请求来自其他来源', en: 'it came from another origin' },
  'host.request-too-large': { zh: '请求过大', en: 'the request is too large' },
  'host.json-expected': { zh: '应为 JSON', en: 'expected JSON' },
  'host.tile-address': {
    zh: '应为 /tiles/<scene>/<z>/<x>/<y>?layers=R,G,B',
    en: 'expected /tiles/<scene>/<z>/<x>/<y>?layers=R,G,B',
  },
  'host.no-such-level': { zh: '层级为 0 至 {newest}', en: 'there are levels 0 to {newest}' },
  'host.no-such-file': { zh: '没有此文件', en: 'no such file' },
  'host.demo-exists': { zh: '此处已有工作区', en: 'there is a workspace already' },
  'host.as-reported': { zh: '{what}', en: '{what}' },
  'host.no-reason': {
    zh: '后台服务没有接受请求，也没有说明原因（HTTP {status}）',
    en: 'the host refused the request without a reason (HTTP {status})',
  },
  'host.live-catalogue': {
    zh: '这是已打开工作区的目录库本身；请用导出的文件',
    en: 'this is the catalogue of the open workspace itself; take an exported file instead',
  },
} as const satisfies Record<string, Text>;
