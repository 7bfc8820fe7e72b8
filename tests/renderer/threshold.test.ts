import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { areaAboveKm2 } from '#core/bloom/histogram-area.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { openScene, openWorkspace } from '#renderer/state/actions.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import {
  addCorrection,
  followCorrections,
  useCorrections,
} from '#renderer/panels/bloom/state/corrections.ts';
import { importZones } from '#renderer/state/import-zones.ts';
import { useScenes } from '#renderer/state/scenes.ts';
import { useZones } from '#renderer/state/zones.ts';
import { writeGeoTiff } from '#host/raster/tiff/write/write-geotiff.ts';
import { smallGrid, writeZones } from '#tests/fixtures/small-scene.ts';
import { withHost } from './with-host.ts';

const { folder } = withHost();
const bloom = () => useBloom.getState();
let sceneId: number;

/** What the screen says: km² above the slider over all zones. */
const onScreen = () =>
  bloom().tally!.zones.reduce((sum, z) => sum + areaAboveKm2(z, bloom().tally!.range, bloom().threshold!), 0);

beforeAll(async () => {
  await openWorkspace(join(folder, 'A'), false);
  // NDVI of the lake's four quarters: 0.5, −0.05, 0.13, 0.09; without the first Otsu parts the others elsewhere.
  const infrared = [3000, 900, 1300, 1200];
  const side = 40;
  const quarter = (i: number) => 2 * Number(Math.floor(i / side) >= side / 2) + Number(i % side >= side / 2);
  mkdirSync(join(folder, 'data'));
  const path = join(folder, 'data', 'scene.tif');
  await writeGeoTiff(path, {
    grid: { ...smallGrid, width: side, height: side },
    bands: [
      new Uint16Array(side * side).fill(1000),
      Uint16Array.from({ length: side * side }, (_, i) => infrared[quarter(i)]),
    ],
    nodata: 0,
    descriptions: ['red', 'nir'],
  });
  const zones = join(folder, 'data', 'zones.geojson');
  const [x, y] = [smallGrid.affine[0], smallGrid.affine[3]];
  const corners = [
    [0, 0],
    [400, 0],
    [400, -400],
    [0, -400],
    [0, 0],
  ].map(([dx, dy]) => [x + dx, y + dy]);
  writeZones(zones, [{ name: '湖', ring: corners }]);
  await openScene([path]);
  sceneId = useScenes.getState().activeId!;
  followCorrections();
  await useCorrections.getState().load();
  await importZones({ path: zones, set: '湖', kind: 'lake', nameField: '名称' });
  await bloom().useScene(sceneId);
  bloom().setIndex('NDVI');
});

/** Takes the first pixel, the north-western quarter of the lake, out of the histogram. */
async function excludeFirst(): Promise<void> {
  const ring = useZones.getState().zones[0].geometry[0][0];
  const middle = [0, 1].map(i => {
    const values = ring.map(place => place[i]);
    return (Math.min(...values) + Math.max(...values)) / 2;
  });
  const quarter: MultiPolygon = [
    [ring.map(([lon, lat]) => [Math.min(lon, middle[0]), Math.max(lat, middle[1])])],
  ];
  useCorrections.getState().set({ action: 'exclude', reason: 'cloud', note: '云' });
  const before = bloom().tally;
  await addCorrection(quarter, 'polygon');
  await useCorrections.getState().load();
  await vi.waitUntil(() => bloom().tally !== before && bloom().busy === null);
}

describe('a threshold that Otsu found, after a correction by hand', () => {
  it('is saved as the number on the screen, with the area on the screen', async () => {
    await bloom().runTally(sceneId);
    const otsu = bloom().tally!.otsu!;
    bloom().setThreshold(otsu, 'otsu');
    await excludeFirst();
    expect(bloom().tally!.otsu).not.toBe(otsu);
    expect(bloom().threshold).toBe(otsu);
    const { result } = await bloom().assess(sceneId, undefined);
    if (result.kind !== 'bloom') throw new Error(result.kind);
    expect([result.threshold, result.thresholdMethod]).toEqual([otsu, 'fixed']);
    const saved = result.zones.reduce((sum, z) => sum + z.bloomAreaKm2!, 0);
    expect(saved).toBeCloseTo(onScreen(), 12);
  });

  it('is Otsu’s again where it is asked for again', async () => {
    bloom().setThreshold(bloom().tally!.otsu!, 'otsu');
    const { result } = await bloom().assess(sceneId, undefined);
    if (result.kind !== 'bloom') throw new Error(result.kind);
    expect([result.threshold, result.thresholdMethod]).toEqual([bloom().threshold, 'otsu']);
  });
});
