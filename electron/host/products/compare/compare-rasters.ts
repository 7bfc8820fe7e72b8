import { createHash } from 'node:crypto';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { TiffFile } from '#host/raster/tiff/read/block-reader.ts';
import { scanRows } from '#host/raster/tiff/read/scan-rows.ts';
import type { Image } from '#host/raster/tiff/directory/image.ts';
import { tag } from '#host/raster/tiff/directory/tags.ts';
import { bytesOf } from '#host/raster/tiff/directory/words.ts';
import type { Differences } from './comparison.ts';

const rowsAtOnce = 256;

/** Every pixel, overview, class name and colour of a raster against the one made again. Answers how many pixels. */
export async function compareRasters(
  path: string,
  againPath: string,
  differences: Differences,
  progress: Progress = {},
): Promise<number> {
  const [facts, wanted] = [factsOf(path), factsOf(againPath)];
  for (const name of new Set([...Object.keys(facts), ...Object.keys(wanted)]))
    if (facts[name] !== wanted[name]) differences.add(name, facts[name] ?? null, wanted[name] ?? null);
  const cache = new BlockCache(32 * 2 ** 20);
  const file = new TiffFile(path, cache);
  const again = new TiffFile(againPath, cache);
  try {
    const { image } = again;
    if (facts.size !== wanted.size || file.image.samples !== image.samples) return 0;
    for (const [i, overview] of again.overviews.entries()) {
      const here = file.overviews.at(i);
      if (!here || (await hashOf(here)) !== (await hashOf(overview)))
        differences.add(
          `overview ${i + 1}`,
          here ? `${here.width} × ${here.height}` : null,
          `${overview.width} × ${overview.height}`,
        );
    }
    const bands = Array.from({ length: image.samples }, (_, i) => i);
    for (let row = 0; row < image.height; row += rowsAtOnce) {
      throwIfCancelled(progress.signal);
      const window = { col: 0, row, width: image.width, height: Math.min(rowsAtOnce, image.height - row) };
      const [here, there] = [
        await file.readWindow(file.image, window, bands),
        await again.readWindow(image, window, bands),
      ];
      for (const band of bands)
        for (let i = 0; i < there[band].length; i++)
          if (!Object.is(here[band][i], there[band][i]))
            differences.add(
              `band ${band + 1}, column ${(i % image.width) + 1}, row ${row + Math.floor(i / image.width) + 1}`,
              Number(here[band][i]),
              Number(there[band][i]),
            );
    }
    return image.width * image.height * image.samples;
  } finally {
    file.close();
    again.close();
  }
}

/** What a raster says of its pixels: where they lie, what they mean. The record is compared apart. */
function factsOf(path: string): Record<string, string> {
  const { grid, samples, type, nodataByBand, metadata } = inspectFile(path);
  const file = new TiffFile(path, new BlockCache(0));
  try {
    const items = Object.fromEntries(
      Object.entries(metadata.file).filter(([name]) => name !== 'BLOOMLINE_RECIPE'),
    );
    return {
      size: `${grid.width} × ${grid.height}`,
      place: grid.affine.join(' '),
      crs: grid.crs?.name ?? '',
      bands: `${samples} ${type}`,
      nodata: nodataByBand.join(' '),
      colours: createHash('sha256')
        .update(file.image.directory.numbers(tag.colorMap).join(' '))
        .digest('hex')
        .slice(0, 12),
      ...items,
      ...Object.fromEntries(
        metadata.bands.flatMap((band, i) =>
          Object.entries({ ...band.items, description: band.description ?? '' }).map(([name, value]) => [
            `band ${i + 1} ${name}`,
            value,
          ]),
        ),
      ),
    };
  } finally {
    file.close();
  }
}

async function hashOf(image: Image): Promise<string> {
  const bands = Array.from({ length: image.samples }, (_, i) => i);
  const hash = createHash('sha256').update(`${image.width} ${image.height}`);
  for await (const { planes } of scanRows(image, bands))
    for (const plane of planes) hash.update(bytesOf(plane));
  return hash.digest('hex');
}
