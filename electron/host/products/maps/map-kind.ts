import type { SceneRow, SeriesResult } from '#core/bloom/series.ts';
import type { AtlasBy } from '#core/contract/map-calls.ts';
import type { StateResult } from '#core/ecology/state.ts';
import type { Period } from '#core/foundation/period.ts';
import type { GroundPoint } from '#core/ground/ground-point.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Template } from '#core/page/template.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { Progress } from '#host/files/progress.ts';
import type { AtlasUnit } from '#host/products/atlas/make-atlas.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import type { ClassRaster } from '#host/run/class-raster.ts';
import type { SeriesOptions } from '#host/run/series/assess-series.ts';

/** What a map could be made of, as far as it decides which kinds fit. */
export type MapMatter =
  | { of: 'bloom' }
  | { of: 'redline'; patches: number; /** The later scene has red and near infrared. */ vegetation: boolean }
  | { of: 'series'; /** Scenes with a result. */ scenes: number }
  | { of: 'state'; /** Vegetation cover is among the indicators. */ cover: boolean }
  | { of: 'sites'; sites: number; /** Sections with a class in the newest month. */ classed: number };
type Of = MapMatter['of'];

/** Vegetation cover of one date of a state. */
export interface CoverMade {
  result: StateResult;
  at: { indicator: number; date: number };
  scene: Scene;
  raster: ClassRaster;
}

/** What a map is made of. `name` and `date` are those of its files. */
export type MapMaterial = { name: string; date: string } & (
  | { of: 'bloom'; input: Omit<SheetInput, 'sheet'> }
  | { of: 'redline'; input: Omit<SheetInput, 'sheet'> }
  | {
      of: 'series';
      result: SeriesResult;
      folder: string;
      zones: ZoneSet;
      options: SeriesOptions;
      rows: readonly SceneRow[];
    }
  | { of: 'state'; zones: ZoneSet; cover: (progress: Progress) => Promise<CoverMade> }
  | {
      of: 'sites';
      points: readonly GroundPoint[];
      /** Of a map of classes; left out: the newest month with values. */
      period?: Period;
      scene: Scene | null;
      zones: ZoneSet | null;
      simulated: boolean;
    }
);
export type MaterialOf<O extends Of> = Extract<MapMaterial, { of: O }>;

export interface Dress {
  sheet: SheetOptions;
  template: Template;
}

export interface MapMeans {
  pool: RasterPool | null;
  progress: Progress;
  /** Makes what `parts` stand for, or brings what was made of the same before. */
  keep: <T>(parts: unknown, make: () => Promise<T>) => Promise<T>;
}

export interface MapSheets {
  /** Beginning of the files' names. */
  stem: string;
  /** One, or one a patch: then with its name, and the beginning of the name of a file of its own. */
  sheets: readonly (AtlasUnit & { patch?: { name: string; stem: string } })[];
  warnings?: readonly string[];
}

/**
 * One kind of map. A new one is a module beside this one, a row in the table, and its template
 * resources/templates/<kind>-map.json.
 */
export interface KindOf<O extends Of> {
  kind: string;
  /** What it is made of; the command line makes it of the first. */
  from: readonly O[];
  /** The same in words. */
  madeOf: string;
  /** Why such a subject does not fill it; null where it does. */
  lacks(matter: Extract<MapMatter, { of: O }>): string | null;
  /** What an assessment's atlas of it has a sheet for. */
  atlas?: AtlasBy;
  /** Its numbers are computed for the map: no reviewer saw them, so that it carries no approval. */
  unreviewed?: true;
  sheets(material: MaterialOf<O>, dress: Dress, means: MapMeans): Promise<MapSheets>;
}
export type MapKind = KindOf<Of>;

/** A kind, for those who look at `from` before they ask the rest. */
export const mapKind = <O extends Of>(kind: KindOf<O>): MapKind => kind as unknown as MapKind;
