import { closeSync, openSync, writeSync } from 'node:fs';
import { deflateSync } from 'node:zlib';
import type { Crs, Grid } from '#core/grid/grid.ts';
import type { PixelType } from '#core/scene/scene.ts';
import { writeAtomically } from '#services/export/atomic-file.ts';
import { tag } from './tags.ts';

type Pixels = Uint8Array | Int16Array | Uint16Array | Float32Array;

export interface GeoTiffContent {
  grid: Grid;
  /** Row-major, one per band, all of one type. */
  bands: Pixels[];
  nodata?: number;
  /** RGB 0–255 by pixel value, single-band bytes only. */
  palette?: Map<number, [number, number, number]>;
  /** Names of the classes by pixel value. */
  categories?: Map<number, string>;
  descriptions?: string[];
  /** File-level GDAL metadata items, such as the recipe. */
  items?: Record<string, string>;
  scale?: number;
  offset?: number;
}

const tileSide = 256;

/** Writes a tiled Deflate GeoTIFF (predictor 2 for integers) under a part name and renames it. Classic TIFF, below 4 GB. */
export async function writeGeoTiff(path: string, content: GeoTiffContent): Promise<void> {
  await writeAtomically(path, part => {
    const fd = openSync(part, 'w');
    try {
      writeAll(fd, content);
    } finally {
      closeSync(fd);
    }
  });
}

/** [tag, field type, values or bytes]. 2 ASCII, 3 SHORT, 4 LONG, 12 DOUBLE. */
type Entry = [number, 2 | 3 | 4 | 12, readonly number[] | Uint8Array];

function writeAll(fd: number, content: GeoTiffContent): void {
  const { grid, bands } = content;
  const { width, height } = grid;
  const type = pixelTypeOf(bands[0]);
  const bytesPerSample = bands[0].BYTES_PER_ELEMENT;
  const across = Math.ceil(width / tileSide);
  const down = Math.ceil(height / tileSide);
  const predictor = type === 'Float32' ? 1 : 2;
  let at = 8;
  writeFully(fd, Buffer.alloc(8), 0);
  const offsets: number[] = [];
  const counts: number[] = [];
  for (let ty = 0; ty < down; ty++)
    for (let tx = 0; tx < across; tx++) {
      const bytes = deflateSync(tileBytes(content, tx, ty, predictor));
      writeFully(fd, bytes, at);
      offsets.push(at);
      counts.push(bytes.length);
      at += bytes.length + (bytes.length & 1);
      if (at > 2 ** 32 - 2 ** 24) throw new RangeError('a classic TIFF ends at 4 GB');
    }
  const entries: Entry[] = [
    [tag.imageWidth, 4, [width]],
    [tag.imageLength, 4, [height]],
    [tag.bitsPerSample, 3, bands.map(() => bytesPerSample * 8)],
    [tag.compression, 3, [8]],
    [tag.photometric, 3, [content.palette ? 3 : 1]],
    [tag.samplesPerPixel, 3, [bands.length]],
    [tag.planarConfiguration, 3, [1]],
    [tag.software, 2, ascii('Bloomline')],
    [tag.predictor, 3, [predictor]],
    [tag.tileWidth, 3, [tileSide]],
    [tag.tileLength, 3, [tileSide]],
    [tag.tileOffsets, 4, offsets],
    [tag.tileByteCounts, 4, counts],
    [tag.sampleFormat, 3, bands.map(() => (type === 'Float32' ? 3 : type === 'Int16' ? 2 : 1))],
    ...placement(grid),
  ];
  if (content.palette) entries.push([tag.colorMap, 3, colorMap(content.palette)]);
  if (bands.length > 1) entries.push([tag.extraSamples, 3, new Array<number>(bands.length - 1).fill(0)]);
  const metadata = gdalMetadata(content);
  if (metadata) entries.push([tag.gdalMetadata, 2, ascii(metadata)]);
  if (content.nodata !== undefined)
    entries.push([tag.gdalNodata, 2, ascii(Number.isNaN(content.nodata) ? 'nan' : String(content.nodata))]);
  writeDirectory(fd, at, entries);
}

/** A full disk may take a part of the bytes before it refuses the rest. */
function writeFully(fd: number, bytes: Uint8Array, at: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(fd, bytes, done, bytes.length - done, at + done);
}

function writeDirectory(fd: number, at: number, entries: Entry[]): void {
  entries.sort((a, b) => a[0] - b[0]);
  const sizes = { 2: 1, 3: 2, 4: 4, 12: 8 };
  const directory = Buffer.alloc(2 + entries.length * 12 + 4);
  directory.writeUInt16LE(entries.length, 0);
  let extraAt = at + directory.length;
  const extras: Buffer[] = [];
  entries.forEach(([number, type, values], i) => {
    const bytes = Buffer.alloc(Math.max(4, values.length * sizes[type]));
    if (type === 2) Buffer.from(values as Uint8Array).copy(bytes);
    else
      values.forEach((value, n) => {
        if (type === 3) bytes.writeUInt16LE(value, n * 2);
        else if (type === 4) bytes.writeUInt32LE(value, n * 4);
        else bytes.writeDoubleLE(value, n * 8);
      });
    const entry = 2 + i * 12;
    directory.writeUInt16LE(number, entry);
    directory.writeUInt16LE(type, entry + 2);
    directory.writeUInt32LE(values.length, entry + 4);
    if (values.length * sizes[type] <= 4) bytes.copy(directory, entry + 8, 0, 4);
    else {
      directory.writeUInt32LE(extraAt, entry + 8);
      const padded = bytes.length & 1 ? Buffer.concat([bytes, Buffer.alloc(1)]) : bytes;
      extras.push(padded);
      extraAt += padded.length;
    }
  });
  const all = Buffer.concat([directory, ...extras]);
  writeFully(fd, all, at);
  const head = Buffer.from([0x49, 0x49, 42, 0, 0, 0, 0, 0]);
  head.writeUInt32LE(at, 4);
  writeFully(fd, head, 0);
}

function tileBytes(
  { grid, bands, nodata }: GeoTiffContent,
  tx: number,
  ty: number,
  predictor: number,
): Uint8Array {
  const { width, height } = grid;
  const count = bands.length;
  const Type = bands[0].constructor as new (n: number) => Pixels;
  const tile = new Type(tileSide * tileSide * count);
  if (nodata !== undefined) tile.fill(nodata);
  const cols = Math.min(tileSide, width - tx * tileSide);
  const rows = Math.min(tileSide, height - ty * tileSide);
  for (let band = 0; band < count; band++)
    for (let row = 0; row < rows; row++) {
      const from = (ty * tileSide + row) * width + tx * tileSide;
      for (let col = 0; col < cols; col++)
        tile[(row * tileSide + col) * count + band] = bands[band][from + col];
    }
  if (predictor === 2) {
    const perRow = tileSide * count;
    for (let row = 0; row < tileSide; row++)
      for (let i = (row + 1) * perRow - 1; i >= row * perRow + count; i--) tile[i] -= tile[i - count];
  }
  return new Uint8Array(tile.buffer);
}

function pixelTypeOf(pixels: Pixels): PixelType {
  return pixels instanceof Uint8Array
    ? 'Byte'
    : pixels instanceof Uint16Array
      ? 'UInt16'
      : pixels instanceof Int16Array
        ? 'Int16'
        : 'Float32';
}

const ascii = (text: string): Uint8Array => new TextEncoder().encode(`${text}\0`);

function colorMap(palette: Map<number, [number, number, number]>): number[] {
  const map = new Array<number>(768).fill(0);
  for (const [value, rgb] of palette) rgb.forEach((c, i) => (map[i * 256 + value] = c * 257));
  return map;
}

/** North-up grids as tie point and scale, others as a matrix; the CRS by its EPSG code, else by its WKT in the citation. */
function placement(grid: Grid): Entry[] {
  const [x0, a, b, y0, d, e] = grid.affine;
  const northUp = b === 0 && d === 0 && a > 0 && e < 0;
  const place: Entry[] = northUp
    ? [
        [tag.modelPixelScale, 12, [a, -e, 0]],
        [tag.modelTiepoint, 12, [0, 0, 0, x0, y0, 0]],
      ]
    : [[tag.modelTransformation, 12, [a, b, 0, x0, d, e, 0, y0, 0, 0, 0, 0, 0, 0, 0, 1]]];
  return grid.crs ? [...place, ...geoKeys(grid.crs)] : place;
}

function geoKeys(crs: Crs): Entry[] {
  const projected = crs.kind === 'projected';
  const citation = crs.epsg === null && crs.wkt ? `ESRI PE String = ${crs.wkt}|` : `${crs.name}|`;
  const text = ascii(citation);
  const keys = [
    [1024, 0, 1, projected ? 1 : 2],
    [1025, 0, 1, 1],
    [1026, tag.geoAsciiParams, text.length - 1, 0],
    ...(projected ? [[3072, 0, 1, crs.epsg ?? 32767]] : [[2048, 0, 1, crs.epsg ?? 32767]]),
  ];
  return [
    [tag.geoKeyDirectory, 3, [1, 1, 0, keys.length, ...keys.flat()]],
    [tag.geoAsciiParams, 2, text],
  ];
}

function gdalMetadata({
  items,
  descriptions,
  scale,
  offset,
  categories,
  bands,
}: GeoTiffContent): string | null {
  const escape = (t: string) =>
    t.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  const lines = Object.entries(items ?? {}).map(
    ([name, value]) => `<Item name="${escape(name)}">${escape(value)}</Item>`,
  );
  for (const [value, name] of categories ?? [])
    lines.push(`<Item name="CLASS_${value}" sample="0">${escape(name)}</Item>`);
  descriptions?.forEach((d, i) =>
    lines.push(`<Item name="DESCRIPTION" sample="${i}" role="description">${escape(d)}</Item>`),
  );
  for (let i = 0; i < bands.length; i++) {
    if (offset !== undefined) lines.push(`<Item name="OFFSET" sample="${i}" role="offset">${offset}</Item>`);
    if (scale !== undefined) lines.push(`<Item name="SCALE" sample="${i}" role="scale">${scale}</Item>`);
  }
  return lines.length ? `<GDALMetadata>\n${lines.join('\n')}\n</GDALMetadata>` : null;
}
