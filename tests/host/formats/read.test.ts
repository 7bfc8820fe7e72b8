import { sharedData } from '#tests/fixtures/shared.ts';
import Database from 'better-sqlite3';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { encodingOfCpg } from '#host/formats/text/text-encoding.ts';
import { listVectorLayers, readZones } from '#host/formats/read-zones.ts';
import { dbf, put, shp, square, temporaryFolder, wgs84Prj } from './files.ts';

const clockwise = (x: number, y: number, side: number) => square(x, y, side).toReversed();

async function failure(promise: Promise<unknown>): Promise<BloomlineError> {
  const error: unknown = await promise.then(
    () => null,
    (e: unknown) => e,
  );
  if (error instanceof BloomlineError) return error;
  throw error ?? new Error('it did not fail');
}

const feature = (properties: object, geometry: object | null = { type: 'Polygon', coordinates: [square(119, 32, 1)] }) => ({ type: 'Feature', properties, geometry }); // prettier-ignore
const geojson = (features: object[], more: object = {}) =>
  JSON.stringify({ type: 'FeatureCollection', ...more, features });

describe('GeoJSON', () => {
  it('of features becomes zones; other geometry is listed', async () => {
    const path = put('湖.geojson', geojson([
      feature({ name: 'Tai', 名称: '太湖', area: 2338, deep: { a: 1 } }),
      feature({ name: 'well', 名称: null }, { type: 'Point', coordinates: [1, 2] }),
      feature({ name: 'Chao', 名称: '太湖' }, { type: 'MultiPolygon', coordinates: [[square(0, 0, 1)], [square(5, 5, 1)]] }),
      feature({ name: 'x', 名称: '  ' }, null),
    ])); // prettier-ignore
    const file = await readZones(path);
    expect(file).toMatchObject({ layer: '湖', nameField: '名称', encoding: 'UTF-8', crs: { epsg: 4326 } });
    expect(file.zones.map(z => [z.name, z.geometry.length])).toEqual([['太湖', 1], ['太湖 (2)', 2]]); // prettier-ignore
    expect(file.zones[0].attributes).toEqual({ name: 'Tai', 名称: '太湖', area: 2338, deep: '{"a":1}' });
    expect(file.problems).toEqual([
      { zone: '#2', message: 'a polygon was expected, this is Point' },
      { zone: '#4', message: 'a polygon was expected, this is no geometry' },
    ]);
    expect((await readZones(path, { nameField: 'name' })).zones[0].name).toBe('Tai');
    expect(await failure(readZones(path, { nameField: 'nom' }))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('name, 名称, area, deep'),
    });
  });

  it('may be a bare geometry, a single feature, have a byte order mark, unclosed rings and heights', async () => {
    const open = {
      type: 'Polygon',
      coordinates: [
        square(0, 0, 1)
          .slice(0, 4)
          .map(p => [...p, 7]),
      ],
    };
    expect((await readZones(put('a.json', `\uFEFF${JSON.stringify(open)}`))).zones).toEqual([
      { name: 'a', geometry: [[square(0, 0, 1)]], attributes: {} },
    ]);
    expect((await readZones(put('a.json', JSON.stringify(feature({ id: 7 }))))).zones).toHaveLength(1);
  });

  it.each([
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 4326],
    ['urn:ogc:def:crs:EPSG::32650', 32650],
    ['urn:ogc:def:crs:EPSG:6.9:4549', 4549],
    ['EPSG:4490', 4490],
  ])('says its CRS in the old way: %s', async (name, epsg) => {
    const metres = epsg === 32650 || epsg === 4549;
    const at = {
      type: 'Polygon',
      coordinates: [metres ? square(434434, 3630784, 1000) : square(119, 32, 1)],
    };
    const file = await readZones(
      put('a.geojson', geojson([feature({}, at)], { crs: { type: 'name', properties: { name } } })),
    );
    expect(file.crs?.epsg).toBe(epsg);
  });

  it('of an unknown CRS has none and says so', async () => {
    const file = await readZones(
      put(
        'a.geojson',
        geojson([feature({})], { crs: { type: 'name', properties: { name: 'EPSG:987654' } } }),
      ),
    );
    expect(file.crs).toBeNull();
    expect(file.problems).toEqual([{ zone: 'a.geojson', message: expect.stringContaining('EPSG:987654') }]);
  });

  it('in GBK is read', async () => {
    const file = await readZones(
      put('a.geojson', iconv.encode(geojson([feature({ name: '高邮湖' })]), 'gbk')),
    );
    expect([file.encoding, file.zones[0].name]).toEqual(['GB18030', '高邮湖']);
  });

  it('with NaN keeps the sound features', async () => {
    const text = geojson([feature({ name: 'a', v: 1 }), feature({ name: 'b' })]).replace('"v":1', '"v":NaN');
    expect((await readZones(put('a.geojson', text))).zones[0].attributes.v).toBeNull();
    const broken = geojson([feature({ name: 'a' }, { type: 'Polygon', coordinates: [[[0, 0], ['NaN', 'NaN'], [1, 1], [0, 0]]] }), feature({ name: 'b' })]).replaceAll('"NaN"', 'NaN'); // prettier-ignore
    const file = await readZones(put('a.geojson', broken));
    expect(file.zones.map(z => z.name)).toEqual(['b']);
    expect(file.problems).toEqual([
      { zone: 'a', message: expect.stringContaining('coordinates that are not numbers') },
    ]);
  });

  it.each([
    ['not JSON', '{"type": "FeatureColl', 'is not JSON'],
    ['empty', '', 'is empty'],
    ['blank', '  \n', 'is empty'],
    ['another object', '{"a": 1}', 'not GeoJSON'],
    ['a list', '[1]', 'not GeoJSON'],
  ])('that is %s is refused', async (_, text, message) => {
    expect(await failure(readZones(put('a.geojson', text)))).toMatchObject({
      code: 'zones-unreadable',
      message: expect.stringContaining(message),
    });
  });

  it('without a polygon is zones-empty', async () => {
    expect((await failure(readZones(put('a.geojson', geojson([]))))).code).toBe('zones-empty');
    expect(
      (
        await failure(
          readZones(put('a.geojson', geojson([feature({}, { type: 'Point', coordinates: [0, 0] })]))),
        )
      ).message,
    ).toContain('Point');
  });
});

describe('any file', () => {
  it('that vanished, is a folder or another kind is refused in plain words', async () => {
    const folder = temporaryFolder();
    expect((await failure(readZones(join(folder, 'gone.shp')))).code).toBe('not-found');
    mkdirSync(join(folder, 'a.shp'));
    expect(await failure(readZones(join(folder, 'a.shp')))).toMatchObject({
      code: 'zones-unreadable',
      message: 'is a folder, a file was expected',
    });
    expect((await failure(listVectorLayers(put('a.svg', 'x')))).message).toContain('.geojson');
  });
});

describe('Shapefile', () => {
  const lake = [clockwise(0, 0, 10), square(1, 1, 2)];
  const two = shp([lake, [clockwise(20, 0, 1), clockwise(30, 0, 1)]]);
  const names = [['洪泽湖', 'Hongze'], ['高邮湖', 'Gaoyou']]; // prettier-ignore

  function write(parts: Record<string, string | Uint8Array>): string {
    const folder = temporaryFolder();
    for (const [name, content] of Object.entries(parts)) put(name, content, folder);
    return join(folder, Object.keys(parts)[0]);
  }

  it('groups rings, reads attributes and CRS, whatever the case of its extensions', async () => {
    const path = write({
      '湖.shp': two,
      '湖.DBF': dbf(['湖名', 'EN'], names, { language: 0x4d }),
      '湖.Prj': wgs84Prj,
    });
    const file = await readZones(path);
    expect(file).toMatchObject({
      layer: '湖',
      nameField: '湖名',
      encoding: 'GBK',
      crs: { epsg: 4326 },
      problems: [],
    });
    expect(file.zones).toEqual([
      { name: '洪泽湖', geometry: [lake], attributes: { 湖名: '洪泽湖', EN: 'Hongze' } },
      {
        name: '高邮湖',
        geometry: [[clockwise(20, 0, 1)], [clockwise(30, 0, 1)]],
        attributes: { 湖名: '高邮湖', EN: 'Gaoyou' },
      },
    ]);
    expect(await listVectorLayers(path)).toEqual({
      layers: [{ name: '湖', features: 2, fields: ['湖名', 'EN'], encoding: 'GBK', crs: 'WGS 84' }],
    });
  });

  it.each([
    ['.cpg says it', { encoding: 'gbk', language: 0 }, 'CP936', 'GBK'],
    ['the language byte says it', { encoding: 'gbk', language: 0x4d }, null, 'GBK'],
    ['only the bytes say it: UTF-8', { encoding: 'utf8', language: 0x57 }, null, 'UTF-8'],
    ['only the bytes say it: GB18030', { encoding: 'gb18030', language: 0x57 }, null, 'GB18030'],
    ['the .cpg lies about UTF-8', { encoding: 'gbk', language: 0 }, 'UTF-8', 'GB18030'],
    ['a field is cut inside a character', { encoding: 'utf8', language: 0, width: 10 }, null, 'UTF-8'],
  ])('is decoded where %s', async (_, options, cpg, encoding) => {
    const file = await readZones(
      write({
        'a.shp': two,
        'a.dbf': dbf(['name'], [['洪泽湖湖'], ['高邮湖']], options),
        ...(cpg !== null && { 'a.cpg': cpg }),
      }),
    );
    expect(file.encoding).toBe(encoding);
    expect(file.zones.map(z => z.name)).toEqual(['width' in options ? '洪泽湖' : '洪泽湖湖', '高邮湖']);
  });

  it('in a Latin language is not taken for Chinese', async () => {
    const file = await readZones(
      write({
        'a.shp': two,
        'a.dbf': dbf(['name'], [['Sítio Novo'], ['Jardim Atlântico']], { encoding: 'win1252' }),
      }),
    );
    expect(file.zones.map(z => z.name)).toEqual(['Sítio Novo', 'Jardim Atlântico']);
  });

  it('without .prj has no CRS, without .dbf no names, and says so', async () => {
    const file = await readZones(write({ 'a.shp': two }));
    expect(file.crs).toBeNull();
    expect(file.zones.map(z => z.name)).toEqual(['1', '2']);
    expect(file.problems.map(p => p.message)).toEqual([
      expect.stringContaining('no .prj'),
      expect.stringContaining('no .dbf'),
    ]);
  });

  it('with a .dbf shorter than it declares keeps its shapes', async () => {
    const table = dbf(['name'], [['甲'], ['乙']]);
    const file = await readZones(
      write({ 'a.shp': two, 'a.dbf': table.subarray(0, table.length - 10), 'a.prj': wgs84Prj }),
    );
    expect(file.zones.map(z => z.name)).toEqual(['甲', '#2']);
    expect(file.problems).toEqual([
      { zone: 'a.shp', message: expect.stringContaining('1 row, 2 were expected') },
    ]);
  });

  it('with a damaged .dbf, deleted rows, heights and records without geometry is read as far as it goes', async () => {
    expect((await readZones(write({ 'a.shp': two, 'a.dbf': 'rubbish' }))).problems[1].message).toContain(
      'cannot be read',
    );
    const deleted = dbf(['name'], [['a'], ['b']]);
    deleted[65] = 0x2a;
    expect((await readZones(write({ 'a.shp': two, 'a.dbf': deleted }))).zones.map(z => z.name)).toEqual([
      'b',
    ]);
    const file = await readZones(
      write({ 'a.shp': shp([null, lake], 15), 'a.dbf': dbf(['name'], [['a'], ['b']]), 'a.prj': wgs84Prj }),
    );
    expect(file.zones.map(z => z.geometry)).toEqual([[lake]]);
    expect(file.problems).toEqual([{ zone: 'a', message: 'a polygon was expected, this is no geometry' }]);
  });

  it('that is cut anywhere is refused', async () => {
    for (const length of [0, 50, 100, 120, 200, two.length - 1]) {
      const error = await failure(readZones(write({ 'a.shp': two.subarray(0, length) })));
      expect(error.code).toBe('zones-unreadable');
    }
    expect((await failure(readZones(write({ 'a.shp': two.subarray(0, 300) })))).message).toContain(
      `should have ${two.length} bytes and has 300`,
    );
    expect((await failure(readZones(write({ 'a.shp': Buffer.alloc(200, 7) })))).message).toContain(
      'does not start like a Shapefile',
    );
  });

  it('that claims more points than it has is refused', async () => {
    const lying = Buffer.from(two);
    lying.writeInt32LE(2 ** 30, 100 + 48);
    expect((await failure(readZones(write({ 'a.shp': lying })))).message).toContain('record 1');
  });

  it('comes zipped, several at once, with names in GBK', async () => {
    const table = dbf(['name'], [['甲'], ['乙']]);
    const gbkName = iconv.encode('湖', 'gbk').toString('latin1');
    const zip = zipSync({
      '__MACOSX/._a.shp': strToU8('x'),
      'data/points.shp': shp([null]),
      [`data/${gbkName}.SHP`]: two,
      [`data/${gbkName}.dbf`]: table,
      [`data/${gbkName}.prj`]: strToU8(wgs84Prj),
      'readme.txt': strToU8('x'),
    });
    const path = put('a.zip', zip);
    expect((await listVectorLayers(path)).layers.map(l => l.name)).toEqual(['points', '湖']);
    const file = await readZones(path);
    expect([file.layer, file.crs?.epsg, file.zones.map(z => z.name)]).toEqual(['湖', 4326, ['甲', '乙']]);
    expect(await failure(readZones(path, { layer: 'sea' }))).toMatchObject({
      code: 'not-found',
      message: expect.stringContaining('points, 湖'),
    });
    expect((await failure(readZones(path, { layer: 'points' }))).code).toBe('zones-empty');
  });

  it('in a zip that is none, is cut, holds none or would fill the memory is refused', async () => {
    const zip = zipSync({ 'a.shp': two });
    expect((await failure(readZones(put('a.zip', 'PK no zip')))).code).toBe('zones-unreadable');
    expect((await failure(readZones(put('a.zip', zip.subarray(0, zip.length - 30))))).code).toBe(
      'zones-unreadable',
    );
    expect((await failure(readZones(put('a.zip', zipSync({ 'a.txt': two }))))).message).toContain('no .shp');
    const bomb = Buffer.from(zip);
    bomb.writeUInt32LE(2 ** 31, bomb.indexOf('PK\x01\x02') + 24);
    expect((await failure(readZones(put('a.zip', bomb)))).message).toContain('larger than 1 GB');
  });

  it.each([
    ['CP936', 'gbk'],
    ['936', 'gbk'],
    ['ANSI 936', 'gbk'],
    ['GB2312', 'gbk'],
    ['UTF-8', 'utf-8'],
    ['65001', 'utf-8'],
    ['ISO-8859-1', 'windows-1252'],
    ['ISO 88591', 'windows-1252'],
    ['Big5', 'big5'],
    ['nonsense', null],
    ['', null],
  ])('.cpg %s is %s', (text, label) => {
    expect(encodingOfCpg(text)).toBe(label);
  });
});

describe('KML', () => {
  const kml = (body: string) =>
    `<?xml version="1.0"?>\n<!-- c --><kml xmlns="http://www.opengis.net/kml/2.2"><Document>${body}</Document></kml>`;
  const ring = (points: number[][]) =>
    `<LinearRing><coordinates>${points.map(p => `${p.join(',')},0`).join('\n ')}</coordinates></LinearRing>`;

  it('gives placemarks with holes and extended data', async () => {
    const path = put('a.kml', kml(`
      <Folder><name>f</name><Placemark><name>A &amp; <![CDATA[<B>]]></name><ExtendedData><Data name="mc"><value>太湖</value></Data></ExtendedData>
        <MultiGeometry><Polygon><outerBoundaryIs>${ring(square(0, 0, 9))}</outerBoundaryIs><innerBoundaryIs>${ring(square(1, 1, 1))}</innerBoundaryIs></Polygon>
        <Polygon><outerBoundaryIs>${ring(square(20, 0, 1))}</outerBoundaryIs></Polygon></MultiGeometry></Placemark></Folder>
      <Placemark><name>P</name><Point><coordinates>1,2</coordinates></Point></Placemark>`)); // prettier-ignore
    const file = await readZones(path);
    expect(file.crs?.epsg).toBe(4326);
    expect((await readZones(path, { nameField: 'mc' })).zones[0].name).toBe('太湖');
    expect(file.zones).toEqual([
      {
        name: 'A & <B>',
        geometry: [[square(0, 0, 9), square(1, 1, 1)], [square(20, 0, 1)]],
        attributes: { name: 'A & <B>', mc: '太湖' },
      },
    ]);
    expect(file.problems).toEqual([{ zone: 'P', message: 'a polygon was expected, this is Point' }]);
  });

  it.each([
    ['cut', '<kml><Document><Placemark>', 'ends inside <Placemark>'],
    ['other XML', '<html/>', 'not <kml>'],
    ['text', 'hello', 'holds no XML'],
  ])('that is %s is refused', async (_, text, message) => {
    expect(await failure(readZones(put('a.kml', text)))).toMatchObject({
      code: 'zones-unreadable',
      message: expect.stringContaining(message),
    });
  });
});

describe('GeoPackage', () => {
  it('that is garbage, empty, cut or another database is refused', async () => {
    expect((await failure(readZones(put('a.gpkg', 'garbage garbage garbage')))).message).toContain(
      'is not a database',
    );
    expect((await failure(readZones(put('a.gpkg', '')))).message).toBe('is empty');
    expect(
      (
        await failure(
          readZones(put('a.gpkg', Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(3000, 9)]))),
        )
      ).code,
    ).toBe('zones-unreadable');
    const path = join(temporaryFolder(), 'a.gpkg');
    new Database(path).exec('CREATE TABLE a (b)').close();
    expect((await failure(readZones(path))).message).toContain('without the tables of a GeoPackage');
  });
});

const lakes = join(sharedData, '04_vector/lakes/ne10m_selected_DERIVED');

/** Real files with what GDAL reads in them beside; they are not part of the repository. */
describe.runIf(existsSync(lakes))('the eight lakes', () => {
  const all = ['伊利湖', '奥基乔比湖', '犹他湖', '洪泽湖', '太湖', '鄱阳湖', '高邮湖', '巢湖'];

  it.each([
    'lakes.geojson',
    'lakes.gpkg',
    'lakes.kml',
    'lakes_utf8.shp',
    'lakes_gbk_nocpg.shp',
    'china_lakes_cgcs2000_3deg_gbk.shp',
  ])('have right names, CRS and vertices in %s', async name => {
    // A KML's own names are English here; the Chinese ones are a field.
    const nameField = name.endsWith('.kml') ? 'name_zh' : undefined;
    const file = await readZones(join(lakes, name), { nameField });
    const truth = (
      JSON.parse(readFileSync(join(lakes, `${name}.ogr.json`), 'utf8')) as {
        layers: { epsg: string; feature_count: number; vertices: number; holes: number }[];
      }
    ).layers[0];
    const chinese = name.startsWith('china');
    expect(file.zones.map(z => z.name)).toEqual(
      chinese ? ['洪泽湖', '太湖', '鄱阳湖', '高邮湖', '巢湖'] : all,
    );
    expect(file.zones).toHaveLength(truth.feature_count);
    expect(String(file.crs?.epsg)).toBe(truth.epsg);
    const rings = file.zones.flatMap(z => z.geometry.flat());
    expect(rings.reduce((sum, ring) => sum + ring.length, 0)).toBe(truth.vertices);
    expect(file.zones.flatMap(z => z.geometry).reduce((sum, polygon) => sum + polygon.length - 1, 0)).toBe(
      truth.holes,
    );
  });
});
describe.skipIf(existsSync(lakes))('the eight lakes', () => {
  it.skip('are not here: the sample data folder is missing', () => undefined);
});
