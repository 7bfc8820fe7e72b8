import type { Text } from '#core/foundation/text.ts';

export const filesSentences = {
  'files.not-found': {
    zh: '文件不存在，可能已被移动或删除',
    en: 'no such file; it may have been moved or deleted',
  },
  'files.not-readable': { zh: '当前用户无权读取', en: 'may not be read by this user' },
  'files.no-file': { zh: '应为文件，实际是文件夹或设备', en: 'expected a file, found a folder or a device' },
  'files.changed-while-read': { zh: '读取过程中文件发生了变化', en: 'the file changed while it was read' },
  'files.shorter-while-read': { zh: '读取过程中文件变短了', en: 'the file became shorter while it was read' },
  'files.folder-not-readable': { zh: '无法读取该文件夹（{code}）', en: 'the folder cannot be read ({code})' },
  'files.disk-full': {
    zh: '{folder} 所在磁盘空间不足；请清理空间或选择其他文件夹',
    en: 'there is no room left in {folder}; free some space or choose another folder',
  },
  'files.no-such-folder': { zh: '文件夹 {folder} 不存在', en: '{folder} is not a folder that exists' },
  'files.not-writable': {
    zh: '无法写入 {folder}（{code}）；请选择其他文件夹',
    en: '{folder} cannot be written to ({code}); choose another folder',
  },
  'files.folder-in-the-way': {
    zh: '{name} 是文件夹，应在此写入文件',
    en: '{name} is a folder, a file was to be written there',
  },
  'files.below-a-file': {
    zh: '是文件或位于文件之下，应为文件夹；请选择其他文件夹',
    en: 'is a file or lies below one, a folder was expected; choose another folder',
  },
  'files.workspace-keeps': {
    zh: '此处属于工作区 {workspace} 自身的文件，不能写入成果；请选择其他名称或文件夹',
    en: 'this is among the files that the workspace {workspace} keeps for itself; choose another name or folder for products',
  },
  'files.is-a-source': {
    zh: '此文件是本次运行的来源，不能被成果覆盖；请选择其他名称',
    en: 'this run reads from this file, so no product may take its place; choose another name',
  },
} as const satisfies Record<string, Text>;
