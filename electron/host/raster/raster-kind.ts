import { isUrl } from '#core/scene/is-url.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';

export type RasterKind = 'tiff' | 'jp2';

/** By the first bytes of a file: JP2 or a bare codestream, else TIFF, whose reader says what is wrong. */
export function rasterKind(path: string): RasterKind {
  if (isUrl(path)) return 'tiff';
  const source = openSource(path);
  try {
    if (source.bytes < 12) return 'tiff';
    const head = Buffer.from(source.read(0, 12)).toString('hex');
    return head === '0000000c6a5020200d0a870a' || head.startsWith('ff4fff51') ? 'jp2' : 'tiff';
  } finally {
    source.close();
  }
}
