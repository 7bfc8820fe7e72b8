import type { Grid } from '#core/grid/grid.ts';
import type { CogLevel, TilePlan } from './cog-level.ts';
import { compressionTag } from './encode-tile.ts';
import { placementTags } from './geo-tags.ts';
import { metadataXml, type MetadataContent } from '#host/raster/tiff/directory/metadata-xml.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { writeFully, type Spooled, type TileSpool } from './tile-spool.ts';
import { isComplex, partsOf, wordsOf } from '#host/raster/tiff/directory/words.ts';
import { ascii, directoryBytes, encodeDirectory, encodeHead, type Entry } from './write-directory.ts';

/** Tags that do not follow from the pixels. */
export interface CogTags {
  grid: Grid;
  /** RGB 0–255 by pixel value, one band of bytes only. */
  palette?: Map<number, readonly [number, number, number]>;
  categories?: Map<number, string>;
  bands?: MetadataContent['bands'];
  /** File-level GDAL metadata items, such as the recipe. */
  items?: Record<string, string>;
  /** Value of tag 262; by default 1, or 3 with a palette. */
  photometric?: number;
  /** Meaning of the last samples: 0 unstated, 1 and 2 alpha. */
  extraSamples?: readonly number[];
  bigTiff?: 'auto' | 'always';
  /** Further tags of the full resolution, written as they are. */
  otherTags?: readonly Entry[];
}

/**
 * What GDAL's readers look for to trust the layout: the size stands before each tile, its last four bytes again
 * behind it.
 */
const ghost =
  'LAYOUT=IFDS_BEFORE_DATA\nBLOCK_ORDER=ROW_MAJOR\nBLOCK_LEADER=SIZE_AS_UINT4\nBLOCK_TRAILER=LAST_4_BYTES_REPEATED\nKNOWN_INCOMPATIBLE_EDITION=NO\n ';
const ghostText = `GDAL_STRUCTURAL_METADATA_SIZE=${String(ghost.length).padStart(6, '0')} bytes\n${ghost}`;
const tileOverhead = 8;

/** Where the tiles of one image are and how many bytes each takes. */
export interface PlacedTiles {
  level: { readonly width: number; readonly height: number };
  tiles: readonly { readonly bytes: number }[];
  offsets: ArrayLike<number>;
}

/** Images in the order of their directories. */
interface Part extends PlacedTiles {
  level: CogLevel;
  isMask: boolean;
  tiles: readonly Spooled[];
  offsets: Float64Array;
}

/** Puts the file together: directories first, then the tiles of the smallest overview … of the full resolution. */
export function cogDirectories(
  fd: number,
  spool: TileSpool,
  content: CogTags,
  plan: TilePlan,
  top: CogLevel,
  statistics: readonly Record<string, string>[],
): void {
  const parts: Part[] = [];
  for (let level: CogLevel | null = top; level; level = level.next)
    for (const isMask of plan.hasMask ? [false, true] : [false])
      parts.push({
        level,
        isMask,
        tiles: isMask ? level.maskTiles : level.tiles,
        offsets: new Float64Array((isMask ? level.maskTiles : level.tiles).length),
      });
  const dataBytes = parts.reduce(
    (sum, p) => p.tiles.reduce((s, t) => s + t.bytes + tileOverhead + 1, sum),
    0,
  );
  const room = 64 * 2 ** 20 + parts.reduce((sum, p) => sum + p.tiles.length * 16, 0);
  const big = content.bigTiff === 'always' || dataBytes + room > 2 ** 32;

  const describe = (part: Part): Entry[] =>
    part.isMask
      ? maskTags(plan, part, part.level !== top, big)
      : imageTags(content, plan, part, part.level === top, statistics, big);
  // Sizes do not depend on the offsets, so the places are known before the tiles have theirs.
  const head = encodeHead(0, big).length;
  let at = head + ghostText.length + (ghostText.length & 1);
  const places = parts.map(part => {
    const place = at;
    at += directoryBytes(describe(part), big);
    return place;
  });
  at += at & 1;
  for (const part of [...parts].reverse())
    part.tiles.forEach((tile, i) => {
      part.offsets[i] = at + 4;
      at += tile.bytes + tileOverhead;
      at += at & 1;
    });

  writeFully(fd, encodeHead(places[0], big), 0);
  writeFully(fd, new TextEncoder().encode(ghostText), head);
  parts.forEach((part, i) =>
    writeFully(fd, encodeDirectory(describe(part), places[i], places[i + 1] ?? 0, big), places[i]),
  );
  copyTiles(fd, spool, parts);
}

function copyTiles(fd: number, spool: TileSpool, parts: readonly Part[]): void {
  let buffer = new Uint8Array(2 ** 20);
  let block = new Uint8Array(0);
  for (const part of [...parts].reverse())
    part.tiles.forEach((tile, i) => {
      const bytes = spool.read(tile, buffer);
      if (bytes.length > buffer.length) buffer = bytes as Uint8Array<ArrayBuffer>;
      if (block.length < tile.bytes + tileOverhead) block = new Uint8Array((tile.bytes + tileOverhead) * 2);
      const view = new DataView(block.buffer);
      view.setUint32(0, tile.bytes, true);
      block.set(bytes, 4);
      block.set(bytes.subarray(Math.max(0, tile.bytes - 4)), 4 + tile.bytes);
      writeFully(fd, block.subarray(0, tile.bytes + tileOverhead), part.offsets[i] - 4);
    });
}

function tilesTags(plan: TilePlan, part: PlacedTiles, big: boolean): Entry[] {
  return [
    [tag.imageWidth, 4, [part.level.width]],
    [tag.imageLength, 4, [part.level.height]],
    [tag.compression, 3, [compressionTag[plan.compression]]],
    [tag.tileWidth, 3, [plan.tileSide]],
    [tag.tileLength, 3, [plan.tileSide]],
    [tag.tileOffsets, big ? 16 : 4, part.offsets],
    [tag.tileByteCounts, 4, part.tiles.map(t => t.bytes)],
  ];
}

export function maskTags(plan: TilePlan, part: PlacedTiles, reduced: boolean, big: boolean): Entry[] {
  return [
    ...tilesTags(plan, part, big),
    [tag.newSubfileType, 4, [reduced ? 5 : 4]],
    [tag.bitsPerSample, 3, [1]],
    [tag.photometric, 3, [4]],
    [tag.samplesPerPixel, 3, [1]],
    [tag.planarConfiguration, 3, [1]],
    [tag.sampleFormat, 3, [1]],
  ];
}

export function imageTags(
  content: CogTags,
  plan: TilePlan,
  part: PlacedTiles,
  full: boolean,
  statistics: readonly Record<string, string>[],
  big: boolean,
): Entry[] {
  const { type, samples } = plan;
  const bits = wordsOf(type).BYTES_PER_ELEMENT * 8 * partsOf(type);
  const photometric = content.palette ? 3 : (content.photometric ?? 1);
  const colours = photometric === 2 ? 3 : 1;
  const extra = content.extraSamples ?? new Array<number>(Math.max(0, samples - colours)).fill(0);
  const entries: Entry[] = [
    ...tilesTags(plan, part, big),
    [tag.bitsPerSample, 3, new Array<number>(samples).fill(bits)],
    [tag.photometric, 3, [photometric]],
    [tag.samplesPerPixel, 3, [samples]],
    [tag.planarConfiguration, 3, [plan.interleave === 'band' ? 2 : 1]],
    [tag.sampleFormat, 3, new Array<number>(samples).fill(sampleFormat(type))],
  ];
  if (!full) entries.push([tag.newSubfileType, 4, [1]]);
  if (plan.predictor !== 1) entries.push([tag.predictor, 3, [plan.predictor]]);
  if (content.palette) entries.push([tag.colorMap, 3, colorMap(content.palette)]);
  if (extra.length) entries.push([tag.extraSamples, 3, extra]);
  if (plan.nodata !== null)
    entries.push([tag.gdalNodata, 2, ascii(Number.isNaN(plan.nodata) ? 'nan' : String(plan.nodata))]);
  if (!full) return entries;
  entries.push(
    [tag.software, 2, ascii('Bloomline')],
    ...placementTags(content.grid),
    ...(content.otherTags ?? []),
  );
  const bands = Array.from({ length: samples }, (_, i) => {
    const band = content.bands?.[i] ?? {};
    return { ...band, items: { ...band.items, ...statistics[i] } };
  });
  const metadata = metadataXml({ items: content.items, categories: content.categories, bands });
  if (metadata) entries.push([tag.gdalMetadata, 2, ascii(metadata)]);
  return entries;
}

function sampleFormat(type: TilePlan['type']): number {
  if (isComplex(type)) return type.startsWith('CInt') ? 5 : 6;
  return type.startsWith('Float') ? 3 : type.startsWith('Int') ? 2 : 1;
}

function colorMap(palette: NonNullable<CogTags['palette']>): number[] {
  const map = new Array<number>(768).fill(0);
  for (const [value, rgb] of palette) rgb.forEach((c, i) => (map[i * 256 + value] = c * 257));
  return map;
}
