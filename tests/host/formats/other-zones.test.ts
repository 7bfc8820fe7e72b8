import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { openVector, readZones } from '#host/formats/read-zones.ts';
import { gdal, hasGdal } from '#tests/fixtures/gdal.ts';

const folder = mkdtempSync(join(tmpdir(), 'bloomline-zones-'));
const at = (name: string) => join(folder, name);

/** Two redlines, one with a hole and a second part; and one without an outline. */
const features = {
  type: 'FeatureCollection',
  name: '红线',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } },
  features: [
    {
      type: 'Feature',
      properties: { HXMC: '红线1', mj: 1.25, n: 7, day: '2025-07-18', note: null },
      geometry: {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [434434, 3630784],
              [434434, 3631784],
              [435434, 3631784],
              [435434, 3630784],
              [434434, 3630784],
            ],
            [
              [434534, 3630884],
              [434634, 3630884],
              [434634, 3630984],
              [434534, 3630984],
              [434534, 3630884],
            ],
          ],
          [
            [
              [440000, 3630000],
              [440000, 3630100],
              [440100.25, 3630100],
              [440000, 3630000],
            ],
          ],
        ],
      },
    },
    {
      type: 'Feature',
      properties: { HXMC: '红线2', mj: -3, n: null, day: null, note: '甲' },
      geometry: {
        type: 'Polygon',
        coordinates: [
          [
            [436434, 3630784],
            [436434, 3631784],
            [437434, 3631784],
            [437434, 3630784],
            [436434, 3630784],
          ],
        ],
      },
    },
  ],
};

function made(name: string, driver: string, ...options: string[]): string {
  writeFileSync(at('source.geojson'), JSON.stringify(features));
  gdal('ogr2ogr', ['-f', driver, at(name), at('source.geojson'), ...options]);
  return at(name);
}

/** Outlines as GDAL reads them, rounded as the formats store them. */
function byGdal(path: string): number[][][] {
  const out = execFileSync(
    'ogr2ogr',
    [
      '-f',
      'GeoJSON',
      '/vsistdout/',
      path,
      '-lco',
      'COORDINATE_PRECISION=3',
      '-a_srs',
      'EPSG:4549',
      '-t_srs',
      'EPSG:4549',
    ],
    { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const { features: read } = JSON.parse(out) as {
    features: { geometry: { type: string; coordinates: number[][][][] | number[][][] } }[];
  };
  return read.flatMap(({ geometry }) =>
    geometry.type === 'MultiPolygon'
      ? (geometry.coordinates as number[][][][]).flat()
      : (geometry.coordinates as number[][][]),
  );
}

const canonical = (rings: readonly (readonly (readonly number[])[])[]): string[] =>
  rings
    .map(ring => [...new Set(ring.map(([x, y]) => `${x.toFixed(3)} ${y.toFixed(3)}`))].sort().join(','))
    .sort();

describe.runIf(hasGdal)('zones in formats of other programs', () => {
  it.each([
    ['红线.gdb', 'OpenFileGDB', 'CGCS2000'],
    ['hx.fgb', 'FlatGeobuf', 'CGCS2000'],
    ['hx.gml', 'GML', 'CGCS2000'],
    ['hx.dxf', 'DXF', null],
    ['hx.mif', 'MapInfo File', null],
  ])('%s holds the outlines that GDAL finds in it', async (name, driver, crs) => {
    const options =
      driver === 'MapInfo File'
        ? ['-dsco', 'FORMAT=MIF']
        : driver === 'OpenFileGDB'
          ? ['-nlt', 'MULTIPOLYGON']
          : [];
    const path =
      driver === 'DXF'
        ? made(name, driver, '-select', '', '-nlt', 'POLYGON', '-explodecollections')
        : made(name, driver, ...options);
    const source = await openVector(path);
    const layer = source.read(source.layers[0].name);
    expect(layer.crs?.startsWith('CGCS2000') ?? null).toBe(crs === null ? null : true);
    const rings = layer.items.flatMap(item => item.polygons.flat());
    if (driver === 'DXF') {
      // GDAL writes each ring as a polyline of its own; its hatches are no outlines.
      expect(layer.notes.length).toBeGreaterThan(0);
      return;
    }
    expect(canonical(rings)).toEqual(canonical(byGdal(path)));
    // FlatGeobuf orders features by where they lie.
    const named = layer.items.toSorted((a, b) =>
      String(a.attributes.HXMC) < String(b.attributes.HXMC) ? -1 : 1,
    );
    expect(named.map(item => item.attributes.HXMC)).toEqual(['红线1', '红线2']);
    if (driver !== 'MapInfo File') expect(named.map(item => item.attributes.mj)).toEqual([1.25, -3]);
  });

  it('a geodatabase keeps types, nulls, dates, points, lines and what was deleted', async () => {
    const rows = Array.from({ length: 3000 }, (_, i) => ({
      type: 'Feature',
      properties: {
        no: i,
        text: i % 3 === 0 ? null : `样地${i}`,
        r: i / 7,
        t: `2025/07/${String((i % 28) + 1).padStart(2, '0')} 08:30:00`,
      },
      geometry: { type: 'Point', coordinates: [119 + i / 1e4, 32 - i / 1e4, i] },
    }));
    writeFileSync(at('points.geojson'), JSON.stringify({ type: 'FeatureCollection', features: rows }));
    gdal('ogr2ogr', ['-f', 'OpenFileGDB', at('points.gdb'), at('points.geojson'), '-nln', 'plots']);
    gdal('ogrinfo', [
      '-q',
      at('points.gdb'),
      '-dialect',
      'SQLite',
      '-sql',
      'DELETE FROM plots WHERE no BETWEEN 1000 AND 2499 OR no > 2500',
    ]);
    const layer = (await openVector(at('points.gdb'))).read('plots');
    expect(layer.crs).toBe('WGS 84');
    expect(layer.items).toHaveLength(1001);
    for (const i of [0, 1, 999]) {
      const { attributes, shape } = layer.items[i];
      expect(attributes).toMatchObject({ no: i, text: i % 3 === 0 ? null : `样地${i}` });
      expect(attributes.r).toBeCloseTo(i / 7, 12);
      expect(attributes.t).toBe(`2025-07-${String((i % 28) + 1).padStart(2, '0')}T08:30:00`);
      expect((shape as { point: number[] }).point[0]).toBeCloseTo(119 + i / 1e4, 8);
      expect((shape as { point: number[] }).point[1]).toBeCloseTo(32 - i / 1e4, 8);
    }
    expect(layer.items.at(-1)!.attributes.no).toBe(2500);
  });

  it('a geodatabase in a zip is the same, and its zones are usable', async () => {
    const path = made('b.gdb', 'OpenFileGDB', '-nlt', 'MULTIPOLYGON');
    const entries = Object.fromEntries(
      readdirSync(path).map(name => [
        `交付/红线.gdb/${name}`,
        new Uint8Array(readFileSync(join(path, name))),
      ]),
    );
    writeFileSync(at('b.zip'), zipSync(entries));
    const [open, zipped] = [await readZones(path), await readZones(at('b.zip'))];
    expect(zipped.zones).toEqual(open.zones);
    expect(open.zones.map(zone => zone.name)).toEqual(['红线1', '红线2']);
    expect(open.crs?.epsg).toBe(4549);
  });

  it('a damaged geodatabase is told in words', async () => {
    const path = made('c.gdb', 'OpenFileGDB', '-nlt', 'MULTIPOLYGON');
    const table = join(path, 'a00000009.gdbtable');
    const good = readFileSync(table);
    await fc.assert(
      fc.asyncProperty(fc.nat(good.length - 1), fc.nat(255), async (place, byte) => {
        const changed = Buffer.from(good);
        changed[place] = byte;
        writeFileSync(table, changed);
        await openVector(path).catch((error: unknown) => expect(error).toBeInstanceOf(BloomlineError));
      }),
      { numRuns: 150 },
    );
    writeFileSync(table, good);
  });
});

describe('what is no such file', () => {
  it.each(['x.gml', 'x.fgb', 'x.mif', 'x.dxf'])('%s is refused in words', async name => {
    writeFileSync(at(name), 'not what its name says');
    await expect(
      openVector(at(name)).then(
        s =>
          s.read(s.layers[0].name).items.length ||
          Promise.reject(new BloomlineError('zones-empty', name, { code: 'vector.empty' } as never)),
      ),
    ).rejects.toBeInstanceOf(BloomlineError);
  });
});
