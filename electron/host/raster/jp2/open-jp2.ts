import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { BlockLevel, BlockPicture } from '#host/raster/blocks/block-file.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';
import { openSource, type ByteSource } from '#host/raster/tiff/source/byte-source.ts';
import { readBoxes, type Jp2Boxes } from './boxes.ts';
import { readCodestream, type Codestream } from './codestream.ts';
import { decodeCodestream } from './decoder.ts';

/** A JPEG 2000 file, its resolutions as levels, its tiles as blocks. */
export interface Jp2Picture extends BlockPicture {
  source: ByteSource;
  boxes: Jp2Boxes;
  codestream: Codestream;
}

/** Overviews go down to this many pixels. */
const smallestSide = 64;

/** Opens a JP2 or a bare codestream; no pixel is decoded. Throws `raster-damaged` and `raster-unsupported`. */
export function openJp2(path: string): Jp2Picture {
  const source = openSource(path);
  try {
    const boxes = readBoxes(source);
    const codestream = readCodestream(source, boxes.codestream);
    return {
      path,
      version: source.version,
      samples: codestream.samples,
      type: codestream.type,
      levels: levelsOf(path, codestream),
      source,
      boxes,
      codestream,
      close: () => source.close(),
    };
  } catch (error) {
    source.close();
    throw error;
  }
}

function levelsOf(path: string, codestream: Codestream): BlockLevel[] {
  const { width, height, tileWidth, tileHeight, tilesAcross, halvings } = codestream;
  const levels: BlockLevel[] = [];
  for (let by = 0; by <= halvings; by++) {
    const step = 2 ** by;
    // Halved tiles must still lie in rows and columns of one size.
    const fits =
      tilesAcross === 1 && tileHeight >= height ? true : tileWidth % step === 0 && tileHeight % step === 0;
    if (!fits || (by > 0 && Math.max(width, height) / step < smallestSide)) break;
    const level = {
      width: Math.ceil(width / step),
      height: Math.ceil(height / step),
      blockWidth: Math.ceil(tileWidth / step),
      blockHeight: Math.ceil(tileHeight / step),
      blocksAcross: tilesAcross,
    };
    levels.push({
      ...level,
      decode: (block, wanted) => decodeTile(path, codestream, level, by, block, wanted),
    });
  }
  return levels;
}

async function decodeTile(
  path: string,
  codestream: Codestream,
  level: Omit<BlockLevel, 'decode'>,
  halvings: number,
  block: number,
  wanted: readonly number[],
): Promise<Samples[]> {
  const { samples, type } = codestream;
  const left = (block % level.blocksAcross) * level.blockWidth;
  const top = Math.floor(block / level.blocksAcross) * level.blockHeight;
  const width = Math.min(level.blockWidth, level.width - left);
  const height = Math.min(level.blockHeight, level.height - top);
  const planes = await decodeCodestream(
    codestream.tile(block),
    halvings,
    { width, height, samples, type },
    wanted,
  );
  if (!planes) throw new BloomlineError('raster-damaged', path, say('jp2.tile-undecodable', { tile: block }));
  if (width === level.blockWidth && height === level.blockHeight) return planes;
  return planes.map(plane => {
    const whole = new (plane.constructor as new (n: number) => Samples)(level.blockWidth * level.blockHeight);
    for (let row = 0; row < height; row++)
      whole.set(plane.subarray(row * width, (row + 1) * width) as never, row * level.blockWidth);
    return whole;
  });
}
