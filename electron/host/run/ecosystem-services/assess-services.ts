import type { ZoneSet } from '#core/zones/zone-set.ts';
import type { ServiceKind } from '#core/ecology/ecology-names.ts';
import {
  planService,
  serviceAt,
  serviceInputs,
  serviceOutputs,
  serviceTypes,
  type ServiceInput,
  type ServicePlan,
  type ServiceRegion,
  type ServiceResult,
} from '#core/ecology/services.ts';
import type { IndexRow } from '#core/ecology/ei.ts';
import { ruleStamp } from '#core/foundation/rules.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { sameGrid } from '#core/grid/grid.ts';
import type { Resampling } from '#core/grid/resample.ts';
import type { Scene } from '#core/scene/scene.ts';
import { inEnglish, say } from '#core/words/said.ts';

import { placesTogether } from '#host/run/zones/places-together.ts';
import { planLanes, runWhole } from '#host/run/zones/lanes.ts';
import { placeZones, usablePlaces, type PlacedZone } from '#host/run/zones/place-zones.ts';
import { outlinesOf } from '#host/recipe/outlines.ts';
import { filesOf, makeRecipe } from '#host/recipe/recipe.ts';
import type { Progress } from '#host/files/progress.ts';
import { serviceLane } from '#host/raster/lanes/service-lane.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { serviceRules } from '#host/run/rules/ecology-rules.ts';

/** A raster (its first band), or one value for every place. */
export type ServiceSource = { scene: Scene } | { value: number };

export interface ServiceTypes {
  scene: Scene;
  legend: Record<number, string>;
}

export interface ServiceRasterInput {
  kind: ServiceKind;
  sources: Record<string, ServiceSource>;
  types: ServiceTypes | null;
  zones: ZoneSet;
  /** Files as they are on disk, where rasters were put on one grid. */
  originals?: {
    scenes: readonly Scene[];
    notes: readonly string[];
    align: { how: Resampling | null } | null;
  };
}

export interface ServiceTableRow extends IndexRow {
  type: string | null;
}

const cacheBytes = 192 * 2 ** 20;

function planned(kind: ServiceKind, ids: readonly string[], hasTypes: boolean): ServicePlan {
  const known = serviceInputs[kind].map(i => i.id);
  const strange = ids.filter(id => !known.includes(id));
  if (strange.length > 0)
    throw new BloomlineError(
      'bad-input',
      strange.join(', '),
      say('services.no-such-input', { list: known.join(', ') }),
    );
  const plan = planService(kind, new Set([...ids, ...(hasTypes ? ['type'] : [])]));
  if (plan.missing.length > 0)
    throw new BloomlineError('bad-input', kind, say('services.missing', { list: plan.missing.join('; ') }));
  return plan;
}

/** A service from rasters and constants, per zone. Throws `grids-differ` where rasters do not share a grid. */
export async function assessServices(
  input: ServiceRasterInput,
  pool: RasterPool | null,
  progress: Progress = {},
): Promise<ServiceResult> {
  const rules = serviceRules();
  const plan = planned(input.kind, Object.keys(input.sources), input.types !== null);
  checkLegendTypes(input, plan);
  const rasters = plan.used.flatMap(id => {
    const source = input.sources[id];
    return 'scene' in source ? [{ id, scene: source.scene }] : [];
  });
  const scenes = [...rasters.map(r => r.scene), ...(plan.usesType ? [input.types!.scene] : [])];
  if (scenes.length === 0) throw new BloomlineError('bad-input', input.kind, say('services.all-single'));
  for (const scene of scenes)
    if (!sameGrid(scene.grid, scenes[0].grid))
      throw new BloomlineError(
        'grids-differ',
        scene.name,
        say('services.other-grid', { name: scenes[0].name }),
      );
  const inputs = new Map(serviceInputs[input.kind].map(i => [i.id, i]));
  const constants: Record<string, number> = {};
  for (const id of plan.used) {
    const source = input.sources[id];
    if ('value' in source) constants[id] = inRange(inputs.get(id)!, source.value, input.kind);
  }
  const placed = placeZones(input.zones, scenes[0].grid);
  const together = placesTogether(input.zones, placed, scenes[0].grid);
  const warnings = [...(input.originals?.notes ?? []), ...together.warnings];
  const { regions, whole } = await sumOver(
    {
      plan,
      placed,
      once: together.once,
      rasters,
      types: plan.usesType ? input.types : null,
      constants,
      inputs,
    },
    warnings,
    pool,
    progress,
  );
  if (!(whole.validKm2 > 0)) throw new BloomlineError('nothing-valid', input.kind, say('services.nowhere'));
  const sourceOf = (id: string) => {
    const source = input.sources[id];
    return 'scene' in source ? source.scene.name : String(source.value);
  };
  return finish(
    plan,
    regions,
    whole,
    sourceOf,
    {
      scenes: input.originals?.scenes ?? scenes,
      zones: input.zones,
      parameters: { ...(plan.usesType ? { legend: input.types!.legend } : {}), asked: askedOf(input) },
      warnings: [...warnings, ...placed.flatMap(p => (p.problem ? [`${p.name}: ${p.problem.message}`] : []))],
    },
    rules,
    progress,
  );
}

/** The sources by their inputs, as files on disk. */
function askedOf({ sources, types, originals, zones }: ServiceRasterInput) {
  const rasters = originals ? [...originals.scenes] : null;
  const fileOf = (scene: Scene) => filesOf(rasters?.shift() ?? scene);
  return {
    sources: Object.fromEntries(
      Object.entries(sources).map(([id, s]) => [id, 'scene' in s ? { files: fileOf(s.scene) } : s]),
    ),
    types: types && { files: fileOf(types.scene), legend: types.legend },
    align: originals?.align ?? null,
    outlines: outlinesOf(zones),
  };
}

/** The same from a table: a row per region with its area. */
export async function assessServicesTable(
  kind: ServiceKind,
  rows: readonly ServiceTableRow[],
  file: string | null,
): Promise<ServiceResult> {
  const rules = serviceRules();
  if (rows.length === 0) throw new BloomlineError('bad-input', file ?? kind, say('ecology.no-rows'));
  const first = rows[0];
  const ids = Object.keys(first.values).filter(id => id !== 'area_km2');
  const plan = planned(
    kind,
    ids,
    rows.some(r => r.type !== null),
  );
  const words = serviceTypes(kind, rules);
  const inputs = new Map(serviceInputs[kind].map(i => [i.id, i]));
  const regions = rows.map((row): ServiceRegion => {
    const { region, type, values } = row;
    const area = values.area_km2;
    if (!(area > 0)) throw new BloomlineError('bad-input', region, say('services.no-area'));
    for (const id of plan.used) {
      if (values[id] === undefined)
        throw new BloomlineError('bad-input', region, say('services.missing', { list: id }));
      inRange(inputs.get(id)!, values[id], region);
    }
    if (plan.usesType && !words.includes(type ?? ''))
      throw new BloomlineError(
        'bad-input',
        region,
        say('services.no-such-type', { type: type ?? '', list: words.join(', ') }),
      );
    const means = serviceAt(rules, plan, values, type);
    return {
      region,
      areaKm2: area,
      validKm2: area,
      outputs: means.map((mean, n) => ({ mean, total: mean * area * serviceOutputs[kind][n].perKm2 })),
    };
  });
  return finish(
    plan,
    regions,
    wholeOf(kind, regions),
    () => file ?? 'table',
    {
      scenes: [],
      files: file === null ? [] : [file],
      zones: null,
      parameters: { rows, asked: { rows, table: file } },
      warnings: [],
    },
    rules,
    {},
  );
}

async function finish(
  plan: ServicePlan,
  regions: ServiceRegion[],
  whole: ServiceRegion,
  sourceOf: (id: string) => string,
  about: {
    scenes: readonly Scene[];
    zones: ZoneSet | null;
    files?: readonly string[];
    parameters: Record<string, unknown>;
    warnings: string[];
  },
  rules: ReturnType<typeof serviceRules>,
  progress: Progress,
): Promise<ServiceResult> {
  const { kind, steps, used } = plan;
  const rule = rules[kind];
  const inputs = serviceInputs[kind]
    .filter(i => used.includes(i.id))
    .map(({ id, name, unit }) => ({ id, name, unit, source: sourceOf(id) }));
  const recipe = await makeRecipe(
    {
      kind: 'services',
      ...about,
      parameters: { service: kind, inputs: inputs.map(i => [i.id, i.source]), steps, ...about.parameters },
      rules: [ruleStamp(rule)],
    },
    progress,
  );
  return {
    kind: 'services',
    service: kind,
    name: rule.name,
    note: rule.note,
    evidence: rule.evidence,
    inputs,
    steps,
    outputs: serviceOutputs[kind],
    regions,
    whole,
    recipe,
  };
}

function checkLegendTypes({ kind, types }: ServiceRasterInput, plan: ServicePlan): void {
  if (!plan.usesType || !types) return;
  const words = serviceTypes(kind, serviceRules());
  const strange = Object.values(types.legend).filter(word => !words.includes(word));
  if (strange.length > 0)
    throw new BloomlineError(
      'bad-input',
      'legend',
      say('services.expected', { words: strange.join(', '), list: words.join(', ') }),
    );
}

const rangeOf = ({ min, max, unit }: Pick<ServiceInput, 'min' | 'max' | 'unit'>) =>
  `${min}–${max} ${unit}`.trim();

function inRange({ id, min, max, unit }: ServiceInput, value: number, subject: string): number {
  if (!(value >= min && value <= max))
    throw new BloomlineError(
      'bad-input',
      subject,
      say('services.cannot-be', { id, value, range: rangeOf({ min, max, unit }) }),
    );
  return value;
}

interface Summing {
  plan: ServicePlan;
  placed: readonly PlacedZone[];
  /** The same together, every place once. */
  once: readonly PlacedZone[];
  rasters: { id: string; scene: Scene }[];
  types: ServiceTypes | null;
  constants: Record<string, number>;
  inputs: ReadonlyMap<string, ServiceInput>;
}

async function sumOver(
  { plan, placed, once, rasters, types, constants, inputs }: Summing,
  warnings: string[],
  pool: RasterPool | null,
  progress: Progress,
): Promise<{ regions: ServiceRegion[]; whole: ServiceRegion }> {
  const { kind } = plan;
  const scene = rasters[0]?.scene ?? types!.scene;
  const places = [...new Set([...placed, ...once])];
  const { sums, outside, unknown } = await runWhole(
    pool,
    planLanes(scene, usablePlaces(places), 'tally', progress),
    'serviceLane',
    chunks => ({
      scene,
      plan,
      rules: serviceRules(),
      zones: places.map(({ edges, window }) => ({ edges, window })),
      rasters: rasters.map(({ id, scene: raster }) => {
        const { min, max } = inputs.get(id)!;
        return { id, scene: raster, min, max };
      }),
      types,
      constants,
      chunks,
    }),
    (lane, onChunk) => serviceLane(lane, new BlockCache(cacheBytes), onChunk),
  );
  if (unknown.size > 0)
    throw new BloomlineError(
      'bad-input',
      types!.scene.name,
      say('services.codes-without-type', {
        codes: [...unknown]
          .sort((a, b) => b[1] - a[1])
          .slice(0, 12)
          .map(([code, area]) => `${code} (${area.toFixed(3)} km²)`)
          .join(', '),
      }),
    );
  const seenKm2 = sums.reduce((sum, s) => sum + s.area, 0);
  places.forEach(({ outlineM2 }, i) => (sums[i].area = Math.max(sums[i].area, (outlineM2 ?? 0) * 1e-6)));
  for (const [id, { area, example }] of outside) {
    const { min, max, unit } = inputs.get(id)!;
    if (area > seenKm2 / 2)
      throw new BloomlineError(
        'bad-input',
        id,
        say('services.most-cannot-be', { example, range: rangeOf({ min, max, unit }) }),
      );
    warnings.push(inEnglish('services.some-cannot-be', { id, area: area.toFixed(3), example }));
  }
  const rows = sums.map((sum, z): ServiceRegion => ({
    region: places[z].name,
    areaKm2: sum.area,
    validKm2: sum.valid,
    outputs: sum.sums.map((s, k) => ({
      mean: sum.valid > 0 ? s / sum.valid : null,
      total: sum.valid > 0 ? s * serviceOutputs[kind][k].perKm2 : null,
    })),
    ...(places[z].problem
      ? { problem: { code: places[z].problem.code, message: places[z].problem.message } }
      : {}),
  }));
  const whole = once.map(place => rows[places.indexOf(place)]);
  return { regions: rows.slice(0, placed.length), whole: wholeOf(kind, whole) };
}

function wholeOf(kind: ServiceKind, regions: readonly ServiceRegion[]): ServiceRegion {
  const sum = (of: (region: ServiceRegion) => number) => regions.reduce((total, r) => total + of(r), 0);
  const valid = sum(r => r.validKm2);
  return {
    region: '',
    areaKm2: sum(r => r.areaKm2),
    validKm2: valid,
    outputs: serviceOutputs[kind].map(({ perKm2 }, k) => {
      const total = valid > 0 ? sum(r => r.outputs[k].total ?? 0) : null;
      return { mean: total === null ? null : total / perKm2 / valid, total };
    }),
  };
}
