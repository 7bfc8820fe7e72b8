import { basename } from 'node:path';
import type { z } from 'zod';
import { eiInputs, eqiInputs } from '#core/ecology/ei-inputs.ts';
import type { ServiceKind } from '#core/ecology/ecology-names.ts';
import { serviceInputs, serviceTypes } from '#core/ecology/services.ts';
import type { EcologyRecord, EcologyRules, stateRequestSchema } from '#core/contract/ecology.ts';
import type { ecologyCalls } from '#core/contract/ecology-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';
import type { Progress } from '#host/files/progress.ts';
import { withAligned } from '#host/run/ecology/align.ts';
import { assessIndex, landClassWords } from '#host/run/ei/assess-index.ts';
import { assessServices, type ServiceSource } from '#host/run/ecosystem-services/assess-services.ts';
import { assessState, type StateWork } from '#host/run/state/assess-state.ts';
import { eiRules, serviceRules, stateRules, validationRules } from '#host/run/rules/ecology-rules.ts';
import { readIndexTable } from '#host/run/ecology/index-table.ts';
import { coverAreas } from '#host/run/ecology/land-cover.ts';
import { checkLegend } from '#host/run/ecology/legend.ts';
import { vegetationTypes, type VegetationType } from '#host/run/state/state-quality.ts';
import { validateRetrieval } from '#host/run/validation/validate.ts';
import { validationSites } from '#host/run/validation/validation-sites.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

type StateRequest = z.infer<typeof stateRequestSchema>;

export const ecologyHandlers: Pick<Handlers, keyof typeof ecologyCalls> = {
  'ecology.rules': () => rulesForForms(),
  'ecology.list': (_, { workspace }) => workspace.catalogue.ecology.list(),
  'ecology.get': ({ resultId }, { workspace }) => workspace.catalogue.ecology.get(resultId),
  'ecology.remove': ({ resultId }, { workspace, send }) => {
    workspace.catalogue.ecology.get(resultId);
    workspace.catalogue.ecology.remove(workspace.who, resultId);
    send({ type: 'changed', what: 'assessments' });
    return null;
  },

  'ecology.export': async ({ resultId, directory, language, rasters }, context, progress) => {
    const target = context.roots.check(directory);
    const record = context.workspace.catalogue.ecology.get(resultId);
    const { result, name } = record;
    if (result.kind === 'ecology-index') {
      const { exportIndex } = await import('#host/products/ecology/export-index.ts');
      return { directory: target, files: await exportIndex(result, name, target, language) };
    }
    if (result.kind === 'services') {
      const { exportServices } = await import('#host/products/ecology/export-services.ts');
      return { directory: target, files: await exportServices(result, name, target, language) };
    }
    if (result.kind === 'validation') {
      const { exportValidation } = await import('#host/products/ecology/export-validation.ts');
      return { directory: target, files: await exportValidation(result, name, target, language) };
    }
    const { exportState } = await import('#host/products/ecology/export-state.ts');
    if (!rasters)
      return { directory: target, files: await exportState(result, name, target, language, null) };
    const request = record.input as StateRequest;
    const files = await stateOf(request, context, progress, work =>
      exportState(result, name, target, language, { ...work, result }, progress),
    );
    return { directory: target, files };
  },

  'ecology.state': async (request, context, progress) =>
    save(
      context,
      request.name || `${context.workspace.scene(request.sceneIds[0]).name} ${request.indicators.join(' ')}`,
      request,
      await stateOf(request, context, progress, work => Promise.resolve(work.result)),
    ),

  'ecology.index': async (request, context, progress) => {
    const { standard, rows, landCover } = request;
    const result = await assessIndex(
      {
        standard,
        rows,
        files: [],
        landCover: landCover && {
          scene: context.workspace.scene(landCover.sceneId),
          legend: checkLegend(landCover.legend, 'legend', landClassWords(eiRules())),
          legendSubject: 'legend',
          zones: zonesOf(context, landCover.zoneIds),
          year: landCover.year,
        },
      },
      progress,
    );
    return save(context, request.name || `${standard} ${result.regions[0].region}`, request, result);
  },

  'ecology.read-table': async ({ path, standard }, { roots }) => {
    const rules = eiRules();
    return {
      rows: await readIndexTable(roots.check(path), standard === 'EI' ? eiInputs(rules) : eqiInputs()),
    };
  },

  'ecology.codes': async ({ sceneId, zoneIds }, context, progress) => {
    const scene = context.workspace.scene(sceneId);
    const placed = placeZones(zonesOf(context, zoneIds), scene.grid);
    const sums = new Map<number, number>();
    for (const { byCode } of await coverAreas(scene, placed, progress)) {
      for (const [code, area] of byCode) sums.set(code, (sums.get(code) ?? 0) + area);
      if (sums.size > 500) throw new BloomlineError('bad-input', scene.name, say('ecology.no-land-cover'));
    }
    return {
      codes: [...sums].map(([code, areaKm2]) => ({ code, areaKm2 })).sort((a, b) => a.code - b.code),
    };
  },

  'ecology.services': async (request, context, progress) => {
    const { kind, types, zoneIds, align } = request;
    const given = Object.entries(request.sources);
    const named = given.flatMap(([id, s]) =>
      'sceneId' in s ? [{ id, scene: context.workspace.scene(s.sceneId) }] : [],
    );
    const typeScene = types && context.workspace.scene(types.sceneId);
    const words = serviceTypes(kind, serviceRules());
    const work = (rasters: Scene[], typesOn: Scene | null, notes: string[]) => {
      const sources: Record<string, ServiceSource> = {};
      for (const [id, s] of given) if ('value' in s) sources[id] = s;
      named.forEach(({ id }, i) => (sources[id] = { scene: rasters[i] }));
      return assessServices(
        {
          kind,
          sources,
          types: types && { scene: typesOn!, legend: checkLegend(types.legend, 'legend', words) },
          zones: zonesOf(context, zoneIds),
          originals: {
            scenes: [...named.map(n => n.scene), ...(typeScene ? [typeScene] : [])],
            notes,
            align: align ? { how: null } : null,
          },
        },
        progress,
      );
    };
    const scenes = named.map(n => n.scene);
    const grid = (scenes[0] as Scene | undefined)?.grid ?? typeScene?.grid;
    const result =
      align && grid
        ? await withAligned(scenes, grid, null, (moved, notes) =>
            withAligned(typeScene ? [typeScene] : [], grid, 'nearest', (classes, more) =>
              work(moved, classes[0] ?? null, [...notes, ...more]),
            ),
          )
        : await work(scenes, typeScene, []);
    return save(context, request.name || result.name.zh, request, result);
  },

  'ecology.validate': async (request, context, progress) => {
    const { catalogue } = context.workspace;
    const scene = context.workspace.scene(request.sceneId);
    const parameter = catalogue.parameters.find(p => p.id === request.parameter);
    if (!parameter)
      throw new BloomlineError(
        'bad-input',
        request.parameter,
        say('catalogue.no-such-parameter', { known: catalogue.parameters.map(p => p.id).join(', ') }),
      );
    const { parameter: id, product, factor, endmembers, classLimits, side, withinDays, clouds } = request;
    const how = { product, factor, endmembers, classLimits, side, withinDays, clouds };
    const result = await validateRetrieval(
      { ...how, scene, parameter, sites: validationSites(catalogue, id), files: [], pool: context.pool },
      progress,
    );
    return save(
      context,
      request.name || `${scene.name} ${result.product.name} ${parameter.name.zh}`,
      request,
      result,
    );
  },
};

const zonesOf = ({ workspace }: Context, ids: readonly number[]) =>
  catalogueZones(ids.map(id => workspace.catalogue.zones.get(id)));

/** What a request comes to, to be used while scenes that were put on one grid are there. */
export async function stateOf<T>(
  request: StateRequest,
  context: Context,
  progress: Progress,
  use: (work: StateWork) => Promise<T>,
): Promise<T> {
  const { workspace, pool } = context;
  const scenes = request.sceneIds.map(id => workspace.scene(id));
  const { quality } = request;
  const run = (used: Scene[], notes: string[]) =>
    assessState(
      {
        scenes: used,
        zones: zonesOf(context, request.zoneIds),
        indicators: request.indicators,
        clouds: request.clouds,
        endmembers: request.endmembers,
        wetness: request.wetness,
        rseiScope: request.rseiScope,
        quality: quality && {
          LAI: quality.laiIds.map(id => workspace.scene(id)),
          GPP: quality.gppIds.map(id => workspace.scene(id)),
          types: workspace.scene(quality.typesId),
          legend: checkLegend(quality.legend, 'legend', vegetationTypes) as Record<number, VegetationType>,
        },
        pool,
        ...(notes.length > 0 ? { sources: { scenes, notes, how: null } } : {}),
      },
      progress,
    ).then(use);
  return request.align
    ? withAligned(scenes, scenes[0].grid, null, (used, notes) => run(used, notes))
    : run(scenes, []);
}

function save(
  context: Context,
  name: string,
  input: unknown,
  result: EcologyRecord['result'],
): EcologyRecord {
  const { workspace, send } = context;
  const record = workspace.catalogue.ecology.add(workspace.who, {
    name: basename(name).slice(0, 80),
    input,
    result,
  });
  send({ type: 'changed', what: 'assessments' });
  return record;
}

function rulesForForms(): EcologyRules {
  const { ei, eqi } = eiRules();
  const services = serviceRules();
  const about = ({ name, note, evidence }: typeof eqi | typeof ei) => ({ name, note, evidence });
  const service = (kind: ServiceKind) => {
    const { name, note, evidence } = services[kind];
    return { name, note, evidence, inputs: serviceInputs[kind], types: serviceTypes(kind, services) };
  };
  const { passRetrieval, withinDays, parameters } = validationRules().retrieval;
  return {
    index: {
      EI: { ...about(ei), inputs: eiInputs(eiRules()) },
      EQI: { ...about(eqi), inputs: eqiInputs() },
    },
    landClasses: ei.habitat.groups.flatMap(g => g.classes.map(({ id, name }) => ({ id, name }))),
    services: { water: service('water'), soil: service('soil'), sand: service('sand') },
    wetness: stateRules().wetness.map(({ id, name, sensors, evidence }) => ({ id, name, sensors, evidence })),
    vegetationTypes: [...vegetationTypes],
    validation: { passRetrieval, withinDays, parameters },
  };
}
