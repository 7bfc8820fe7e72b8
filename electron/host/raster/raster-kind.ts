import { isUrl } from '#core/scene/is-url.ts';
import { splitArrayPath } from '#host/files/array-path.ts';
import { arrayFormat } from './arrays/open-arrays.ts';
import { enviHeaderOf } from './arrays/envi/open-envi.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';

export type RasterKind = 'tiff' | 'jp2' | 'arrays' | 'envi';

/**
 * By the first bytes of a file: JP2 or a bare codestream, HDF or NetCDF (whose path may go on to one of its arrays),
 * by the header beside it ENVI,
 * else TIFF, whose reader says what is wrong.
 */
export function rasterKind(path: string): RasterKind {
  if (isUrl(path)) return 'tiff';
  const source = openSource(splitArrayPath(path)?.file ?? path);
  try {
    if (enviHeaderOf(path)) return 'envi';
    if (source.bytes < 12) return 'tiff';
    const bytes = source.read(0, 12);
    if (arrayFormat(bytes)) return 'arrays';
    const head = Buffer.from(bytes).toString('hex');
    return head === '0000000c6a5020200d0a870a' || head.startsWith('ff4fff51') ? 'jp2' : 'tiff';
  } finally {
    source.close();
  }
}
