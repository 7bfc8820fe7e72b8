import { basename, extname } from 'node:path';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { wavelengthOf } from '#host/raster/gdal-metadata.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';
import type { ArrayFile, StoredArray } from '#host/raster/arrays/array-file.ts';
import { readRows } from '#host/raster/arrays/read-rows.ts';
import type { ArrayRaster } from '#host/raster/arrays/rasters.ts';
import { numberTypes } from '#host/raster/arrays/numbers.ts';
import { isEnviHeader, listIn, pixelBytesOf, readEnviHeader } from './envi-header.ts';
import { enviGrid } from './envi-place.ts';

const longestHeader = 16 * 2 ** 20;

/** The header beside a raw file: `x.hdr` or `x.img.hdr`; null where there is none. */
export function enviHeaderOf(path: string): string | null {
  if (isUrl(path) || /\.(hdr|tiff?)$/i.test(path)) return null;
  const stem = path.slice(0, path.length - extname(path).length);
  for (const beside of [`${path}.hdr`, `${stem}.hdr`, `${path}.HDR`, `${stem}.HDR`]) {
    const stat = statSync(beside, { throwIfNoEntry: false });
    if (stat?.isFile() && stat.size <= longestHeader && isEnviHeader(readFileSync(beside, 'latin1')))
      return beside;
  }
  return null;
}

/** The raw file that a header belongs to. */
export function enviDataOf(header: string): string | null {
  const stem = header.slice(0, -4);
  const endings = ['', '.img', '.dat', '.bsq', '.bil', '.bip', '.raw', '.IMG', '.DAT'];
  return (
    endings.map(ending => stem + ending).find(path => statSync(path, { throwIfNoEntry: false })?.isFile()) ??
    null
  );
}

/** Opens a raw file by its header, as one raster of all its bands. */
export function openEnvi(path: string): { file: ArrayFile; raster: ArrayRaster } {
  const headerPath = enviHeaderOf(path);
  if (!headerPath || !existsSync(headerPath))
    throw new BloomlineError('not-found', path, say('envi.no-header'));
  const header = readEnviHeader(readFileSync(headerPath, 'utf8'), headerPath);
  const source = openSource(path);
  const expected = header.offset + pixelBytesOf(header);
  if (source.bytes < expected) {
    source.close();
    throw new BloomlineError('raster-damaged', path, say('envi.short', { bytes: source.bytes, expected }));
  }
  const { width, height, bands, type, little, offset, fields } = header;
  const shape = { bsq: [bands, height, width], bil: [height, bands, width], bip: [height, width, bands] }[
    header.interleave
  ];
  const [rows, cols] = { bsq: [1, 2], bil: [0, 2], bip: [0, 1] }[header.interleave];
  const step = shape[1] * shape[2] * numberTypes[type].bytes;
  const ignored = fields['data ignore value'];
  const scale = Number(fields['reflectance scale factor']);
  const array: StoredArray = {
    name: basename(path),
    type,
    shape,
    dimensions: ['', '', ''],
    attributes: {
      ...(ignored !== undefined && ignored !== '' ? { _FillValue: [Number(ignored)] } : {}),
      ...(scale > 0 ? { scale_factor: [1 / scale] } : {}),
    },
    chunk: shape,
    read: readRows(source, { type, little, shape, offset, step }),
  };
  const { grid, placed } = enviGrid(header);
  const names = listIn(fields['band names']);
  const wavelengths = listIn(fields.wavelength);
  const isMicrometres = /^micro/i.test(fields['wavelength units'] ?? '');
  const band = shape.findIndex((_, d) => d !== rows && d !== cols);
  const samples = Array.from({ length: bands }, (_, i) => {
    const value = Number(wavelengths[i] || NaN);
    const nm = isMicrometres ? Math.round(value * 1e6) / 1000 : wavelengthOf({ wavelength: String(value) });
    return {
      at: shape.map((_, d) => (d === band ? i : 0)),
      description: names[i] ?? `b${i + 1}`,
      ...(nm !== undefined && nm > 0 ? { wavelengthNm: nm } : {}),
    };
  });
  const raster: ArrayRaster = {
    array,
    rows,
    cols,
    upwards: false,
    grid,
    placement: placed ? basename(headerPath) : 'none',
    swath: null,
    samples,
    notes: placed ? [] : [inEnglish('scene.not-placed-named', { named: '' })],
  };
  const { version, bytes } = source;
  const file = {
    path,
    format: 'ENVI',
    version: `${version} ${statSync(headerPath).mtimeMs}`,
    bytes,
    attributes: {},
    arrays: [array],
    mappings: {},
    close: () => source.close(),
  };
  return { file, raster };
}
