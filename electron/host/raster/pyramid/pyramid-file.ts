import { closeSync, fstatSync, ftruncateSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { imageTags, maskTags, type PlacedTiles } from '#host/raster/tiff/write/cog-directories.ts';
import type { TilePlan } from '#host/raster/tiff/write/cog-level.ts';
import { predictorFor } from '#host/raster/tiff/write/encode-tile.ts';
import { metadataXml } from '#host/raster/tiff/directory/metadata-xml.ts';
import { ascii, encodeDirectory, encodeHead, type Entry } from '#host/raster/tiff/write/write-directory.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { writeFully } from '#host/raster/tiff/write/tile-spool.ts';
import type { PyramidPlan } from '#host/raster/lanes/pyramid-plan.ts';
import type { PyramidRow } from '#host/raster/lanes/pyramid-row.ts';

/** A row of tiles that stands in the file, as the journal keeps it. */
export interface WrittenRow {
  level: number;
  row: number;
  samples: number[];
  withMask: boolean;
  at: number;
  sizes: number[];
  /** CRC-32 of the tiles. */
  crc: number;
}

/** GDAL metadata item that tells what a pyramid was made from. */
export const planItem = 'BLOOMLINE_PYRAMID';

/**
 * A pyramid being written: a BigTIFF whose directories (one per level, each with its mask) follow their tiles. Rows of
 * tiles come in any order within a level; a level's directory is written when its rows are there.
 */
export class PyramidFile {
  readonly #fd: number;
  readonly #plan: PyramidPlan;
  readonly #rows: WrittenRow[] = [];
  #end: number;
  /** Where the offset of the next directory is to be written. */
  #link = 8;

  constructor(path: string, plan: PyramidPlan, resume: boolean) {
    this.#plan = plan;
    this.#fd = openSync(path, resume ? 'r+' : 'w+');
    this.#end = 16;
    if (!resume) writeFully(this.#fd, encodeHead(0, true), 0);
  }

  close(): void {
    closeSync(this.#fd);
  }

  add(part: Omit<WrittenRow, 'at' | 'sizes' | 'crc'>, { bytes, sizes }: PyramidRow): WrittenRow {
    const written = { ...part, at: this.#end, sizes, crc: crc32(bytes) };
    writeFully(this.#fd, bytes, this.#end);
    this.#end += bytes.length;
    this.#rows.push(written);
    return written;
  }

  /** Takes a row that an earlier run wrote; false where its bytes are not what they were. */
  take(row: WrittenRow): boolean {
    const length = row.sizes.reduce((a, b) => a + b, 0);
    if (row.at + length > fstatSync(this.#fd).size) return false;
    const bytes = new Uint8Array(length);
    for (let done = 0; done < length;) done += readSync(this.#fd, bytes, done, length - done, row.at + done);
    if (crc32(bytes) !== row.crc) return false;
    this.#rows.push(row);
    this.#end = Math.max(this.#end, row.at + length);
    return true;
  }

  /** Cuts off what no row of the journal covers. */
  trim(): void {
    ftruncateSync(this.#fd, this.#end);
  }

  /** Writes the directory of a level whose rows are all there. */
  finishLevel(level: number): void {
    const plan = this.#plan;
    const { width, height } = plan.levels[level];
    const across = Math.ceil(width / plan.tileSide);
    const perSample = across * Math.ceil(height / plan.tileSide);
    const image = tileTable(perSample * plan.samples);
    const mask = tileTable(plan.mask === 'mask' ? perSample : 0);
    for (const { row, samples, withMask, at, sizes } of this.#rows.filter(r => r.level === level)) {
      let place = at;
      sizes.forEach((bytes, i) => {
        const sample = samples[Math.floor(i / across)];
        const table = sample === undefined && withMask ? mask : image;
        const index = (table === image ? sample * perSample : 0) + row * across + (i % across);
        table.offsets[index] = place;
        table.tiles[index] = { bytes };
        place += bytes;
      });
    }
    const of = (table: ReturnType<typeof tileTable>): PlacedTiles => ({ level: { width, height }, ...table });
    const tiles = tilePlan(plan);
    this.#append([
      ...imageTags(emptyTags(plan), tiles, of(image), false, [], true),
      ...(level === 0
        ? [
            [
              tag.gdalMetadata,
              2,
              ascii(metadataXml({ items: { [planItem]: JSON.stringify(plan) }, bands: [] })!),
            ] as Entry,
          ]
        : []),
    ]);
    if (plan.mask === 'mask') this.#append(maskTags(tiles, of(mask), true, true));
  }

  #append(entries: Entry[]): void {
    this.#end += this.#end & 1;
    const bytes = encodeDirectory(entries, this.#end, 0, true);
    writeFully(this.#fd, bytes, this.#end);
    const place = Buffer.alloc(8);
    place.writeBigUInt64LE(BigInt(this.#end));
    writeFully(this.#fd, place, this.#link);
    this.#link = this.#end + 8 + entries.length * 20;
    this.#end += bytes.length;
  }
}

const tileTable = (count: number) => ({
  offsets: new Float64Array(count),
  tiles: Array.from({ length: count }, () => ({ bytes: 0 })),
});

const emptyTags = (plan: PyramidPlan) => ({
  grid: { ...plan.levels[0], affine: [0, 1, 0, 0, 0, 1] as const, crs: null },
  extraSamples: Array.from({ length: plan.samples - 1 }, (_, i) => (i + 1 === plan.alpha ? 2 : 0)),
});

function tilePlan(plan: PyramidPlan): TilePlan {
  const { type, samples, tileSide, nodata, alpha } = plan;
  return {
    type,
    samples,
    tileSide,
    compression: 'deflate',
    predictor: predictorFor(type, 'deflate'),
    interleave: samples === 1 ? 'pixel' : 'band',
    // The tag holds one value for all bands.
    nodata: nodata[0] === null ? null : Number(nodata[0]),
    halving: 'average',
    alpha,
    hasMask: plan.mask === 'mask',
  };
}
