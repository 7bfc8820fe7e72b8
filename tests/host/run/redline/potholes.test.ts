import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RedlineResult } from '#core/redline/redline-result.ts';
import { temporaryFolder } from '#tests/fixtures/gdal.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';

const naip = join(sharedData, '03_series_qa/prairie_pothole_naip');

describe.skipIf(!existsSync(naip))('prairie potholes, 2010 and 2012 (needs ../shared/data)', () => {
  it('gains and loses what rasterio and pyproj count, and tells how far the dates are shifted', () => {
    const folder = temporaryFolder();
    const zones = join(folder, 'all.geojson');
    // Along pixel sides, so that whole pixels are counted.
    const ring = [[486000, 5205700], [490500, 5205700], [490500, 5209200], [486000, 5209200], [486000, 5205700]]; // prettier-ignore
    const crs = { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::26914' } };
    const feature = { type: 'Feature', properties: { name: 'all' }, geometry: { type: 'Polygon', coordinates: [ring] } }; // prettier-ignore
    writeFileSync(zones, JSON.stringify({ type: 'FeatureCollection', crs, features: [feature] }));
    const bands = 'R=1,G=2,B=3,N=4';
    const run = runCli(['assess', 'redline', '--before', join(naip, 'm_4709963_se_14_1_20100629.tif'), '--after', join(naip, 'm_4709963_se_14_1_20120731.tif'), '--before-bands', bands, '--after-bands', bands, '--zones', zones, '--direction', 'both', '--threshold', '0.2', '--out', join(folder, 'out'), '--json']); // prettier-ignore
    const { zones: found, coregistration } = JSON.parse(run.stdout) as RedlineResult;
    // numpy: NDVI(2012) − NDVI(2010) beyond ± 0.2; areas 25 m² over PROJ's areal scale at each pixel's centre.
    expect(found[0].lossAreaM2 / 3339036.198).toBeCloseTo(1, 7);
    expect(found[0].gainAreaM2 / 6058398.384).toBeCloseTo(1, 7);
    expect((found[0].comparedAreaKm2 * 1e6) / 15762553.397).toBeCloseTo(1, 7);
    // Shifted by somewhat less than half a pixel: told, below the limit of the warning.
    expect(coregistration!.shiftPx!).toBeGreaterThan(0.2);
    expect(coregistration!.shiftPx!).toBeLessThan(0.6);
  });
});
