import { join } from 'node:path';

/** Where the Node 24 lies that comes with the dependencies, on platforms for which npm has one. */
export function bundledNode(root, { platform, arch } = process) {
  const windows = platform === 'win32';
  return join(
    root,
    'node_modules',
    `node-${windows ? 'win' : platform}-${arch}`,
    'bin',
    windows ? 'node.exe' : 'node',
  );
}
