import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { suggestMapping } from '#core/plots/mapping.ts';
import { signedArea } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { decodeWkb } from '#host/formats/geopackage/geopackage-geometry.ts';
import { readZones } from '#host/formats/read-zones.ts';
import { readFieldFile } from '#host/formats/tables/read-field-tables.ts';
import { encodingOfCpg } from '#host/formats/text/text-encoding.ts';
import { readWktPolygons } from '#host/formats/text/wkt-geometry.ts';
import { lonLatZones } from '#host/run/zones/overlay-zones.ts';
import { sharedCases } from '#tests/fixtures/shared.ts';
import { dbf, put, shp, square, temporaryFolder, wgs84Prj } from './files.ts';

const polygon = (x: number, y: number, side: number) => ({
  type: 'Polygon',
  coordinates: [square(x, y, side)],
});
const feature = (name: string, geometry: object) => ({
  type: 'Feature',
  properties: { 名称: name },
  geometry,
});
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });
const put2 = (name: string, value: unknown) =>
  put(name, typeof value === 'string' ? value : JSON.stringify(value));

const areaOf = (geometry: MultiPolygon): number =>
  geometry
    .flatMap(rings => rings.map((ring, i) => Math.abs(signedArea(ring)) * (i === 0 ? 1 : -1)))
    .reduce((sum, area) => sum + area, 0);

describe('zones in other kinds of JSON', () => {
  it('are read from TopoJSON, with and without quantisation', async () => {
    const arcs = [square(119, 32, 1)];
    const objects = { 红线: { type: 'GeometryCollection', geometries: [{ type: 'Polygon', arcs: [[0]], properties: { 名称: '甲' } }] } }; // prettier-ignore
    const plain = await readZones(put2('a.json', { type: 'Topology', objects, arcs }));
    expect(plain.zones).toMatchObject([{ name: '甲', geometry: [[square(119, 32, 1)]] }]);
    // Steps of hundredths of a degree from 119, 32.
    const steps = [[0, 0], [100, 0], [0, 100], [-100, 0], [0, -100]]; // prettier-ignore
    const transform = { scale: [0.01, 0.01], translate: [119, 32] };
    const packed = await readZones(
      put2('a.topojson', { type: 'Topology', objects, arcs: [steps], transform }),
    );
    expect(areaOf(packed.zones[0].geometry)).toBeCloseTo(1, 9);
    // One arc forwards, one backwards.
    const halves = [square(0, 0, 1).slice(0, 3), square(0, 0, 1).slice(2).toReversed()];
    const joined = { x: { type: 'Polygon', arcs: [[0, -2]] } };
    const two = await readZones(put2('b.json', { type: 'Topology', objects: joined, arcs: halves }));
    expect(areaOf(two.zones[0].geometry)).toBe(1);
    await expect(readZones(put2('c.json', { type: 'Topology', objects }))).rejects.toThrow(
      'damaged TopoJSON',
    );
  });

  it('are read from a feature set of ArcGIS, its rings grouped', async () => {
    const rings = [square(119, 32, 1).toReversed(), square(119.2, 32.2, 0.5)];
    const set = (spatialReference?: object) => ({
      geometryType: 'esriGeometryPolygon',
      ...(spatialReference ? { spatialReference } : {}),
      features: [{ attributes: { NAME: '甲' }, geometry: { rings } }],
    });
    const file = await readZones(put2('a.json', set({ wkid: 4490 })));
    expect(file).toMatchObject({ crs: { epsg: 4490 }, zones: [{ name: '甲' }] });
    expect(areaOf(file.zones[0].geometry)).toBeCloseTo(0.75, 9);
    expect((await readZones(put2('a.json', set()))).crs).toBeNull();
    const curves = { ...set({ wkid: 4490 }), features: [{ attributes: {}, geometry: { curveRings: [] } }] };
    await expect(readZones(put2('a.json', curves))).rejects.toThrow('curveRings');
  });

  it('are read from a sequence: lines, or records', async () => {
    const lines = ['甲', '乙'].map(name => JSON.stringify(feature(name, polygon(119, 32, 1))));
    for (const [name, text] of [
      ['a.geojsonl', lines.join('\n')],
      ['a.json', lines.join('\r\n')],
      ['a.geojsons', lines.map(l => `\u001e${l}\n`).join('')],
    ])
      // prettier-ignore
      expect((await readZones(put(name, text))).zones.map(z => z.name)).toEqual(['甲', '乙']);
    await expect(readZones(put('a.ndjson', `${lines[0]}\n{`))).rejects.toThrow('is not JSON');
  });

  it('in a collection with other geometry are taken, and the rest is told', async () => {
    const geometries = [polygon(119, 32, 1), { type: 'Point', coordinates: [119, 32] }];
    const mixed = feature('甲', { type: 'GeometryCollection', geometries });
    const file = await readZones(put('a.geojson', collection(mixed)));
    expect(file.zones[0].geometry).toEqual([[square(119, 32, 1)]]);
    expect(file.problems).toEqual([{ zone: '甲', message: expect.stringContaining('left out: Point') }]);
  });
});

describe('zones in text', () => {
  const parcels = (head: string, points: string) =>
    `[属性描述]\r\n${head}\r\n[地块坐标]\r\n9,91.0,DK1,红线地块,面,,耕地,,@\r\n${points}\r\n`;
  const corners = (ring: number, x: number, y: number, side: number) =>
    square(x, y, side)
      .map(([east, north], i) => `J${(i % 4) + 1},${ring},${north},${east}`)
      .join('\r\n');

  it.each([
    ['2000国家大地坐标系', 3, 40, true, 4528],
    ['2000国家大地坐标系', 3, 40, false, 4549],
    ['2000国家大地坐标系', 6, 20, true, 4498],
    ['1980西安坐标系', 3, 40, true, 2364],
    ['80坐标系', 6, 20, false, 2345],
    ['1954年北京坐标系', 3, 40, false, 2437],
    ['北京54', 6, 20, true, 21420],
  ])(
    'of a land survey: %s, %i degrees, zone %i, zone in front %s',
    async (name, width, zone, front, epsg) => {
      const head = `坐标系=${name}\r\n几度分带=${width}\r\n投影类型=高斯克吕格\r\n计量单位=米\r\n带号=${zone}`;
      const east = 434434 + (front ? zone * 1e6 : 0);
      const text = parcels(
        head,
        `${corners(1, east, 3630784, 1000)}\r\n${corners(2, east + 100, 3630884, 300)}`,
      );
      const file = await readZones(put('a.txt', new Uint8Array(iconv.encode(text, 'gbk'))));
      expect(file).toMatchObject({ crs: { epsg }, zones: [{ name: '红线地块' }] });
      // A square of 1 km with a hole of 300 m.
      expect(areaOf(file.zones[0].geometry)).toBeCloseTo(1e6 - 9e4, 3);
    },
  );

  it('of a land survey that contradicts itself has no system; another unit is refused', async () => {
    const head = '坐标系=2000国家大地坐标系\r\n几度分带=3\r\n带号=40\r\n计量单位=';
    const other = put('a.txt', parcels(`${head}米`, corners(1, 39434434, 3630784, 10)));
    expect((await readZones(other)).crs).toBeNull();
    await expect(readZones(put('b.txt', parcels(`${head}千米`, corners(1, 434, 3630, 1))))).rejects.toThrow(
      '千米',
    );
  });

  it('are read from a column of well-known text', async () => {
    const outline = 'POLYGON((119 32,120 32,120 33,119 33,119 32))';
    const assumed = await readZones(put('a.csv', `名称,WKT\n甲,"${outline}"\n`));
    expect(assumed).toMatchObject({ crs: { epsg: 4326 }, zones: [{ name: '甲' }] });
    expect(assumed.problems[0].message).toContain('taken as longitude and latitude');
    const told = await readZones(put('a.csv', `名称;g\n甲;SRID=4490;POLYGON\n乙;"SRID=4490;${outline}"\n`));
    expect(told).toMatchObject({ crs: { epsg: 4490 }, zones: [{ name: '乙' }] });
    await expect(readZones(put('a.csv', 'name,lon\n甲,119\n'))).rejects.toThrow('WKT');
  });

  it('of well-known text keep what was written', () => {
    const part = fc.integer({ min: -1000, max: 1000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(part, part), { minLength: 1, maxLength: 5 }), corners => {
        const rings = corners.map(([x, y]) => square(x, y, 1));
        const text = (ring: number[][]) => `(${ring.map(([x, y]) => `${x} ${y} 5`).join(', ')})`;
        const multi = `MULTIPOLYGON Z (${rings.map(ring => `(${text(ring)})`).join(',')})`;
        expect(readWktPolygons(multi).polygons).toEqual(rings.map(ring => [ring]));
        expect(readWktPolygons(`polygon(${rings.map(text).join(',')})`).polygons).toEqual([rings]);
      }),
    );
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'POLYGON(), 1-e.MULTI') }), text => {
        try {
          readWktPolygons(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});

describe('curves', () => {
  /** Well-known binary, little-endian: a type, then what follows. */
  const wkb = (type: number, ...rest: Buffer[]) => {
    const head = Buffer.alloc(5);
    head.writeUInt8(1, 0);
    head.writeUInt32LE(type, 1);
    return Buffer.concat([head, ...rest]);
  };
  const count = (n: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(n);
    return bytes;
  };
  const places = (list: number[][]) =>
    Buffer.concat([count(list.length), Buffer.from(new Float64Array(list.flat()).buffer)]);
  const circle = wkb(8, places([[2, 0], [0, 2], [-2, 0], [0, -2], [2, 0]])); // prettier-ignore

  it('become straight: a disc, half a disc, surfaces of both', () => {
    const disc = decodeWkb(wkb(10, count(1), circle));
    expect(disc).toMatchObject({ type: 'polygon', note: expect.stringContaining('1/20,000') });
    if (disc.type !== 'polygon') return;
    expect(areaOf(disc.polygons) / (4 * Math.PI)).toBeCloseTo(1, 3);
    const half = wkb(9, count(2), wkb(8, places([[2, 0], [0, 2], [-2, 0]])), wkb(2, places([[-2, 0], [2, 0]]))); // prettier-ignore
    const both = decodeWkb(
      wkb(12, count(2), wkb(10, count(1), half), wkb(3, count(1), places(square(5, 5, 1)))),
    );
    if (both.type !== 'polygon') throw new Error(both.type);
    expect(areaOf(both.polygons)).toBeCloseTo(2 * Math.PI + 1, 2);
  });

  it('of a GeoPackage are told beside the zone', async () => {
    const path = join(temporaryFolder(), 'a.gpkg');
    const db = new Database(path);
    db.exec(`CREATE TABLE gpkg_contents (table_name TEXT, data_type TEXT, srs_id INTEGER);
      CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, srs_id INTEGER);
      CREATE TABLE gpkg_spatial_ref_sys
        (srs_id INTEGER, organization TEXT, organization_coordsys_id INTEGER, definition TEXT);
      CREATE TABLE z (fid INTEGER PRIMARY KEY, geom BLOB, name TEXT);
      INSERT INTO gpkg_contents VALUES ('z', 'features', 4326);
      INSERT INTO gpkg_geometry_columns VALUES ('z', 'geom', 4326);
      INSERT INTO gpkg_spatial_ref_sys VALUES (4326, 'EPSG', 4326, '');`);
    const blob = Buffer.concat([
      Buffer.from([0x47, 0x50, 0, 1, 0xe6, 0x10, 0, 0]),
      wkb(10, count(1), circle),
    ]);
    db.prepare('INSERT INTO z VALUES (1, ?, ?)').run(blob, '圆湖');
    db.close();
    const file = await readZones(path);
    expect(file.zones.map(z => z.name)).toEqual(['圆湖']);
    expect(file.problems).toEqual([
      { zone: '圆湖', message: expect.stringContaining('arcs became straight') },
    ]);
  });
});

describe('places that cannot be', () => {
  it('are refused with the name of the zone and the way', async () => {
    const metres = put('a.geojson', collection(feature('乙', polygon(119, 32, 1)), feature('甲', polygon(434434, 3630784, 1000)))); // prettier-ignore
    await expect(readZones(metres)).rejects.toThrow(
      /zone 甲 \(1 of 2 like it\).*434434, 3630784.*--zones-crs/,
    );
    const swapped = put('b.geojson', collection(feature('丙', polygon(32, 119, 1))));
    await expect(readZones(swapped)).rejects.toThrow(/zone 丙.*--swap-axes/);
    const mended = await readZones(swapped, { swapAxes: true });
    expect(mended.zones[0].geometry[0][0][0]).toEqual([119, 32]);
    expect(mended.problems[0].message).toContain('swapped as asked');
  });

  it('are mended by the system that a person names, for a Shapefile without .prj, too', async () => {
    const folder = temporaryFolder();
    const path = put('a.shp', shp([[square(434434, 3630784, 1000).toReversed()]]), folder);
    put('a.dbf', dbf(['name'], [['甲']]), folder);
    await expect(lonLatZones(path, {})).rejects.toThrow('--zones-crs');
    const { zones, problems } = await lonLatZones(path, { crs: 4549 });
    // echo "434434 3630784" | gdaltransform -s_srs EPSG:4549 -t_srs EPSG:4490
    expect(zones[0].geometry[0][0]).toContainEqual([
      expect.closeTo(119.299994, 5),
      expect.closeTo(32.799999, 5),
    ]);
    expect(problems.map(p => p.message)).toContainEqual(
      expect.stringContaining('the one that was asked for'),
    );
    await expect(readZones(path, { crs: 999999 })).rejects.toThrow('EPSG:999999');
  });
});

describe('names', () => {
  const place = (inner: string) =>
    `<Placemark>${inner}<Polygon><outerBoundaryIs><LinearRing><coordinates>119,32 120,32 120,33 119,32</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>`;
  const data = (name: string, value: string) =>
    `<ExtendedData><SchemaData><SimpleData name="${name}">${value}</SimpleData></SchemaData></ExtendedData>`;

  it('of a KML are those of its elements; a field serves where one is empty; remarks are kept', async () => {
    const path = put(
      'a.kml',
      `<kml><Document>${place(`<name>高邮湖</name><description>偏绿</description>${data('红线名称', '别名')}`)}${place(`<name></name>${data('红线名称', '无名区')}`)}${place(`<name>丙</name>${data('name', '丁')}`)}</Document></kml>`,
    );
    const file = await readZones(path);
    expect(file.zones.map(z => z.name)).toEqual(['高邮湖', '无名区', '丙']);
    expect(file.zones[0].attributes).toMatchObject({ description: '偏绿', 红线名称: '别名' });
    expect(file.zones[2].attributes).toMatchObject({ name: '丙', name_2: '丁' });
    expect((await readZones(path, { nameField: '红线名称' })).zones[0].name).toBe('别名');
  });

  it.each([
    ['Big-5', 'big5'], ['BIG5', 'big5'], ['big5-hkscs', 'big5'], ['cp950', 'big5'], ['GB-2312', 'gbk'], ['gb2312', 'gbk'],
    ['GB_18030', 'gb18030'], ['CP936', 'gbk'], ['UTF_8', 'utf-8'], ['utf8', 'utf-8'], ['65001', 'utf-8'],
  ])('%s is %s', (label, encoding) => expect(encodingOfCpg(label)).toBe(encoding)); // prettier-ignore

  it('are UTF-8 where the bytes are, whatever the .cpg says', async () => {
    const folder = temporaryFolder();
    const path = put('a.shp', shp([[square(119, 32, 1).toReversed()]]), folder);
    put('a.dbf', dbf(['名称'], [['高邮湖湿地']], { encoding: 'utf8' }), folder);
    put('a.prj', wgs84Prj, folder);
    put('a.cpg', 'GBK', folder);
    expect(await readZones(path)).toMatchObject({ encoding: 'UTF-8', zones: [{ name: '高邮湖湿地' }] });
  });
});

describe('a multipatch', () => {
  it.each([
    ['a strip of triangles', 0, [0, 0, 0, 1000, 1000, 0, 1000, 1000]],
    ['a fan of triangles', 1, [0, 0, 1000, 0, 1000, 1000, 0, 1000]],
    ['a ring', 2, [0, 0, 0, 1000, 1000, 1000, 1000, 0, 0, 0]],
  ])('of %s is what it covers, seen from above', async (_, kind, numbers) => {
    const points = numbers.length / 2;
    const body = Buffer.alloc(8 + 52 + points * 16);
    body.writeInt32BE(1, 0);
    body.writeInt32BE((body.length - 8) / 2, 4);
    body.writeInt32LE(31, 8);
    body.writeInt32LE(1, 44);
    body.writeInt32LE(points, 48);
    body.writeInt32LE(kind, 56);
    numbers.forEach((n, i) => body.writeDoubleLE(n + (i % 2 ? 3_630_784 : 434_434), 60 + i * 8));
    const file = Buffer.concat([Buffer.alloc(100), body]);
    file.writeInt32BE(9994, 0);
    file.writeInt32BE(file.length / 2, 24);
    const { zones } = await readZones(put('a.shp', file));
    expect(areaOf(zones[0].geometry)).toBeCloseTo(1e6, 3);
  });
});

describe('other files', () => {
  it.each([
    ['a.mdb', 'Esri Personal Geodatabase'],
    ['a.dwg', 'AutoCAD DWG'],
    ['a.TAB', 'MapInfo TAB'],
  ])('%s are named with the way to export them', async (name, format) => {
    await expect(readZones(put(name, 'x'))).rejects.toThrow(
      `is ${format}, which is not read; open it in QGIS`,
    );
  });

  it('a geodatabase is a folder', async () => {
    const folder = join(temporaryFolder(), 'a.gdb');
    mkdirSync(folder);
    await expect(readZones(folder)).rejects.toThrow('Esri File Geodatabase');
  });

  it('a dBASE table alone is a table', async () => {
    const path = put('站点.dbf', dbf(['名称'], [['镜湖'], ['太湖']], { encoding: 'utf8' }));
    expect((await readFieldFile(path)).tables).toMatchObject([
      { name: '站点', columns: ['名称'], rows: [['镜湖'], ['太湖']] },
    ]);
    await expect(readFieldFile(put('b.dbf', 'x'))).rejects.toThrow('dBASE');
  });

  it('of sites on another datum are told when they are brought in', async () => {
    const sites = (code: number, x: number, y: number) =>
      readFieldFile(
        put(
          'a.geojson',
          JSON.stringify({
            type: 'FeatureCollection',
            crs: { type: 'name', properties: { name: `EPSG:${code}` } },
            features: [feature('甲', { type: 'Point', coordinates: [x, y] })],
          }),
        ),
      ).then(({ tables }) => suggestMapping(tables[0], [], []).notes);
    expect(await sites(2437, 434434, 3630784)).toContainEqual({
      code: 'datum-unknown',
      value: 'Beijing 1954',
    });
    expect(await sites(2326, 836694, 819069)).toContainEqual({
      code: 'datum-shifted',
      value: 'Hong Kong 1980',
    });
    expect(await sites(4326, 119, 32)).toEqual([]);
  });

  it('cylindrical equal-area systems are read from a .prj; others are named', async () => {
    const prj = (projection: string) =>
      `PROJCS["x",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["${projection}"],PARAMETER["False_Easting",0.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",0.0],PARAMETER["Standard_Parallel_1",30.0],UNIT["Meter",1.0]]`;
    const folder = temporaryFolder();
    const path = put('a.shp', shp([[square(11000000, 3500000, 1000).toReversed()]]), folder);
    put('a.dbf', dbf(['name'], [['甲']]), folder);
    put('a.prj', prj('Behrmann'), folder);
    // echo "11000000 3500000" | gdaltransform -s_srs EPSG:6933 -t_srs EPSG:4326
    const [x, y] = (await lonLatZones(path, {})).zones[0].geometry[0][0].find(([lon]) => lon < 114.00586)!;
    expect(x).toBeCloseTo(114.005845923341, 6);
    expect(y).toBeCloseTo(28.5774060819423, 2);
    put('a.prj', prj('Winkel_XYZ'), folder);
    expect((await readZones(path)).problems[0].message).toContain('Winkel_XYZ');
  });
});

describe.skipIf(!existsSync(sharedCases))('the cases beside the project', () => {
  const zones = join(sharedCases, 'zones');
  const square1 = [119.3, 32.8];
  // Name of the first zone, and its south-west corner as ogr2ogr -t_srs EPSG:4326 has it, to 50 m.
  it.each([
    ['bom.geojson', '甲', square1],
    ['cgcs2000_gk_cm119_30.shp', '红线区一', square1],
    ['cgcs2000_gk_cm120.shp', '红线区一', square1],
    ['beijing54_3gk_cm114.shp', '红线区一', [114.2, 30.5]],
    ['xian80_3gk_z40.shp', '红线区一', square1],
    ['cpg-big-5.shp', '鏡湖水質站', [115.94587, 32.52392]],
    ['crs4490.geojson', '甲', square1],
    ['crs4549.geojson', '甲', square1],
    ['esri.json', '甲', square1],
    ['gbk.geojson', '甲', square1],
    ['gc.geojson', '甲', square1],
    ['gdpoint.txt', '红线地块', square1],
    ['longname.shp', '生态红线甲', square1],
    ['m.shp', '红线1', square1],
    ['nested.kml', '高邮湖湿地', square1],
    ['nested.kmz', '高邮湖湿地', square1],
    ['noshx.shp', '无索引', square1],
    ['seq.geojsonl', '甲', square1],
    ['topo.json', '甲', square1],
    ['wrongcpg.shp', '生态红线甲', square1],
    ['wrongcpg2.shp', '生态红线甲', square1],
    ['z3d.geojson', '甲', square1],
    ['mpatch.shp', '红线1', square1],
    ['zm.gpkg', '红线1', square1],
    ['zm.shp', '红线1', square1],
    ['zones_wkt.csv', '甲', square1],
    ['cea-zone.shp', 'zone', [114.00585, 28.57741]],
  ])('%s', async (file, name, [lon, lat]) => {
    const [zone] = (await lonLatZones(join(zones, file), {})).zones;
    expect(zone.name).toBe(name);
    const corners = zone.geometry.flat(2);
    expect(Math.min(...corners.map(([x]) => x))).toBeCloseTo(lon, 3);
    expect(Math.min(...corners.map(([, y]) => y))).toBeCloseTo(lat, 3);
  });

  it.each([
    ['mix.geojson', '甲'],
    ['nocrs_metres.geojson', '甲'],
    ['noprj.shp', '--zones-crs'],
    ['hx.dxf', '--zones-crs'],
    ['hx.tab', 'QGIS'],
  ])('%s is refused', async (file, words) => {
    await expect(lonLatZones(join(zones, file), {})).rejects.toThrow(words);
  });
});
