import { basename } from 'node:path';

/** Names of files that hold arrays. */
export const arrayFileName = /\.(hdf|hdf4|he4|h4|h5|hdf5|he5|nc|nc4|cdf)$/i;

const within = /^(.*\.(?:hdf|hdf4|he4|h4|h5|hdf5|he5|nc|nc4|cdf))[\\/]([^\\].*)$/i;

/** A path that goes on within a file of arrays, in its two parts: `x.hdf/sur_refl_b01_1`. Null for any other. */
export function splitArrayPath(path: string): { file: string; array: string } | null {
  const found = within.exec(path);
  return found ? { file: found[1], array: found[2].replace(/\\/g, '/') } : null;
}

export const arrayPath = (file: string, array: string): string => `${file}/${array}`;

/** What an array is told by beside others: the names of its file and of itself. */
export const nameOfArray = (path: string): string | null => {
  const parts = splitArrayPath(path);
  return parts && `${basename(parts.file)}/${parts.array}`;
};
