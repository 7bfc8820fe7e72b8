import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { assembleScene, type SceneFileInfo } from '#core/scene/assemble-scene.ts';
import { baselineOfName, dateInName, readMtl, readSentinel2Mtd } from '#core/scene/product-metadata.ts';
import { recogniseSensor, sensorSchema, type Sensor } from '#core/scene/sensor.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';

const sensors: Sensor[] = readdirSync('resources/sensors')
  .sort()
  .flatMap(name =>
    (JSON.parse(readFileSync(`resources/sensors/${name}`, 'utf8')) as unknown[]).map(row =>
      sensorSchema.parse(row),
    ),
  );

const file = (name: string, change: Partial<SceneFileInfo> = {}, pixel = 10, size = 100): SceneFileInfo => ({
  file: `/data/${name}`,
  name,
  grid: {
    width: size,
    height: size,
    affine: [600000, pixel, 0, 3600000, 0, -pixel],
    crs: crsFromEpsg(32650)!,
  },
  layout: {
    file: `/data/${name}`,
    width: size,
    height: size,
    compression: 'NONE',
    layout: 'striped',
    blockSize: [size, 1],
    interleave: 'band',
    overviews: [],
    bigTiff: false,
    bytes: 1,
  },
  samples: 1,
  type: 'UInt16',
  nodata: [],
  placement: 'ModelPixelScale',
  georeferenced: true,
  bands: [{}],
  fileItems: {},
  warnings: [],
  ...change,
});

const open = (
  files: SceneFileInfo[],
  options = {},
  metadata: Parameters<typeof assembleScene>[2] = null,
  name = 'scene',
) =>
  assembleScene(
    files,
    recogniseSensor(
      sensors,
      files.map(f => ({ ...f, descriptions: f.bands.map(b => b.description ?? null) })),
      '',
    ),
    metadata,
    options,
    name,
  );

describe('recogniseSensor', () => {
  it('knows a classification by a word of its name, beside bands that no sensor table knows', () => {
    const scene = open([
      file('S2A2A_20170703_022_Lake_BOA_10.tif'),
      file('S2A2A_20170703_022_Lake_SCL_10.tif', { type: 'Byte' }, 20, 50),
    ]);
    expect(scene.classification).toEqual({ kind: 'SCL', band: 2 });
    // A word that only holds the letters is none.
    expect(open([file('SCLERA_10.tif', { type: 'Byte' })]).classification).toBeNull();
  });

  it('knows Sentinel-2 granule files, with SCL at half resolution', () => {
    const scene = open([
      file('T50SQD_20230815T024549_B04_10m.tif'),
      file('T50SQD_20230815T024549_B08_10m.tif'),
      file('T50SQD_20230815T024549_B11_20m.tif', {}, 20, 50),
      file('T50SQD_20230815T024549_SCL_20m.tif', { type: 'Byte' }, 20, 50),
    ]);
    expect(scene.sensor).toBe('sentinel-2-l2a');
    expect(scene.bands.map(b => [b.role, b.ratio])).toEqual([
      ['R', 1],
      ['N', 1],
      ['S1', 2],
      ['SCL', 2],
    ]);
    expect(scene.acquired).toBe('2023-08-15T02:45:49Z');
    expect(scene.classification).toEqual({ kind: 'SCL', band: 4 });
    expect(scene.bands[0].radiometry.scale).toBe(0.0001);
    expect(scene.warnings.join()).toContain('baseline unknown');
  });

  it('knows Landsat Collection 2 Level 2 with its scale and its thermal band', () => {
    const stem = 'LC08_L2SP_120037_20230815_20230822_02_T1';
    const scene = open([
      file(`${stem}_SR_B4.TIF`),
      file(`${stem}_SR_B5.TIF`),
      file(`${stem}_ST_B10.TIF`),
      file(`${stem}_QA_PIXEL.TIF`),
    ]);
    expect(scene.bands.map(b => b.role)).toEqual(['R', 'N', 'T', 'QA_PIXEL']);
    expect(scene.bands[0].radiometry).toMatchObject({ scale: 0.0000275, offset: -0.2, known: true });
    expect(scene.bands[2].radiometry).toMatchObject({ scale: 0.00341802, offset: 149 });
    expect(scene.bands[0].nodata).toBe(0);
    expect(scene.acquired).toBe('2023-08-15');
  });

  it('an offset alone goes with the scale of the files', () => {
    const scene = open([file('T50SQD_20230815T024549_B04_10m.tif')], { offset: -0.1 });
    expect(scene.bands[0].radiometry).toMatchObject({
      scale: 0.0001,
      offset: -0.1,
      source: 'given by the user',
    });
    expect(open([file('mosaic.tif')], { offset: -0.1 }).bands[0].radiometry).toMatchObject({
      scale: 1,
      offset: -0.1,
    });
  });

  it('knows a GF-1 WFV stack, and that it is no reflectance yet', () => {
    const scene = open([
      file('GF1_WFV1_E120.1_N33.0_20230815_L1A0007460000.tiff', { samples: 4, bands: [{}, {}, {}, {}] }),
    ]);
    expect(scene.bands.map(b => b.role)).toEqual(['B', 'G', 'R', 'N']);
    expect(scene.bands[0].radiometry.known).toBe(false);
    expect(scene.warnings.join()).toContain('FAI and EVI are not meaningful');
  });

  it('leaves unknown stacks to the user, who names the bands', () => {
    const unknown = file('mosaic.tif', { samples: 4, bands: [{}, {}, {}, {}] });
    expect(open([unknown]).bands.every(b => b.role === null)).toBe(true);
    const named = open([unknown], { bands: { R: 3, N: 4 }, scale: 0.0001, offset: -0.1 });
    expect(named.bands.map(b => b.role)).toEqual([null, null, 'R', 'N']);
    expect(named.bands[2].radiometry).toEqual({
      scale: 0.0001,
      offset: -0.1,
      source: 'given by the user',
      known: true,
    });
    expect(() => open([unknown], { bands: { R: 5 } })).toThrow('from 1 to 4');
  });

  it('reads plain band descriptions, and tags for the scale', () => {
    const bands = [
      { description: 'Blue' },
      { description: 'green' },
      { description: 'Red', scale: 0.0002, offset: 0.5 },
      { description: 'NIR' },
    ];
    const scene = open([file('drone.tif', { samples: 4, bands })]);
    expect(scene.bands.map(b => b.role)).toEqual(['B', 'G', 'R', 'N']);
    expect(scene.bands[2].radiometry).toMatchObject({ scale: 0.0002, offset: 0.5 });
  });

  it('does not take "B4" for red in a file that is not Sentinel-2', () => {
    const bands = [{ description: 'B1' }, { description: 'B4' }];
    expect(open([file('x.tif', { samples: 2, bands })]).bands.map(b => b.role)).toEqual([null, null]);
  });
});

describe('grids', () => {
  it('refuses files of different grids, naming the file', () => {
    const other = file('b.tif');
    other.grid = { ...other.grid, affine: [600005, 10, 0, 3600000, 0, -10] };
    expect(() => open([file('a.tif'), other])).toThrow(/expected the grid of the other bands/);
  });
});

describe('product metadata', () => {
  it('divides Landsat Level 1 by the sine of the sun’s elevation', () => {
    const mtl = readMtl(
      [
        'SUN_ELEVATION = 30.0',
        'REFLECTANCE_MULT_BAND_4 = 2.0000E-05',
        'REFLECTANCE_ADD_BAND_4 = -0.100000',
        'DATE_ACQUIRED = 2015-08-04',
        'SCENE_CENTER_TIME = "16:19:21.7917421Z"',
      ].join('\n'),
      'x_MTL.txt',
    );
    expect(mtl.radiometry.B4.scale).toBeCloseTo(2e-5 / 0.5, 15);
    expect(mtl.radiometry.B4.offset).toBeCloseTo(-0.1 / 0.5, 15);
    expect(mtl.acquired).toBe('2015-08-04T16:19:21Z');
  });

  it('reads quantification and offsets of Sentinel-2', () => {
    const mtd = readSentinel2Mtd(
      '<PROCESSING_BASELINE>05.09</PROCESSING_BASELINE><BOA_QUANTIFICATION_VALUE unit="none">10000</BOA_QUANTIFICATION_VALUE><BOA_ADD_OFFSET band_id="3">-1000</BOA_ADD_OFFSET>',
      'MTD_MSIL2A.xml',
    );
    expect(mtd.radiometry.B04).toEqual({ scale: 0.0001, offset: -0.1 });
    expect(mtd.baseline).toBe('05.09');
  });

  it('finds the baseline and dates in names', () => {
    expect(baselineOfName('S2A_MSIL2A_20230815T024549_N0509_R132_T50SQD_20230815T064950')).toBe(5.09);
    expect(baselineOfName('T50SQD_20230815')).toBeNull();
    expect(dateInName('lake_2023-08-15.tif')).toBe('2023-08-15');
    expect(dateInName('lake_20230815T024549_x')).toBe('2023-08-15T02:45:49Z');
    expect(dateInName('lake_20230231')).toBeNull();
    expect(dateInName('lake_2023_08_15')).toBe('2023-08-15');
    expect(dateInName('湖_2023年8月5日')).toBe('2023-08-05');
    // The 227th day of 2023; the 366th is none.
    expect(dateInName('lake_2023227')).toBe('2023-08-15');
    expect(dateInName('lake_2023366')).toBeNull();
    // The year at the end: one reading, the same by both, or two.
    expect(dateInName('S2_15082023')).toBe('2023-08-15');
    expect(dateInName('S2_08152023')).toBe('2023-08-15');
    expect(dateInName('S2_Harsha_BOA_08082016')).toBe('2016-08-08');
    expect(dateInName('S2_03042021')).toBeNull();
    expect(open([file('S2_03042021.tif')], {}, null, 'S2_03042021').warnings.join()).toContain(
      '2021-04-03 or 2021-03-04',
    );
    expect(dateInName('id_1202308159')).toBeNull();
  });
});
