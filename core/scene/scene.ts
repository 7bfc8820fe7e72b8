import type { BandRole } from './band-roles.ts';
import type { Level, Step } from '#core/intake/levels.ts';
import type { PreparationOptions, SceneOptions } from './scene-options.ts';
import type { Joined } from './joined.ts';
import type { Grid } from '#core/grid/grid.ts';
import type { Evidence } from '#core/foundation/evidence.ts';
import type { Text } from '#core/foundation/text.ts';

/** Bands whose values say what a pixel is; CYAN does so beside its index. */
export const classificationKinds = [
  'SCL',
  'QA_PIXEL',
  'BQA',
  'STATE_1KM',
  'FMASK',
  'UDM2',
  'CYAN',
  'FLAGS',
] as const;
export type ClassificationKind = (typeof classificationKinds)[number];

/** GDAL's names of pixel types. */
export type PixelType =
  | 'Byte'
  | 'Int8'
  | 'UInt16'
  | 'Int16'
  | 'UInt32'
  | 'Int32'
  | 'UInt64'
  | 'Int64'
  | 'Float16'
  | 'Float32'
  | 'Float64'
  | 'CInt16'
  | 'CInt32'
  | 'CFloat32'
  | 'CFloat64';

/** What the values of a scene are. Thresholds belong to one of them. */
export const quantities = [
  'counts', // DN as the instrument or the file has them; nothing tells a scale
  'rendering', // a picture for eyes: bytes that were stretched
  'radiance',
  'code', // classes or steps of a product
  'toa', // reflectance at the top of the atmosphere
  'rayleigh-corrected',
  'surface',
  'reflectance', // of a level that nothing tells
] as const;
export type Quantity = (typeof quantities)[number];

/** What was read where. */
export interface SceneQuantity {
  value: Quantity;
  /** English, as the host keeps its sentences. */
  why: string;
}

/** value = DN · scale + offset; for thermal bands kelvin. `source` says why we believe it. */
export interface Radiometry {
  scale: number;
  offset: number;
  source: string;
  /** False where nothing told the scale: ratios are right, FAI and EVI are not. */
  known: boolean;
  /** What the values are where they are no reflectance. */
  quantity?: 'radiance' | 'code';
  /** Where it is set, y = DN · scale + offset and the value is y / (1 + sphericalAlbedo · y). */
  sphericalAlbedo?: number;
  /** Constants that turn a thermal band's radiance into brightness temperature. */
  thermal?: { k1: number; k2: number };
}

export interface SceneBand {
  /** 1 … n across all files in the order given. */
  index: number;
  file: string;
  /** 1 … samples within the file. */
  fileBand: number;
  type: PixelType;
  role: BandRole | null;
  description: string | null;
  /** DN that means no data, after rounding to the pixel's type; null where there is none. */
  nodata: number | null;
  /** Who says so, or who says that there is none; null where nobody says anything. */
  nodataSource: 'file' | 'user' | 'sensor table' | null;
  radiometry: Radiometry;
  wavelengthNm: number | null;
  /** Scene pixels per band pixel along each side: 1, or an integer for a coarser band (nearest pixel is used). */
  ratio: number;
}

/** One thing that the program believes about a scene, and why. */
export interface Belief {
  what:
    | 'sensor'
    | 'acquired'
    | 'radiometry'
    | 'bands'
    | 'clouds'
    | 'crs'
    | 'datum'
    | 'nodata'
    | 'simulated'
    | 'joined'
    | 'quantity';
  value: string;
  why: string;
}

/** How one file is stored. */
export interface FileLayout {
  file: string;
  width: number;
  height: number;
  compression: string;
  layout: 'tiled' | 'striped';
  blockSize: [number, number];
  interleave: 'pixel' | 'band';
  overviews: [number, number][];
  bigTiff: boolean;
  bytes: number;
}

export interface Scene {
  name: string;
  files: FileLayout[];
  grid: Grid;
  bands: SceneBand[];
  /** Id of resources/sensors, or null. */
  sensor: string | null;
  /** The sensor's name for people. */
  sensorName?: Text;
  /** How well the sensor's table is founded; to-confirm is shown as 待核对. */
  sensorEvidence?: Evidence;
  /** ISO 8601, UTC where the time of day is known, else a date. */
  acquired: string | null;
  /** The band that says which pixels are cloud, where there is one. */
  classification: { kind: ClassificationKind; band: number } | null;
  /** The band whose bits say which bands are saturated (Landsat QA_RADSAT). */
  saturation?: { band: number };
  /** What its values are; absent in scenes that were stored before it was told. */
  quantity?: SceneQuantity;
  /** Set where it is several pictures of one pass. */
  joined?: Joined;
  /** What was done to its numbers on the way from the file's, and what was asked for. */
  preparation?: { level: Level; said: PreparationOptions; steps: Step[] };
  /** What it was laid upon and the move that was found, so that it is said again. */
  move?: SceneOptions;
  beliefs: Belief[];
  /** A number that fills much of the scene and that nothing declares as no data; among the warnings in words. */
  suspectedNodata?: number;
  warnings: string[];
  simulated: boolean;
}

/** The files that a band's pixels come from: several where several pictures are one. */
export const filesOfBand = ({ joined }: Pick<Scene, 'joined'>, band: Pick<SceneBand, 'file'>): string[] =>
  joined?.files[band.file]?.map(part => part.file) ?? [band.file];

/** A scene of the catalogue. */
export interface CatalogueScene extends Scene {
  id: number;
  /** Set where a file of the scene is not where it was. */
  missing: string | null;
  /** True where the window's tiles come from side-car overviews. */
  pyramid?: boolean;
}

/** What a user said of a scene and can take back, one by one, so that the files decide again. */
export const userOptionNames = ['scale', 'offset', 'nodata', 'acquired'] as const;
export type UserOptionName = (typeof userOptionNames)[number];
