import { spawnSync } from 'node:child_process';
import type { Layout } from './make-data.ts';

export interface Rival {
  name: string;
  command: string[];
  available: boolean;
  /** What we mean to reach. */
  reach: string;
}

/** One comparison: our command and the native tools' on the same file. */
export interface Job {
  name: string;
  ours: string[];
  rivals: Rival[];
  /** Fewer runs for the slow ones. */
  runs?: number;
}

/** What a list of jobs is made from. Paths are absolute. */
export interface BenchPlaces {
  /** Our command line without arguments. */
  bloomline: string[];
  /** Where the data lie and results may be written. */
  folder: string;
  data: Record<Layout, string>;
  /** Path of a script beside this file. */
  script(name: string): string;
}

export const python = '/usr/bin/python3';

/** True where a command runs and succeeds. */
export const isAvailable = (command: string, args: string[]): boolean =>
  spawnSync(command, args).status === 0;

export const hasRasterio = (): boolean => isAvailable(python, ['-c', 'import rasterio, numpy']);
export const hasQgis = (): boolean => isAvailable(python, ['-c', 'import qgis.core']);
export const hasGdalCalc = (): boolean => isAvailable('gdal_calc.py', ['--help']);

/** Options that name red and near infrared in the bench files. */
export const redAndNir = ['--bands', 'red=3,nir=4', '--index', 'NDVI'];

/** The NDVI of an interleaved file as gdal_calc.py makes it. */
export const calcNdvi = (file: string, out: string, compress = 'DEFLATE'): string[] => [
  'gdal_calc.py',
  '--quiet',
  '--overwrite',
  '-A',
  file,
  '--A_band=4',
  '-B',
  file,
  '--B_band=3',
  '--outfile',
  out,
  '--type=Float32',
  '--calc=(A.astype(float)-B)/(A.astype(float)+B+(A+B==0))',
  '--NoDataValue=-9999',
  `--co=COMPRESS=${compress}`,
  '--co=TILED=YES',
];
