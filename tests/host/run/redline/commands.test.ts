import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { runCli } from '#tests/fixtures/run-cli.ts';
import { redlineInput, temporaryFolder } from '#tests/host/products/scene.ts';

const { folder, clean } = temporaryFolder();
afterAll(clean);

const run = (...args: string[]) => runCli(args);

describe('bloomline assess redline --ledger, and ledger', () => {
  it('takes patches over, knows them again, and writes a field list', async () => {
    await redlineInput(folder);
    const workspace = join(folder, 'ws');
    (await openCatalogue(workspace, { create: true })).close();
    const ring = [[700_040, 3_639_960], [701_160, 3_639_960], [701_160, 3_638_840], [700_040, 3_638_840], [700_040, 3_639_960]]; // prettier-ignore
    const zones = join(folder, 'zones.geojson');
    writeFileSync(
      zones,
      JSON.stringify({
        type: 'FeatureCollection',
        crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::32650' } },
        features: [{ type: 'Feature', properties: { name: '红线一区', 编号: 'HX-1' }, geometry: { type: 'Polygon', coordinates: [ring] } }],
      }),
    ); // prettier-ignore
    const assess = () =>
      run('assess', 'redline', '--before', join(folder, 'before.tif'), '--after', join(folder, 'after.tif'), '--zones', zones,
        '--bands', 'B=1,G=2,R=3,N=4', '--scale', '0.0001', '--offset', '0', '--ledger', workspace, '--out', join(folder, 'out'), '--json'); // prettier-ignore
    const first = assess();
    expect(first.status, first.stderr).toBe(0);
    expect(JSON.parse(first.stdout)).toMatchObject({
      ledger: { added: 1, updated: 0, gone: 0 },
      coregistration: { windows: expect.any(Number) },
      patches: [{ track: { trend: 'new' }, direction: 'loss' }],
    });
    expect(JSON.parse(assess().stdout).ledger).toMatchObject({ added: 0, updated: 1 });
    const listed = run('ledger', 'list', '--workspace', workspace, '--json');
    expect(JSON.parse(listed.stdout)).toMatchObject([
      { zoneCode: 'HX-1', trend: 'same', state: 'suspected' },
    ]);
    const gpx = join(folder, 'list.gpx');
    expect(run('ledger', 'export', '--workspace', workspace, '--out', gpx).status).toBe(0);
    expect(existsSync(gpx)).toBe(true);
    expect(run('ledger', 'export', '--workspace', workspace, '--out', join(folder, 'x.doc')).status).toBe(2);
  });
});

describe('bloomline assess redline, called wrongly', () => {
  const base = [
    'assess',
    'redline',
    '--before',
    'a.tif',
    '--after',
    'b.tif',
    '--zones',
    'z.geojson',
    '--out',
    '/tmp/x',
  ];
  it.each([
    [['--method', 'magic'], 'index, vector, classes'],
    [['--align', 'cubicspline'], 'nearest, bilinear, cubic, average, mode'],
    [['--threshold', 'loud'], 'default, otsu, valley'],
    [['--transitions', '1-2'], '1>6,2>6'],
    [['--sieve', '-1'], '0 to 10000'],
  ])('%s', (more, said) => {
    const { status, stderr } = run(...base, ...more);
    expect(status).toBe(2);
    expect(stderr).toContain(said);
  });
});

const protectedAreas = join(sharedData, '04_vector/protected');
describe.skipIf(!existsSync(protectedAreas))(
  'bloomline zones on wilderness areas (needs ../shared/data)',
  () => {
    const parcels = join(protectedAreas, 'coutwildrnp/coutwildrnp.shp');

    it('intersects them with a national park as shapely does, attributes kept', () => {
      mkdirSync(folder, { recursive: true });
      const out = join(folder, 'parts.gpkg');
      const { status, stdout, stderr } = run(
        'zones',
        'intersect',
        parcels,
        join(protectedAreas, 'rmnp.geojson'),
        '--out',
        out,
        '--json',
      );
      expect(status, stderr).toBe(0);
      const { parts, zones } = JSON.parse(stdout) as {
        parts: { zone: string; areaM2: number }[];
        zones: { zone: string; areaM2: number; insideM2: number; outsideM2: number }[];
      };
      // shapely intersections, area by bands of latitude on GRS 80.
      const expected = [
        ['Comanche Peak Wilderness', 5703785.7],
        ['Neota Wilderness', 993349.9],
        ['Never Summer Wilderness', 4530530.6],
        ['Indian Peaks Wilderness', 5697190.1],
      ] as const;
      expect(parts.map(p => p.zone)).toEqual(expected.map(([name]) => name));
      parts.forEach((part, i) => expect(Math.abs(part.areaM2 - expected[i][1])).toBeLessThan(2));
      expect(zones).toHaveLength(67);
      for (const zone of zones) expect(zone.insideM2 + zone.outsideM2).toBeCloseTo(zone.areaM2, 3);
      const db = new Database(out, { readonly: true });
      expect(db.prepare('SELECT STATE, AGBUR FROM parts WHERE 红线 = ?').get('Neota Wilderness')).toEqual({
        STATE: 'CO',
        AGBUR: 'FS',
      });
      db.close();
    });

    it('reports overlaps and gaps', () => {
      expect(JSON.parse(run('zones', 'check', parcels, '--json').stdout)).toMatchObject({
        zones: 67,
        overlaps: [],
        gaps: [],
        problems: [],
      });
    });
  },
);
