/**
 * Bytes that decoded blocks may take in the worker threads of a process, all together: 512 MB, or BLOOMLINE_CACHE_MB.
 * What the threads work on comes on top of it.
 */
export function blockCacheBytes(): number {
  const megabytes = Number(process.env.BLOOMLINE_CACHE_MB);
  return (megabytes > 0 ? megabytes : 512) * 2 ** 20;
}
