import { readFileSync, realpathSync } from 'node:fs';

const networkTypes =
  /^(nfs\d?|cifs|smb\w*|9p|afs|ncpfs|davfs\d?|coda|ceph|lustre|beegfs|gpfs|glusterfs|vboxsf|prl_fs|fuse\.(sshfs|rclone|glusterfs|ceph|davfs2?|gvfsd-fuse|s3fs|vmhgfs-fuse))$/;

/** True where several machines may see the folder: there WAL would corrupt the catalogue. */
export function isNetworkPath(directory: string): boolean {
  if (process.platform === 'win32') return isUncPath(directory);
  if (process.platform !== 'linux') return false;
  try {
    return networkTypes.test(
      fileSystemOf(realpathSync(directory), readFileSync('/proc/mounts', 'utf8')) ?? '',
    );
  } catch {
    return false;
  }
}

export const isUncPath = (path: string): boolean => /^(\\\\(?![?.]\\)|\/\/|\\\\\?\\UNC\\)/i.test(path);

/** Type of the file system that holds a path, from the text of /proc/mounts: the longest mount point above it wins. */
export function fileSystemOf(path: string, mounts: string): string | null {
  let best: { point: string; type: string } | null = null;
  for (const line of mounts.split('\n')) {
    const [, rawPoint, type] = line.split(' ');
    if (!type) continue;
    const point = rawPoint.replace(/\\(\d{3})/g, (_, octal: string) =>
      String.fromCharCode(parseInt(octal, 8)),
    );
    const above = path === point || path.startsWith(point.endsWith('/') ? point : `${point}/`);
    if (above && (!best || point.length >= best.point.length)) best = { point, type };
  }
  return best?.type ?? null;
}
