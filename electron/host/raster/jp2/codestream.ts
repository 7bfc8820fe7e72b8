import { BloomlineError } from '#core/foundation/errors.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { type Said, say } from '#core/words/said.ts';
import type { ByteSource } from '#host/raster/tiff/source/byte-source.ts';

/**
 * A JPEG 2000 codestream (ISO/IEC 15444-1 annex A) as far as its tiles can be had one by one: what its main header
 * says, and where the parts of each tile are.
 */
export interface Codestream {
  width: number;
  height: number;
  samples: number;
  bits: number;
  type: PixelType;
  /** How often each resolution can be halved. */
  halvings: number;
  tileWidth: number;
  tileHeight: number;
  tilesAcross: number;
  /** A codestream of its own for one tile; of the whole picture where tiles cannot be had apart. */
  tile(index: number): Uint8Array;
  /** True where the picture is one block because its tiles hang together. */
  whole: boolean;
}

const marker = {
  soc: 0xff4f,
  siz: 0xff51,
  cod: 0xff52,
  com: 0xff64,
  tlm: 0xff55,
  plm: 0xff57,
  ppm: 0xff60,
  sot: 0xff90,
} as const;
const mostHeaderBytes = 4 * 2 ** 20;
const maxSide = 10_000_000;
const mostTiles = 65_535;
const mostParts = 2 ** 20;
/** Of one block when it is decoded, in pixels and samples. */
const mostBlockSamples = 2 ** 28;

/** Throws `raster-damaged` where the header lies or a tile is not whole, `raster-unsupported` for what is not read. */
export function readCodestream(source: ByteSource, { from, to }: { from: number; to: number }): Codestream {
  const damaged = (said: Said) => new BloomlineError('raster-damaged', source.path, said);
  const unsupported = (said: Said) => new BloomlineError('raster-unsupported', source.path, said);
  const at = (offset: number, length: number) => {
    if (offset + length > to) throw damaged(say('jp2.cut'));
    const bytes = source.read(offset, length);
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  };
  if (at(from, 4).getUint32(0) !== ((marker.soc << 16) | marker.siz) >>> 0) throw damaged(say('jp2.no-size'));
  const segments: { code: number; bytes: Uint8Array }[] = [];
  let place = from + 2;
  for (;;) {
    const head = at(place, 4);
    const code = head.getUint16(0);
    if (code === marker.sot) break;
    const length = head.getUint16(2);
    if (code < 0xff00 || length < 2 || place - from > mostHeaderBytes) throw damaged(say('jp2.header'));
    segments.push({ code, bytes: source.read(place, length + 2) });
    if (place + 2 + length > to) throw damaged(say('jp2.cut'));
    place += 2 + length;
  }
  const size = readSize(segments[0].bytes, damaged, unsupported);
  const cod = segments.find(s => s.code === marker.cod)?.bytes;
  if (!cod || cod.length < 10) throw damaged(say('jp2.header'));
  const halvings = Math.min(32, cod[9]);
  const parts = tileParts(place, to, size.tilesAcross * size.tilesDown, at, damaged);
  const whole =
    size.left !== 0 ||
    size.top !== 0 ||
    size.tileLeft !== 0 ||
    size.tileTop !== 0 ||
    segments.some(s => s.code === marker.ppm);
  const { width, height } = size;
  const [tileWidth, tileHeight] = whole
    ? [width, height]
    : [Math.min(size.tileWidth, width), Math.min(size.tileHeight, height)];
  if (tileWidth * tileHeight * size.samples > mostBlockSamples)
    throw unsupported(say('jp2.large-tile', { width: tileWidth, height: tileHeight, samples: size.samples }));
  const left = new Set<number>([marker.siz, marker.tlm, marker.plm, marker.com]);
  const kept = segments.filter(s => !left.has(s.code)).map(s => s.bytes);
  return {
    width,
    height,
    samples: size.samples,
    bits: size.bits,
    type: size.type,
    halvings,
    tileWidth,
    tileHeight,
    tilesAcross: whole ? 1 : size.tilesAcross,
    whole,
    tile(index) {
      if (whole) return source.read(from, to - from);
      const own = parts.get(index) ?? [];
      const bodies = own.map(({ offset, length }) => {
        const bytes = source.read(offset, length).slice();
        // It is the only tile of its codestream.
        new DataView(bytes.buffer).setUint16(4, 0);
        return bytes;
      });
      const x = (index % size.tilesAcross) * size.tileWidth;
      const y = Math.floor(index / size.tilesAcross) * size.tileHeight;
      return Buffer.concat([
        Uint8Array.of(0xff, 0x4f),
        sizeOfTile(
          segments[0].bytes,
          x,
          y,
          Math.min(width, x + size.tileWidth),
          Math.min(height, y + size.tileHeight),
        ),
        ...kept,
        ...bodies,
        Uint8Array.of(0xff, 0xd9),
      ]);
    },
  };
}

function readSize(bytes: Uint8Array, damaged: (said: Said) => Error, unsupported: (said: Said) => Error) {
  if (bytes.length < 43) throw damaged(say('jp2.header'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [right, bottom, left, top, tileWidth, tileHeight, tileLeft, tileTop] = Array.from(
    { length: 8 },
    (_, i) => view.getUint32(6 + 4 * i),
  );
  const samples = view.getUint16(38);
  const width = right - left;
  const height = bottom - top;
  if (!(
    width >= 1 &&
    height >= 1 &&
    width <= maxSide &&
    height <= maxSide &&
    tileWidth >= 1 &&
    tileHeight >= 1
  ))
    throw damaged(say('jp2.size', { width, height }));
  if (samples < 1 || bytes.length < 40 + 3 * samples || tileLeft > left || tileTop > top)
    throw damaged(say('jp2.header'));
  // What the decoder hands out: one plane, or three side by side.
  if (samples !== 1 && samples !== 3) throw unsupported(say('jp2.components', { samples }));
  const tilesAcross = Math.ceil((right - tileLeft) / tileWidth);
  const tilesDown = Math.ceil((bottom - tileTop) / tileHeight);
  if (tilesAcross * tilesDown > mostTiles) throw damaged(say('jp2.size', { width, height }));
  const depths = new Set<number>();
  for (let c = 0; c < samples; c++) {
    depths.add(bytes[40 + 3 * c]);
    if (bytes[41 + 3 * c] !== 1 || bytes[42 + 3 * c] !== 1) throw unsupported(say('jp2.subsampled'));
  }
  const [depth] = depths;
  const bits = (depth & 0x7f) + 1;
  if (depths.size > 1 || bits > 16)
    throw unsupported(say('jp2.depth', { bits: [...depths].map(d => (d & 0x7f) + 1).join(', ') }));
  const signed = (depth & 0x80) !== 0;
  const type: PixelType = bits <= 8 ? (signed ? 'Int8' : 'Byte') : signed ? 'Int16' : 'UInt16';
  return {
    left,
    top,
    width,
    height,
    tileWidth,
    tileHeight,
    tileLeft,
    tileTop,
    tilesAcross,
    tilesDown,
    samples,
    bits,
    type,
  };
}

/** Places keep their coordinates: wavelets and code blocks are counted from the picture's corner. */
function sizeOfTile(siz: Uint8Array, left: number, top: number, right: number, bottom: number): Uint8Array {
  const bytes = siz.slice();
  const view = new DataView(bytes.buffer);
  [right, bottom, left, top].forEach((n, i) => view.setUint32(6 + 4 * i, n));
  [left, top].forEach((n, i) => view.setUint32(30 + 4 * i, n));
  return bytes;
}

/** Where the parts of each tile are: every one must be there to its end. */
function tileParts(
  first: number,
  to: number,
  tiles: number,
  at: (offset: number, length: number) => DataView,
  damaged: (said: Said) => Error,
): Map<number, { offset: number; length: number }[]> {
  const parts = new Map<number, { offset: number; length: number }[]>();
  let count = 0;
  for (let offset = first; offset + 12 <= to && at(offset, 2).getUint16(0) === marker.sot;) {
    const head = at(offset, 12);
    const tile = head.getUint16(4);
    const length = head.getUint32(6) || to - offset - 2;
    if (tile >= tiles || length < 14 || ++count > mostParts) throw damaged(say('jp2.tile-part', { tile }));
    if (offset + length > to) throw damaged(say('jp2.tile-cut', { tile, tiles }));
    const own = parts.get(tile);
    if (own) own.push({ offset, length });
    else parts.set(tile, [{ offset, length }]);
    offset += length;
  }
  if (parts.size < tiles) throw damaged(say('jp2.tiles-missing', { found: parts.size, tiles }));
  return parts;
}
