import { BloomlineError } from '#core/foundation/errors.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { say } from '#core/words/said.ts';
import { fileOnDisk, placeOf, statOf } from '#host/formats/archive/paths.ts';
import type { Bytes, Contents } from '#host/raster/arrays/array-file.ts';
import { askHdf5 } from './bridge.ts';

const magic = [0x89, 0x48, 0x44, 0x46, 0x0d, 0x0a, 0x1a, 0x0a];

export const isHdf5 = (head: Uint8Array): boolean => magic.every((byte, i) => head[i] === byte);

/** The file itself, which its library opens: it cannot begin within another file. */
function realPath(path: string, bytes: number): string {
  if (isUrl(path)) throw new BloomlineError('raster-unsupported', path, say('arrays.on-server'));
  const place = placeOf(path);
  if (place && (place.offset > 0 || statOf(place.path)?.bytes !== bytes))
    throw new BloomlineError(
      'raster-unsupported',
      path,
      say('arrays.in-archive', { archive: fileOnDisk(path) }),
    );
  return place?.path ?? path;
}

/** Opens HDF5, NetCDF-4 and HDF-EOS5: three names of one container. */
export function openHdf5({ path: named, bytes }: Bytes): Contents {
  const path = realPath(named, bytes);
  const { attributes, arrays, mappings, netcdf } = askHdf5({ ask: 'describe', path });
  return {
    format: netcdf ? 'NetCDF-4' : 'HDF5',
    attributes,
    mappings,
    arrays: arrays.map(array => ({
      ...array,
      read: (start, count) => askHdf5({ ask: 'read', path, name: array.name, start, count }),
    })),
  };
}
