import type { Text } from '#core/foundation/text.ts';

export const remoteSentences = {
  'remote.changed': {
    zh: '读取过程中服务器上的文件发生了变化；请重新打开',
    en: 'the file on the server changed while it was read; open it again',
  },
  'remote.short': {
    zh: '请求 {expected} 字节，服务器只返回 {found} 字节',
    en: 'the server gave {found} of {expected} {expected|byte that was|bytes that were} asked for',
  },
  'remote.no-server': {
    zh: '找不到服务器 {host}：地址是否正确，本机是否已联网？',
    en: 'no server with the name {host} is found: is the address right, and is this computer online?',
  },
  'remote.unreachable': {
    zh: '无法连接 {host}（{code}）；本机是否已联网？',
    en: '{host} cannot be reached ({code}); is this computer online?',
  },
  'remote.no-answer': {
    zh: '{host} 在 {seconds} 秒内没有应答；请稍后再试',
    en: '{host} did not answer within {seconds} {seconds|second|seconds}; try again later',
  },
  'remote.redirect': {
    zh: '服务器要求转到 {host}，不予跟随',
    en: 'the server sends on to {host}, which is not followed',
  },
  'remote.failed': { zh: '与 {host} 的连接失败：{what}', en: 'the connection to {host} failed: {what}' },
  'remote.no-ranges': {
    zh: '服务器不支持按范围读取文件；请下载后打开，或改用支持范围请求的服务器',
    en: 'the server does not give parts of files (range requests); download the file and open it, or ask for a server that does',
  },
  'remote.no-file': {
    zh: '服务器上没有此文件（HTTP {status}）',
    en: 'the server has no such file (HTTP {status})',
  },
  'remote.refused': {
    zh: '服务器拒绝提供此文件（HTTP {status}）；可能需要带签名的地址，或签名已过期',
    en: 'the server refuses to give the file (HTTP {status}); it may need a signed address, or the one used has run out',
  },
  'remote.empty': {
    zh: '服务器上的文件为空，或比原来短',
    en: 'the file on the server is empty, or shorter than it was',
  },
  'remote.server-failed': {
    zh: '服务器出错（HTTP {status}）；请稍后再试',
    en: 'the server failed (HTTP {status}); try again later',
  },
  'remote.status': { zh: '服务器应答 HTTP {status}', en: 'the server answered HTTP {status}' },
} as const satisfies Record<string, Text>;
