import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BloomlineError } from '#core/foundation/errors.ts';
import { reasonCode } from '#core/bands/validity.ts';
import { inspectArray, inspectArrays } from '#host/raster/arrays/inspect-arrays.ts';
import { openArrays } from '#host/raster/arrays/open-arrays.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { openScene } from '#host/raster/open-scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import { pixelsOf, writeHdf5, writeNetcdf } from '#tests/fixtures/arrays.ts';
import { gdal, hasGdal, temporaryFolder } from '#tests/fixtures/gdal.ts';

const folder = temporaryFolder();
const [height, width] = [6, 8];
const counted = Int16Array.from({ length: height * width }, (_, i) => i * 3 - 5);
const steps = (n: number, first: number, step: number) =>
  Float64Array.from({ length: n }, (_, i) => first + i * step);
const packed = {
  scale_factor: Float64Array.of(0.01),
  add_offset: Float64Array.of(1),
  _FillValue: Int16Array.of(-32767),
};
const degreesNorth = { units: 'degrees_north' };
const degreesEast = { units: 'degrees_east' };

/** Rows of an image in the other order. */
const turned = (values: Int16Array) =>
  Int16Array.from(values, (_, i) => values[(height - 1 - Math.floor(i / width)) * width + (i % width)]);

function netcdfOfDegrees(name: string, first: number, step: number): string {
  const one = Float64Array.of(0);
  return writeNetcdf(join(folder, name), { time: 1, lat: height, lon: width }, [
    { name: 'time', over: ['time'], data: one },
    { name: 'lat', over: ['lat'], data: steps(height, first, step), attributes: degreesNorth },
    { name: 'lon', over: ['lon'], data: steps(width, 119.01, 0.02), attributes: degreesEast },
    { name: 'chlor_a', over: ['time', 'lat', 'lon'], data: counted, attributes: packed },
  ]);
}

describe('maps by the conventions of CF', () => {
  it('classic NetCDF: rows from the north, and from the south turned', async () => {
    const north = netcdfOfDegrees('north.nc', 31.99, -0.02);
    const south = netcdfOfDegrees('south.nc', 31.89, 0.02);
    for (const path of [north, south]) {
      const { grid, metadata, nodata } = inspectArray(path);
      expect(grid.crs?.epsg).toBe(4326);
      grid.affine.forEach((a, i) => expect(a).toBeCloseTo([119, 0.02, 0, 32, 0, -0.02][i], 10));
      expect([metadata.bands[0].scale, metadata.bands[0].offset, nodata]).toEqual([0.01, 1, -32767]);
    }
    expect(await pixelsOf(`${north}/chlor_a`)).toEqual(counted);
    expect(await pixelsOf(`${south}/chlor_a`)).toEqual(turned(counted));
  });

  it('NetCDF-4: dimensions by their scales, several times as several bands', async () => {
    const path = await writeHdf5(join(folder, 'cyan.nc'), [
      { name: 'lat', data: steps(height, 31.89, 0.02), shape: [height], attributes: degreesNorth },
      { name: 'lon', data: steps(width, 119.01, 0.02), shape: [width], attributes: degreesEast },
      { name: 'time', data: Float64Array.of(3, 4), shape: [2] },
      {
        name: 'ci',
        data: Int16Array.from([...counted, ...counted.map(v => v + 500)]),
        shape: [2, height, width],
        chunks: [1, 4, 5],
        scales: ['time', 'lat', 'lon'],
        attributes: packed,
      },
    ]);
    const { samples, metadata } = inspectArray(path);
    expect(samples).toBe(2);
    expect(metadata.bands.map(b => b.description)).toEqual(['ci (time 3)', 'ci (time 4)']);
    expect(await pixelsOf(`${path}/ci`, 1)).toEqual(turned(counted).map(v => v + 500));
  });

  it('uneven coordinates are refused in words', () => {
    const path = writeNetcdf(join(folder, 'uneven.nc'), { lat: 4, lon: 5 }, [
      { name: 'lat', over: ['lat'], data: Float64Array.of(1, 2, 3, 7), attributes: degreesNorth },
      { name: 'lon', over: ['lon'], data: steps(5, 1, 1), attributes: degreesEast },
      { name: 'a', over: ['lat', 'lon'], data: new Int16Array(20) },
    ]);
    expect(() => openScene([path])).toThrow(/the coordinates lat are not evenly spaced/);
  });

  it('numbers beside the valid range are no data, and that is said', async () => {
    const path = writeNetcdf(join(folder, 'range.nc'), { lat: height, lon: width }, [
      { name: 'lat', over: ['lat'], data: steps(height, 31.99, -0.02), attributes: degreesNorth },
      { name: 'lon', over: ['lon'], data: steps(width, 119.01, 0.02), attributes: degreesEast },
      {
        name: 'a',
        over: ['lat', 'lon'],
        data: counted,
        attributes: { ...packed, valid_range: Int16Array.of(0, 100) },
      },
    ]);
    expect(await pixelsOf(`${path}/a`)).toEqual(counted.map(v => (v < 0 || v > 100 ? -32767 : v)));
    expect(inspectArray(path).warnings.join()).toContain('beside the valid range 0 to 100');
  });

  it.runIf(hasGdal)('projected maps that GDAL writes, classic and NetCDF-4 (needs GDAL)', async () => {
    const raw = join(folder, 'source.vrt');
    const tif = join(folder, 'source.tif');
    writeFileSync(`${raw}.bin`, Buffer.from(counted.buffer));
    writeFileSync(
      raw,
      `<VRTDataset rasterXSize="${width}" rasterYSize="${height}"><SRS>EPSG:32650</SRS>
        <GeoTransform>600000,300,0,3500000,0,-300</GeoTransform><VRTRasterBand dataType="Int16" band="1"
        subClass="VRTRawRasterBand"><SourceFilename>${raw}.bin</SourceFilename></VRTRasterBand></VRTDataset>`,
    );
    gdal('gdal_translate', ['-q', raw, tif]);
    for (const format of ['NC', 'NC2', 'NC4']) {
      const path = join(folder, `gdal-${format}.nc`);
      gdal('gdal_translate', ['-q', '-of', 'netCDF', '-co', `FORMAT=${format}`, tif, path]);
      const info = inspectArray(path);
      expect(info.grid.crs?.epsg, format).toBe(32650);
      info.grid.affine.forEach((a, i) => expect(a).toBeCloseTo([600000, 300, 0, 3500000, 0, -300][i], 6));
      expect(await pixelsOf(info.file), format).toEqual(counted);
    }
  });
});

describe('VIIRS surface reflectance as HDF-EOS5', () => {
  const half = 4;
  const place = (name: string, size: number) => `	GROUP=GRID_${size}
		GridName="${name}"
		XDim=${size}
		YDim=${size}
		UpperLeftPointMtrs=(11119505.196667,4447802.078667)
		LowerRightMtrs=(11123211.698399,4444095.576935)
		Projection=HE5_GCTP_SNSOID
		ProjParams=(6371007.181000,0,0,0,0,0,0,0,0,0,0,0,0)
		SphereCode=-1
	END_GROUP=GRID_${size}
`;
  const reflectance = (size: number, first: number) => ({
    data: Int16Array.from({ length: size * size }, (_, i) => first + i),
    shape: [size, size],
    attributes: {
      scale_factor: Float64Array.of(1e-4),
      _FillValue: Int16Array.of(-28672),
      valid_range: Int16Array.of(-100, 16000),
    },
  });
  const fine = 'HDFEOS/GRIDS/VNP_Grid_500m_2D/Data Fields/';
  const coarse = 'HDFEOS/GRIDS/VNP_Grid_1km_2D/Data Fields/';

  it('bands of two grids, and the bits of two arrays as reasons', async () => {
    const first = new Uint8Array(half * half);
    first[5] = 12; // confidently cloudy
    first[6] = 8; // probably
    const second = new Uint8Array(half * half);
    second[10] = 8; // shadow
    second[15] = 32; // snow
    const path = await writeHdf5(
      join(folder, 'VNP09GA.A2023227.h28v05.002.2023228071201.h5'),
      [
        { name: `${fine}SurfReflect_I1_1`, ...reflectance(2 * half, 1000) },
        { name: `${fine}SurfReflect_I2_1`, ...reflectance(2 * half, 3000) },
        { name: `${coarse}SurfReflect_M4_1`, ...reflectance(half, 2000) },
        { name: `${coarse}SurfReflect_QF1_1`, data: first, shape: [half, half] },
        { name: `${coarse}SurfReflect_QF2_1`, data: second, shape: [half, half] },
      ],
      {},
      {
        'HDFEOS INFORMATION/StructMetadata.0': `GROUP=GridStructure\n${place('VNP_Grid_1km_2D', half)}${place('VNP_Grid_500m_2D', 2 * half)}END_GROUP=GridStructure\nEND\n`,
      },
    );
    const scene = openScene([path]);
    expect(scene.sensor).toBe('viirs-09ga');
    expect(scene.acquired).toBe('2023-08-15');
    expect(scene.bands.map(b => [b.role, b.ratio])).toEqual([
      ['G', 2],
      ['R', 1],
      ['N', 1],
      ['FLAGS', 2],
    ]);
    // (11123211.698399 − 11119505.196667) / 8
    expect(scene.grid.affine[1]).toBeCloseTo(463.3127165, 6);
    const reader = new SceneReader(scene);
    const whole = { col: 0, row: 0, width: 2 * half, height: 2 * half };
    const { values, validity } = await reader.readWindow(['R', 'G'], whole, 'auto');
    reader.close();
    // Pixel 5 of the coarse grid is row 1, column 1: rows and columns 2 and 3 of the fine one.
    expect([validity[2 * 8 + 2], validity[3 * 8 + 3]]).toEqual([reasonCode.cloud, reasonCode.cloud]);
    expect([validity[2 * 8 + 4], validity[4 * 8 + 4], validity[7 * 8 + 7]]).toEqual([
      0,
      reasonCode.cloudShadow,
      reasonCode.snow,
    ]);
    expect(values[0][9]).toBeCloseTo(0.1009, 12);
    expect(values[1][9]).toBeCloseTo(0.2, 12);
  });
});

describe('ENVI', () => {
  const [lines, samples, bands] = [5, 7, 3];
  const at = (b: number, y: number, x: number) => b * 1000 + y * 10 + x;
  const header = (fields: Record<string, string | number>) =>
    `ENVI\ndescription = {\n made by a test, with = signs}\n${Object.entries(fields)
      .map(([key, value]) => `${key} = ${value}`)
      .join('\n')}\n`;
  const basic = {
    samples,
    lines,
    bands,
    'header offset': 0,
    'data type': 12,
    interleave: 'bsq',
    'byte order': 0,
  };
  const write = (name: string, fields: Record<string, string | number>, bytes: Buffer) => {
    writeFileSync(join(folder, `${name}.hdr`), header(fields));
    writeFileSync(join(folder, `${name}.dat`), bytes);
    return join(folder, `${name}.dat`);
  };
  const bytesIn = (interleave: 'bsq' | 'bil' | 'bip', offset: number, big: boolean) => {
    const sizes = {
      bsq: [bands, lines, samples],
      bil: [lines, bands, samples],
      bip: [lines, samples, bands],
    }[interleave];
    const out = Buffer.alloc(offset + 2 * bands * lines * samples);
    for (let i = 0; i < bands * lines * samples; i++) {
      const places = [
        Math.floor(i / (sizes[1] * sizes[2])),
        Math.floor(i / sizes[2]) % sizes[1],
        i % sizes[2],
      ];
      const [b, y, x] = { bsq: [0, 1, 2], bil: [1, 0, 2], bip: [2, 0, 1] }[interleave].map(d => places[d]);
      if (big) out.writeUInt16BE(at(b, y, x), offset + i * 2);
      else out.writeUInt16LE(at(b, y, x), offset + i * 2);
    }
    return out;
  };

  it('all interleaves, both orders of bytes, an offset before the pixels', async () => {
    for (const interleave of ['bsq', 'bil', 'bip'] as const)
      for (const big of [false, true]) {
        const fields = { ...basic, interleave, 'byte order': Number(big), 'header offset': 6 };
        const path = write(`${interleave}${big}`, fields, bytesIn(interleave, 6, big));
        for (let b = 0; b < bands; b++) {
          const expected = Array.from({ length: lines * samples }, (_, i) =>
            at(b, Math.floor(i / samples), i % samples),
          );
          expect([...(await pixelsOf(path, b))], `${interleave} ${big} ${b}`).toEqual(expected);
        }
      }
  });

  it('place, names, wavelengths, no data and scale become a scene', () => {
    const path = write(
      'scene_20230815',
      {
        ...basic,
        'map info': '{UTM, 1.000, 1.000, 600000.0, 3500000.0, 10.0, 10.0, 50, North, WGS-84, units=Meters}',
        'band names': '{green, red,\n nir}',
        wavelength: '{0.56, 0.665, 0.842}',
        'wavelength units': 'Micrometers',
        'data ignore value': 0,
        'reflectance scale factor': 10000,
      },
      bytesIn('bsq', 0, false),
    );
    const scene = openScene([path]);
    expect(scene.grid.affine).toEqual([600000, 10, 0, 3500000, 0, -10]);
    expect(scene.grid.crs?.epsg).toBe(32650);
    expect(scene.bands.map(b => [b.role, b.wavelengthNm, b.nodata, b.radiometry.scale])).toEqual([
      ['G', 560, 0, 1e-4],
      ['R', 665, 0, 1e-4],
      ['N', 842, 0, 1e-4],
    ]);
    expect(scene.acquired).toBe('2023-08-15');
    expect(openScene([path.replace(/dat$/, 'hdr')]).grid).toEqual(scene.grid);
  });

  it('is found in a folder by its header, and nothing else is', () => {
    const inFolder = join(folder, 'of-envi');
    mkdirSync(inFolder);
    writeFileSync(join(inFolder, 'lake_20230815.hdr'), header(basic));
    writeFileSync(join(inFolder, 'lake_20230815.dat'), bytesIn('bsq', 0, false));
    writeFileSync(join(inFolder, 'notes.dat'), 'of a logger');
    expect(openScene([inFolder]).bands).toHaveLength(bands);
  });

  it('what is wrong is said: short, complex, compressed, without size', () => {
    const bytes = bytesIn('bsq', 0, false);
    expect(() => inspectFile(write('short', basic, bytes.subarray(0, 100)))).toThrow(/100 of the 210 bytes/);
    expect(() => inspectFile(write('complex', { ...basic, 'data type': 6 }, bytes))).toThrow(
      /data type 6 is not read/,
    );
    expect(() => inspectFile(write('packed', { ...basic, 'file compression': 1 }, bytes))).toThrow(
      /compressed/,
    );
    expect(() => inspectFile(write('no-lines', { ...basic, lines: '' }, bytes))).toThrow(
      /nothing usable of "lines"/,
    );
  });

  it.runIf(hasGdal)('equals GDAL’s for every type and interleave, turned maps too (needs GDAL)', async () => {
    const source = join(folder, 'turned.vrt');
    const path = write('source', basic, bytesIn('bsq', 0, false));
    gdal('gdal_translate', [
      '-q',
      '-of',
      'VRT',
      '-a_srs',
      'EPSG:32650',
      '-a_ullr',
      '600000',
      '3500000',
      '600210',
      '3499900',
      path,
      source,
    ]);
    for (const type of ['Byte', 'Int16', 'Int32', 'Float32', 'Float64', 'UInt16', 'UInt32'])
      for (const interleave of ['BSQ', 'BIL', 'BIP']) {
        const out = join(folder, `${type}${interleave}.img`);
        gdal('gdal_translate', [
          '-q',
          '-of',
          'ENVI',
          '-ot',
          type,
          '-co',
          `INTERLEAVE=${interleave}`,
          source,
          out,
        ]);
        const raw = join(folder, 'raw.bin');
        gdal('gdal_translate', ['-q', '-of', 'ENVI', '-co', 'INTERLEAVE=BSQ', '-b', '3', out, raw]);
        const values = await pixelsOf(out, 2);
        expect(
          Buffer.from(values.buffer, values.byteOffset, values.byteLength).equals(readFileSync(raw)),
        ).toBe(true);
        const { geoTransform } = JSON.parse(gdal('gdalinfo', ['-json', out])) as { geoTransform: number[] };
        inspectFile(out).grid.affine.forEach((a, i) => expect(a).toBeCloseTo(geoTransform[i], 9));
      }
    // GDAL mixes up the two sizes of a turned pixel that is not square.
    const header = join(folder, 'rotated.hdr');
    writeFileSync(join(folder, 'rotated.dat'), bytesIn('bsq', 0, false));
    writeFileSync(
      header,
      readFileSync(path.replace(/dat$/, 'hdr'), 'utf8') +
        'map info = {UTM, 1, 1, 600000, 3500000, 10, 10, 50, North, WGS-84, units=Meters, rotation=30}\n',
    );
    const rotated = join(folder, 'rotated.dat');
    const { geoTransform } = JSON.parse(gdal('gdalinfo', ['-json', rotated])) as { geoTransform: number[] };
    inspectFile(rotated).grid.affine.forEach((a, i) =>
      expect(a, `term ${i}`).toBeCloseTo(geoTransform[i], 6),
    );
  });
});

describe('damaged files of arrays end in words', () => {
  const tryAll = (path: string) => {
    try {
      const file = openArrays(path);
      try {
        for (const { shape, read } of file.arrays)
          if (shape.reduce((a, b) => a * b, 1) < 1e5)
            read(
              shape.map(() => 0),
              shape,
            );
      } finally {
        file.close();
      }
    } catch (error) {
      expect(error).toBeInstanceOf(BloomlineError);
    }
  };
  const mutated = (whole: Buffer, runs: number, path: string) =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 10 }),
        fc.option(fc.integer({ min: 8, max: whole.length })),
        (changes, length) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of changes) if (at >= 8) bytes[at] = value;
          writeFileSync(path, length === null ? bytes : bytes.subarray(0, length));
          tryAll(path);
        },
      ),
      { numRuns: runs },
    );

  it('classic NetCDF', { timeout: 60_000 }, () => {
    mutated(readFileSync(netcdfOfDegrees('whole.nc', 31.99, -0.02)), 300, join(folder, 'broken.nc'));
  });

  it('HDF5', { timeout: 120_000 }, async () => {
    const shape = [40, 50];
    const data = Int16Array.from({ length: 2000 }, (_, i) => i);
    const path = await writeHdf5(join(folder, 'whole.h5'), [
      { name: 'a/b', data, shape, chunks: [16, 16], attributes: packed },
      { name: 'c', data, shape },
    ]);
    mutated(readFileSync(path), 40, join(folder, 'broken.h5'));
  });

  it('formats that are not read are named, with the way', () => {
    const cases: [string, string, RegExp][] = [
      ['erdas.img', 'EHFA_HEADER_TAG\0\0\0\0', /ERDAS Imagine picture; convert it/],
      ['bare.bil', '\x01\x02\x03\x04'.repeat(9), /bare numbers; put the ENVI header/],
      ['mosaic.vrt', '<VRTDataset rasterXSize="1" rasterYSize="1">', /virtual mosaic/],
      ['five.nc', 'CDF\x05'.padEnd(64, '\0'), /nccopy -k nc4/],
    ];
    for (const [name, content, said] of cases) {
      writeFileSync(join(folder, name), content, 'latin1');
      expect(() => inspectFile(join(folder, name)), name).toThrow(said);
    }
  });

  it('names what a file holds where an array is asked for that it has not', () => {
    const path = netcdfOfDegrees('asked.nc', 31.99, -0.02);
    expect(() => inspectArray(`${path}/nothing`)).toThrow('no such array; the file has chlor_a');
    expect(inspectArrays(path)).toHaveLength(1);
  });
});
