import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { ByteSource } from '#host/raster/tiff/source/byte-source.ts';

/** What a JP2 file holds beside its pixels (ISO/IEC 15444-1 annex I). */
export interface Jp2Boxes {
  /** Where the codestream begins and ends. */
  codestream: { from: number; to: number };
  /** The degenerate GeoTIFF of the GeoJP2 box; null where there is none. */
  geoTiff: Uint8Array | null;
  /** GML of an association box (OGC 08-085); null where there is none. */
  gml: string | null;
}

const geoJp2 = 'b14bf8bd083d4b43a5ae8cd7d5a6ce03';
const mostBoxes = 4096;
const mostBoxBytes = 16 * 2 ** 20;
const mostDepth = 6;

/** Throws `raster-damaged` where the boxes lead nowhere or hold no codestream. A bare codestream has none. */
export function readBoxes(source: ByteSource): Jp2Boxes {
  const found: Jp2Boxes = { codestream: { from: -1, to: -1 }, geoTiff: null, gml: null };
  if (source.bytes >= 4 && hex(source.read(0, 4)) === 'ff4fff51')
    return { ...found, codestream: { from: 0, to: source.bytes } };
  const room = { boxes: mostBoxes };
  walk(source, 0, source.bytes, 0, room, found);
  if (found.codestream.from < 0)
    throw new BloomlineError('raster-damaged', source.path, say('jp2.no-codestream'));
  return found;
}

function walk(
  source: ByteSource,
  from: number,
  to: number,
  depth: number,
  room: { boxes: number },
  found: Jp2Boxes,
): void {
  for (let at = from; at + 8 <= to;) {
    if (room.boxes-- === 0) throw new BloomlineError('raster-damaged', source.path, say('jp2.boxes'));
    const head = viewOf(source.read(at, Math.min(16, to - at)));
    const type = latin(source.read(at + 4, 4));
    let length = head.getUint32(0);
    let body = at + 8;
    if (length === 1 && head.byteLength === 16) {
      length = Number(head.getBigUint64(8));
      body = at + 16;
    } else if (length === 0) length = to - at;
    const end = at + length;
    // A codestream that was cut short is told by its tiles, which know how long they are.
    if (type === 'jp2c') {
      found.codestream = { from: body, to: Math.min(end, to) };
    } else if (!(length >= body - at && end <= to)) {
      throw new BloomlineError('raster-damaged', source.path, say('jp2.box', { type, at }));
    } else if (type === 'asoc' && depth < mostDepth) walk(source, body, end, depth + 1, room, found);
    else if (type === 'xml ' && end - body <= mostBoxBytes) {
      const text = new TextDecoder().decode(source.read(body, end - body));
      if (found.gml === null && /RectifiedGrid/.test(text)) found.gml = text;
    } else if (type === 'uuid' && end - body > 16 && end - body <= mostBoxBytes) {
      const bytes = source.read(body, end - body);
      if (found.geoTiff === null && hex(bytes.subarray(0, 16)) === geoJp2) found.geoTiff = bytes.slice(16);
    }
    at = end;
  }
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
const latin = (bytes: Uint8Array) => new TextDecoder('latin1').decode(bytes);
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
