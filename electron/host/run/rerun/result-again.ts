import { dirname } from 'node:path';
import type { Recipe } from '#core/foundation/recipe.ts';
import type { EndMembers } from '#core/ecology/vegetation-cover.ts';
import { indexStandards, type IndexRow } from '#core/ecology/ei.ts';
import { eiInputs, eqiInputs } from '#core/ecology/ei-inputs.ts';
import type { ServiceKind } from '#core/ecology/services.ts';
import type { StateIndicator } from '#core/ecology/state.ts';
import type { SceneRow } from '#core/bloom/series.ts';
import { thresholdMethods, type ThresholdChoice } from '#core/bloom/thresholds/threshold-choice.ts';
import type { Parameter } from '#core/plots/site.ts';

import type { Resampling } from '#core/grid/resample.ts';
import type { Correction } from '#core/mask/correction.ts';
import { sceneOptionsSchema } from '#core/scene/scene-options.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { Zone } from '#core/zones/zone.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { assessScenes, type SeriesOptions } from '#host/run/series/assess-series.ts';
import type { Outlines } from '#host/recipe/outlines.ts';
import { recordedMask } from '#host/recipe/recorded-mask.ts';
import { seriesResult } from '#host/run/series/series-result.ts';
import type { Progress } from '#host/files/progress.ts';
import { withAligned } from '#host/run/ecology/align.ts';
import { assessIndex } from '#host/run/ei/assess-index.ts';
import {
  assessServices,
  assessServicesTable,
  type ServiceSource,
  type ServiceTableRow,
} from '#host/run/ecosystem-services/assess-services.ts';
import { assessState } from '#host/run/state/assess-state.ts';
import { eiRules } from '#host/run/ecology/ecology-rules.ts';
import { readIndexTable, readServiceTable, serviceColumns } from '#host/run/ecology/index-table.ts';
import type { VegetationType } from '#host/run/state/state-quality.ts';
import { validateRetrieval } from '#host/run/validation/validate.ts';
import type { ValidationSite } from '#host/run/validation/validation-sites.ts';
import type { SealedRecord } from '#host/recipe/sealed-record.ts';
import { openScene } from '#host/raster/open-scene.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

/** A record with everything that it needs at hand. */
export interface Again {
  record: SealedRecord;
  /** Where a file of then is now. */
  now: (path: string) => string;
  scenes: readonly Scene[];
  /** Of the zones; null where the result has none. */
  outlines: Outlines | null;
  /** Files of the recipe that are no rasters. */
  files: readonly string[];
  pool: RasterPool;
}

type Result = object & { recipe: Recipe };

/** Series and results about the ecosystem, computed from their records. */
export const resultsAgain: Partial<
  Record<Recipe['kind'], (again: Again, progress: Progress) => Promise<Result>>
> = {
  series: seriesAgain,
  state: stateAgain,
  'ecology-index': indexAgain,
  services: servicesAgain,
  validation: validationAgain,
};

const askedOf = <T>({ record }: Again): T => record.parameters.asked as T;

/** The zones of then; `files` are those that they came from. */
const zonesOf = ({ outlines, record }: Again, files: readonly string[]): ZoneSet => ({
  zones: (outlines?.zones ?? []).map(zone => ({ ...zone, attributes: {} })),
  crs: outlines?.crs ?? null,
  subject: record.assessment.name,
  files,
});

async function seriesAgain(again: Again, progress: Progress): Promise<Result> {
  const { record, now, pool, files } = again;
  const { parameters } = record;
  const { lakeThreshold } = askedOf<{ lakeThreshold: SeriesOptions['lakeThreshold'] }>(again);
  const described = parameters.scenes as { name: string; files: string[]; corrections?: Correction[] }[];
  const plants = (record.plants?.zones ?? []).map((zone): Zone => ({ ...zone, attributes: {} }));
  const options = {
    index: String(parameters.index),
    mask: recordedMask(record, plants, record.plants?.crs ?? null),
    threshold: thresholdOf(parameters.threshold),
    lakeThreshold,
    ...(parameters.scene ? { scene: sceneOptionsSchema.parse(parameters.scene) } : {}),
  };
  const groups = described.map(({ name, files: paths }) => ({ name, paths: paths.map(now) }));
  const corrections = new Map(groups.map((group, i) => [group, described[i].corrections ?? []]));
  const zones = zonesOf(again, files);
  const folder = groups.length ? dirname(groups[0].paths[0]) : '';
  const rows: SceneRow[] = [];
  const skipped: { scene: string; message: string }[] = [];
  await assessScenes(
    {
      folder,
      zones,
      options,
      correctionsOf: group => corrections.get(group) ?? [],
      pool,
    },
    groups,
    ({ group, row, skipped: message }) => {
      if (row) rows.push(row);
      else skipped.push({ scene: group.name, message: message! });
    },
    progress,
  );
  return seriesResult({
    folder,
    zones,
    options,
    rows,
    skipped,
  });
}

function thresholdOf(recorded: unknown): ThresholdChoice {
  return thresholdMethods.find(m => m === recorded) ?? Number(recorded);
}

interface AskedState {
  endmembers: EndMembers | null;
  quality: {
    LAI: string[][];
    GPP: string[][];
    types: string[];
    legend: Record<number, VegetationType>;
  } | null;
  align: { how: Resampling | null } | null;
}

async function stateAgain(again: Again, progress: Progress): Promise<Result> {
  const { record, now, scenes, files, pool } = again;
  const { parameters } = record;
  const { endmembers, quality, align } = askedOf<AskedState>(again);
  const open = (paths: readonly string[]) => openScene(paths.map(now));
  const run = async (used: readonly Scene[], notes: readonly string[]) =>
    (
      await assessState(
        {
          scenes: used,
          zones: zonesOf(again, files),
          indicators: parameters.indicators as StateIndicator[],
          clouds: parameters.clouds === 'none' ? 'none' : 'auto',
          endmembers,
          wetness: (parameters.wetness as string | null) ?? null,
          rseiScope: parameters.rseiScope === 'common' ? 'common' : 'each',
          quality: quality && {
            LAI: quality.LAI.map(open),
            GPP: quality.GPP.map(open),
            types: open(quality.types),
            legend: quality.legend,
          },
          pool,
          ...(align ? { sources: { scenes, notes, how: align.how } } : {}),
        },
        progress,
      )
    ).result;
  return align ? withAligned(scenes, scenes[0].grid, align.how, run) : run(scenes, []);
}

async function indexAgain(again: Again, progress: Progress): Promise<Result> {
  const { record, now, scenes, files } = again;
  const { rows, table, landCover } = askedOf<{
    rows: IndexRow[];
    table: string | null;
    landCover: { legend: Record<number, string>; year: number | null } | null;
  }>(again);
  const standard = indexStandards.find(s => s === record.parameters.standard)!;
  const columns = standard === 'EI' ? eiInputs(eiRules()) : eqiInputs();
  return assessIndex(
    {
      standard,
      rows: table === null ? rows : await readIndexTable(now(table), columns),
      files: table === null ? [] : [now(table)],
      landCover: landCover && {
        scene: scenes[0],
        ...landCover,
        legendSubject: 'legend',
        zones: zonesOf(
          again,
          files.filter(file => table === null || file !== now(table)),
        ),
      },
    },
    progress,
  );
}

interface AskedServices {
  rows?: ServiceTableRow[];
  table?: string | null;
  sources: Record<string, { files: string[] } | { value: number }>;
  types: { files: string[]; legend: Record<number, string> } | null;
  align: { how: Resampling | null } | null;
}

async function servicesAgain(again: Again, progress: Progress): Promise<Result> {
  const { record, now, files } = again;
  const kind = record.parameters.service as ServiceKind;
  const asked = askedOf<AskedServices>(again);
  if (asked.rows) {
    const table = asked.table ? now(asked.table) : null;
    const rows = table === null ? asked.rows : await readServiceTable(table, serviceColumns(kind));
    return assessServicesTable(kind, rows, table);
  }
  const open = (paths: readonly string[]) => openScene(paths.map(now));
  const named = Object.entries(asked.sources).flatMap(([id, s]) =>
    'files' in s ? [{ id, scene: open(s.files) }] : [],
  );
  const types = asked.types && { scene: open(asked.types.files), legend: asked.types.legend };
  const originals = [...named.map(n => n.scene), ...(types ? [types.scene] : [])];
  const run = (rasters: readonly Scene[], typesOn: Scene | null, notes: readonly string[]) => {
    const sources: Record<string, ServiceSource> = {};
    let next = 0;
    for (const [id, s] of Object.entries(asked.sources))
      sources[id] = 'value' in s ? s : { scene: rasters[next++] };
    return assessServices(
      {
        kind,
        sources,
        types: types && { ...types, scene: typesOn! },
        zones: zonesOf(again, files),
        originals: { scenes: originals, notes, align: asked.align },
      },
      progress,
    );
  };
  const scenes = named.map(n => n.scene);
  const { align } = asked;
  if (!align) return run(scenes, types?.scene ?? null, []);
  const [{ grid }] = originals;
  return withAligned(scenes, grid, align.how, (moved, notes) =>
    withAligned(types ? [types.scene] : [], grid, 'nearest', (classes, more) =>
      run(moved, classes[0] ?? null, [...notes, ...more]),
    ),
  );
}

function validationAgain(again: Again, progress: Progress): Promise<Result> {
  const { record, scenes, files, pool } = again;
  const { parameters } = record;
  const asked = askedOf<{
    parameter: Parameter;
    factor: number | null;
    endmembers: EndMembers | null;
    classLimits: number[] | null;
    withinDays: number | null;
    sites: ValidationSite[];
  }>(again);
  const side = ([1, 3, 5] as const).find(n => n === parameters.window) ?? 3;
  return validateRetrieval(
    {
      ...asked,
      scene: scenes[0],
      product: String(parameters.product),
      side,
      clouds: parameters.clouds === 'none' ? 'none' : 'auto',
      files,
      pool,
    },
    progress,
  );
}
