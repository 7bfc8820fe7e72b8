import type { Kernel } from '#core/index/compile-kernel.ts';
import { compassParts, type BloomPart, type BloomWhere } from '#core/bloom/bloom-result.ts';
import { bloomPlaces, placeWords } from '#core/bloom/place-words.ts';
import type { BloomRules } from '#core/foundation/rules.ts';
import { toMap, type Grid } from '#core/grid/grid.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import type { Edges } from '#core/zones/coverage.ts';
import { mergePatchParts } from '#core/zones/patch-parts.ts';
import { placeMap, type LocalScale } from '#core/zones/place-map.ts';

import { projector } from '#core/zones/project.ts';
import {
  bloomLane,
  emptyLanePart,
  type BloomLanePart,
  type BloomPlace,
} from '#host/raster/lanes/bloom-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

import { kernelFor } from '#host/run/index/index-choice.ts';
import type { BloomPlan } from './plan-bloom.ts';
import type { Progress } from '#host/files/progress.ts';
import { planLanes, runLanes, sceneHere, wavelengths, zonesTouching } from '#host/run/zones/lanes.ts';

const km2 = 1e-6;
const metresPerDegree = 111_320;

/**
 * Where the bloom of each zone lies: one more pass over the pixels, when the threshold is decided. Null for a zone
 * without bloom or with a problem.
 */
export async function bloomWhere(
  { scene, formula, masking: mask, placed }: BloomPlan,
  pool: RasterPool | null,
  threshold: number,
  bloomKm2: readonly number[],
  rule: BloomRules['places'],
  progress: Progress = {},
): Promise<(BloomWhere | null)[]> {
  const wanted = placed.flatMap((p, i) =>
    p.edges && p.window && bloomKm2[i] > 0 ? [{ i, edges: p.edges, window: p.window }] : [],
  );
  const where = placed.map((): BloomWhere | null => null);
  if (wanted.length === 0) return where;
  const zones = wanted.map(({ edges, window }): BloomPlace => ({
    edges,
    window,
    places: placeMap(edges, localScale(scene.grid, edges), rule),
  }));
  const lanes = planLanes(scene, zones, 'places', progress);
  const bloom = { threshold, mask, minPixels: rule.patchMinPixels };
  const found = await runLanes(
    pool,
    lanes,
    'bloomLane',
    chunks => ({
      scene,
      formula,
      wavelengths: wavelengths(scene),
      chunks,
      ...bloom,
      zones: zonesTouching(zones, chunks).map(n => zones[n]),
    }),
    sceneHere<'bloomLane', Kernel>(
      scene,
      () => kernelFor(scene, formula),
      (reader, kernel, { zones: own, chunks }, onChunk) =>
        bloomLane(reader, kernel, own, bloom, chunks, onChunk),
    ),
  );
  const all = zones.map(emptyLanePart);
  found.forEach((parts, n) =>
    zonesTouching(zones, lanes.lanes[n]).forEach((zone, i) => addPart(all[zone], parts[i])),
  );
  wanted.forEach(({ i }, n) => (where[i] = whereOf(all[n], scene.grid, rule)));
  return where;
}

function addPart(sum: BloomLanePart, part: BloomLanePart): void {
  for (const key of ['areaM2', 'validM2', 'bloomM2'] as const)
    part[key].forEach((area, code) => (sum[key][code] += area));
  sum.edgeM2 += part.edgeM2;
  sum.patches.push(...part.patches);
}

function whereOf(lane: BloomLanePart, grid: Grid, rule: BloomRules['places']): BloomWhere {
  const parts = [...lane.areaM2.keys()].flatMap((code): BloomPart[] =>
    lane.areaM2[code] > 0
      ? [
          {
            part: compassParts[code >> 1],
            shore: (code & 1) === 1,
            areaKm2: lane.areaM2[code] * km2,
            validKm2: lane.validM2[code] * km2,
            bloomKm2: lane.bloomM2[code] * km2,
          },
        ]
      : [],
  );
  const places = bloomPlaces(rule, parts);
  const { count, patches } = mergePatchParts(lane.patches, rule.patchMinPixels);
  const project = projector(grid.crs!, cgcs2000);
  return {
    rule: rule.id,
    places,
    words: placeWords(places),
    parts,
    patchCount: count,
    edgePixelsKm2: lane.edgeM2 * km2,
    patches: patches.slice(0, rule.patchesKept).map(p => ({
      areaKm2: p.areaM2 * km2,
      center: project(...toMap(grid.affine, p.col, p.row)),
    })),
  };
}

/** East and north, in metres, of a column and of a row at the middle of a zone: grids may be turned, or in degrees. */
function localScale({ affine, crs }: Grid, edges: Edges): LocalScale {
  const project = projector(crs!, cgcs2000);
  const col = (edges.minCol + edges.maxCol) / 2;
  const row = (edges.minRow + edges.maxRow) / 2;
  const [lon, lat] = project(...toMap(affine, col, row));
  const east = metresPerDegree * Math.cos((lat * Math.PI) / 180);
  const step = (dCol: number, dRow: number): [number, number] => {
    const [x, y] = project(...toMap(affine, col + dCol, row + dRow));
    return [(x - lon) * east, (y - lat) * metresPerDegree];
  };
  return { col: step(1, 0), row: step(0, 1) };
}
