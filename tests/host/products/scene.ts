import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultChangeOptions } from '#core/redline/change-options.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { Zone } from '#core/zones/zone.ts';
import { assessBloom } from '#host/run/bloom/assess-bloom.ts';
import { planBloom } from '#host/run/bloom/plan-bloom.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { tallyBloom } from '#host/run/bloom/tally-bloom.ts';
import { assessRedline } from '#host/run/redline/assess-redline.ts';
import { cloudsOnly } from '#host/recipe/mask-request.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';

export const utm50 = crsFromEpsg(32650)!;
const side = 60;
const left = 700_000;
const top = 3_640_000;

/** B, G, R, N of 60 × 60 pixels of 20 m: water, and where `green` says so vegetation. */
async function writeScene(path: string, green: (col: number, row: number) => boolean): Promise<void> {
  const bands = [400, 500, 300, 200].map(dn => new Uint16Array(side * side).fill(dn));
  for (let row = 0; row < side; row++)
    for (let col = 0; col < side; col++)
      if (green(col, row)) {
        bands[2][row * side + col] = 400;
        bands[3][row * side + col] = 3200;
      }
  await writeGeoTiff(path, {
    grid: { width: side, height: side, affine: [left, 20, 0, top, 0, -20], crs: utm50 },
    bands,
    nodata: 0,
  });
}

/** Columns and rows as map coordinates. */
const rect = (c0: number, r0: number, c1: number, r1: number): Zone['geometry'] => {
  const [x0, x1, y0, y1] = [left + c0 * 20, left + c1 * 20, top - r1 * 20, top - r0 * 20];
  return [
    [
      [
        [x0, y0],
        [x1, y0],
        [x1, y1],
        [x0, y1],
        [x0, y0],
      ],
    ],
  ];
};

const options = { bands: { B: 1, G: 2, R: 3, N: 4 }, scale: 0.0001, offset: 0 };
const sheet = { language: 'zh-CN', paper: 'A4', orientation: 'landscape', preparedBy: '李明' } as const;

export function temporaryFolder(): { folder: string; clean: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bloomline-export-'));
  return { folder, clean: () => rmSync(folder, { recursive: true, force: true }) };
}

const zoneSet = (zones: Zone[]): ZoneSet => ({ zones, crs: utm50, subject: 'zones', files: [] });

/** Bloom: pixels 10–19 × 10–19 (100 pixels of 400 m² = 0.04 km²) inside the zone 东湖区, none in 西湖区. */
export async function bloomInput(folder: string): Promise<SheetInput> {
  const path = join(folder, 'lake.tif');
  await writeScene(path, (col, row) => col >= 10 && col < 20 && row >= 10 && row < 20);
  const scene = openScene([path], options);
  const zones = zoneSet([
    { name: '东湖区', geometry: rect(5, 5, 30, 50), attributes: {} },
    { name: '西湖区', geometry: rect(32, 5, 55, 50), attributes: {} },
  ]);
  const plan = planBloom({ scene, zones, index: 'NDVI', mask: cloudsOnly('none') });
  const result = await assessBloom(await tallyBloom(plan, null), { threshold: 0.1 }, null);
  return {
    assessment: { kind: 'bloom', name: '测试湖', result },
    scenes: [scene],
    zones,
    plan: () => plan,
    sheet,
  };
}

/** Loss: the block 10–19 × 10–19 is green before and not after; 30–44 stays green. */
export async function redlineInput(folder: string): Promise<SheetInput> {
  const stays = (col: number) => col >= 30 && col < 45;
  await writeScene(
    join(folder, 'before.tif'),
    (col, row) => stays(col) || (col >= 10 && col < 20 && row >= 10 && row < 20),
  );
  await writeScene(join(folder, 'after.tif'), stays);
  const before = openScene([join(folder, 'before.tif')], options);
  const after = openScene([join(folder, 'after.tif')], options);
  const zones = zoneSet([{ name: '红线一区', geometry: rect(2, 2, 58, 58), attributes: {} }]);
  const { result, plan } = await assessRedline(
    { before, after, zones },
    { ...defaultChangeOptions, clouds: 'none', threshold: 0.2 },
    null,
    null,
  );
  return {
    assessment: { kind: 'redline', name: '测试红线', result },
    scenes: [before, after],
    zones,
    plan: () => plan,
    sheet,
  };
}

/** The same, as if its scenes were simulated. */
export function simulated(input: SheetInput): SheetInput {
  const result = structuredClone(input.assessment.result);
  result.recipe.simulated = true;
  return { ...input, assessment: { ...input.assessment, result } };
}
