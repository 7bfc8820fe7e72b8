import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { openSource } from '#host/raster/tiff/source/byte-source.ts';
import type { ArrayFile, Contents } from './array-file.ts';
import { isHdf4 } from './hdf4/elements.ts';
import { openHdf4 } from './hdf4/open-hdf4.ts';
import { isHdf5, openHdf5 } from './hdf5/open-hdf5.ts';
import { isNetcdf, openNetcdf } from './netcdf/open-netcdf.ts';

export type ArrayFormat = 'hdf4' | 'hdf5' | 'netcdf';

/** Which format of arrays a file has by its first bytes; null for any other. */
export function arrayFormat(head: Uint8Array): ArrayFormat | null {
  return isHdf4(head) ? 'hdf4' : isHdf5(head) ? 'hdf5' : isNetcdf(head) ? 'netcdf' : null;
}

/** Opens a file of arrays by what its first bytes say it is. */
export function openArrays(path: string): ArrayFile {
  const source = openSource(path);
  try {
    const format = arrayFormat(source.read(0, Math.min(12, source.bytes)));
    const contents = ((): Contents => {
      switch (format) {
        case 'hdf4':
          return openHdf4(source);
        case 'hdf5':
          return openHdf5(source);
        case 'netcdf':
          return openNetcdf(source);
        default:
          throw new BloomlineError('raster-unsupported', path, say('arrays.not-arrays'));
      }
    })();
    const { version, bytes } = source;
    // The library of HDF5 opens the file by itself.
    if (format === 'hdf5') source.close();
    const close = () => (format === 'hdf5' ? undefined : source.close());
    return { path, version, bytes, ...contents, close };
  } catch (error) {
    source.close();
    throw error;
  }
}
