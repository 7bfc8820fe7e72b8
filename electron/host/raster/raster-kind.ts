import { isUrl } from '#core/scene/is-url.ts';
import { splitArrayPath } from '#host/files/array-path.ts';
import { arrayFormat } from './arrays/open-arrays.ts';
import { enviHeaderOf } from './arrays/envi/open-envi.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';

export type RasterKind = 'tiff' | 'jp2' | 'arrays' | 'envi';

/**
 * By the first bytes of a file: JP2 or a bare codestream, HDF or NetCDF (whose path may go on to one of its arrays),
 * TIFF; then ENVI by the header beside it, which many programs write beside other formats too. What is left goes to the
 * reader of TIFF, which says what is wrong.
 */
export function rasterKind(path: string): RasterKind {
  if (isUrl(path)) return 'tiff';
  const source = openSource(splitArrayPath(path)?.file ?? path);
  try {
    const bytes = source.read(0, Math.min(12, source.bytes));
    if (arrayFormat(bytes)) return 'arrays';
    const head = Buffer.from(bytes).toString('hex');
    if (head === '0000000c6a5020200d0a870a' || head.startsWith('ff4fff51')) return 'jp2';
    if (/^(49492[ab]00|4d4d002[ab])/.test(head)) return 'tiff';
    return enviHeaderOf(path) ? 'envi' : 'tiff';
  } finally {
    source.close();
  }
}
