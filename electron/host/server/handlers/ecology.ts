import { stateKind } from '#host/run/kinds/state.ts';
import { indexKind } from '#host/run/kinds/ecology-index.ts';
import { servicesKind } from '#host/run/kinds/services.ts';
import { validationKind } from '#host/run/kinds/validation.ts';
import { indexRequest, meansOf, servicesRequest, stateRequest, type AskedState } from './requests.ts';
import { basename } from 'node:path';

import { eiInputs, eqiInputs } from '#core/ecology/ei-inputs.ts';
import type { ServiceKind } from '#core/ecology/ecology-names.ts';
import { serviceInputs, serviceTypes } from '#core/ecology/services.ts';
import type { EcologyRecord, EcologyRules } from '#core/contract/ecology.ts';
import type { ecologyCalls } from '#core/contract/ecology-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { catalogueZones } from '#core/zones/zone-set.ts';
import { say } from '#core/words/said.ts';

import { placesTogether } from '#host/run/zones/places-together.ts';
import { placeZones } from '#host/run/zones/place-zones.ts';

import type { StateWork } from '#host/run/state/assess-state.ts';
import { eiRules, serviceRules, stateRules, validationRules } from '#host/run/rules/ecology-rules.ts';
import { readIndexTable } from '#host/run/ecology/index-table.ts';
import { coverAreas } from '#host/run/ecology/land-cover.ts';

import { vegetationTypes } from '#host/run/state/state-quality.ts';

import { validationSites } from '#host/run/validation/validation-sites.ts';
import type { Context, Handlers } from '#host/server/context/context.ts';

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
    const { exportEcology } = await import('#host/products/ecology/export-ecology.ts');
    const write = (work: StateWork | null) =>
      exportEcology(result, { name, directory: target, language, work }, progress);
    // Rasters are made from the scenes again, on the grid that they were put on.
    const files =
      rasters && result.kind === 'state'
        ? await stateKind.run(stateRequest(record.input as AskedState), meansOf(context, progress), work =>
            write({ ...work, result }),
          )
        : await write(null);
    return { directory: target, files };
  },

  'ecology.state': async (request, context, progress) =>
    save(
      context,
      request.name || `${context.workspace.scene(request.sceneIds[0]).name} ${request.indicators.join(' ')}`,
      request,
      await stateKind.run(stateRequest(request), meansOf(context, progress), work => work.result),
    ),

  'ecology.index': async (request, context, progress) => {
    const result = await indexKind.run(indexRequest(request), meansOf(context, progress), made => made);
    return save(context, request.name || `${request.standard} ${result.regions[0].region}`, request, result);
  },

  'ecology.read-table': async ({ path, standard }, { roots }) => {
    const rules = eiRules();
    return {
      rows: await readIndexTable(roots.check(path), standard === 'EI' ? eiInputs(rules) : eqiInputs()),
    };
  },

  'ecology.codes': async ({ sceneId, zoneIds }, context, progress) => {
    const scene = context.workspace.scene(sceneId);
    const zones = zonesOf(context, zoneIds);
    const { once } = placesTogether(zones, placeZones(zones, scene.grid), scene.grid);
    const sums = new Map<number, number>();
    for (const { byCode } of await coverAreas(scene, once, context.pool, progress)) {
      for (const [code, area] of byCode) sums.set(code, (sums.get(code) ?? 0) + area);
      if (sums.size > 500) throw new BloomlineError('bad-input', scene.name, say('ecology.no-land-cover'));
    }
    return {
      codes: [...sums].map(([code, areaKm2]) => ({ code, areaKm2 })).sort((a, b) => a.code - b.code),
    };
  },

  'ecology.services': async (request, context, progress) => {
    const result = await servicesKind.run(servicesRequest(request), meansOf(context, progress), made => made);
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
    const { sceneId, parameter: id, name, ...asked } = request;
    const sites = validationSites(catalogue, id);
    const result = await validationKind.run(
      { kind: 'validation', ...asked, scene: { id: sceneId }, parameter, sites, files: [], notes: [] },
      meansOf(context, progress),
      made => made,
    );
    return save(
      context,
      name || `${scene.name} ${result.product.name} ${parameter.name.zh}`,
      request,
      result,
    );
  },
};

const zonesOf = ({ workspace }: Context, ids: readonly number[]) =>
  catalogueZones(ids.map(id => workspace.catalogue.zones.get(id)));

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
