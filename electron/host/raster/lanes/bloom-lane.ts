import { intersectWindows, wholeWindow, type Grid, type Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import type { Kernel } from '#core/index/compile-kernel.ts';
import { pixelClass } from '#core/bloom/bloom-rule.ts';
import { coverageFractions } from '#core/zones/coverage.ts';
import { patchPart, type PatchPart } from '#core/zones/patch-parts.ts';
import { placeCodeAt, placeCodes, type PlaceMap } from '#core/zones/place-map.ts';
import type { Masking, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { cut, readIndex, type ZonePlace } from './tally-lane.ts';

/** A zone, and which part of it a pixel lies in. */
export interface BloomPlace extends ZonePlace {
  places: PlaceMap;
}

/** What lies where in a zone, over some chunks. Areas in m² by place code. */
export interface BloomLanePart {
  areaM2: Float64Array;
  validM2: Float64Array;
  bloomM2: Float64Array;
  /** Of bloom pixels that have clear water beside them. */
  edgeM2: number;
  patches: PatchPart[];
}

export function emptyLanePart(): BloomLanePart {
  const zeros = () => new Float64Array(placeCodes);
  return { areaM2: zeros(), validM2: zeros(), bloomM2: zeros(), edgeM2: 0, patches: [] };
}

/**
 * Goes through the pixels of chunks once more, when the threshold is decided: bloom by part of each zone, and its
 * patches.
 */
export async function bloomLane(
  reader: SceneReader,
  kernel: Kernel,
  zones: readonly BloomPlace[],
  bloom: { threshold: number; mask: Masking; minPixels: number },
  chunks: readonly Window[],
  onChunk: () => void | Promise<void>,
): Promise<BloomLanePart[]> {
  const lanes = zones.map(emptyLanePart);
  for (const chunk of chunks) {
    const around = oneMore(chunk, reader.scene.grid);
    const { index, validity } = await readIndex(reader, kernel, around, bloom.mask);
    const edges = edgePixels(index, validity, around, bloom.threshold);
    for (const [i, zone] of zones.entries()) {
      const window = intersectWindows(zone.window, chunk);
      if (!window) continue;
      addWindow(
        lanes[i],
        zone,
        window,
        {
          index: cut(index, around, window),
          validity: cut(validity, around, window),
          edges: cut(edges, around, window),
        },
        bloom,
        reader,
      );
    }
    await onChunk();
  }
  return lanes;
}

/** With the pixels beside it, as far as the grid has them. */
const oneMore = ({ col, row, width, height }: Window, grid: Grid): Window =>
  intersectWindows({ col: col - 1, row: row - 1, width: width + 2, height: height + 2 }, wholeWindow(grid))!;

/** 1 where a bloom pixel has clear water on one of its four sides. What was not seen is no edge. */
export function edgePixels(
  index: Float64Array,
  validity: Uint8Array,
  { width, height }: Window,
  threshold: number,
): Uint8Array {
  const what = Array.from(validity, (code, i) => pixelClass(code, index[i], threshold));
  return Uint8Array.from(what, (own, i) => {
    if (own !== 'bloom') return 0;
    const col = i % width;
    const beside = [
      col > 0 && what[i - 1],
      col < width - 1 && what[i + 1],
      i >= width && what[i - width],
      i < width * (height - 1) && what[i + width],
    ];
    return beside.includes('clear') ? 1 : 0;
  });
}

function addWindow(
  lane: BloomLanePart,
  { edges, places }: BloomPlace,
  window: Window,
  { index, validity, edges: atEdge }: { index: Float64Array; validity: Uint8Array; edges: Uint8Array },
  { threshold, minPixels }: { threshold: number; minPixels: number },
  reader: SceneReader,
): void {
  const coverage = coverageFractions(edges, window);
  const areas = pixelAreasM2(reader.scene.grid, window);
  const mask = new Uint8Array(coverage.length);
  let any = false;
  for (let i = 0; i < coverage.length; i++) {
    if (coverage[i] === 0) continue;
    const area = coverage[i] * areas[i];
    const code = placeCodeAt(
      places,
      window.col + (i % window.width),
      window.row + Math.floor(i / window.width),
    );
    lane.areaM2[code] += area;
    const what = pixelClass(validity[i], index[i], threshold);
    if (what === 'out') continue;
    lane.validM2[code] += area;
    if (what !== 'bloom') continue;
    lane.bloomM2[code] += area;
    if (atEdge[i]) lane.edgeM2 += area;
    areas[i] = area;
    mask[i] = 1;
    any = true;
  }
  if (any) lane.patches.push(patchPart(mask, areas, window, minPixels));
}
