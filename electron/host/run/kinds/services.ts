import { serviceParametersSchema } from '#core/ecology/ecology-recipes.ts';
import type { ServiceRequest } from '#core/ecology/ecology-requests.ts';
import { serviceTypes, type ServiceResult } from '#core/ecology/services.ts';
import type { Scene } from '#core/scene/scene.ts';
import { withAligned } from '#host/run/ecology/align.ts';
import { serviceRules } from '#host/run/rules/ecology-rules.ts';
import { readServiceTable, serviceColumns } from '#host/run/ecology/index-table.ts';
import { checkLegend } from '#host/run/ecology/legend.ts';
import {
  assessServices,
  assessServicesTable,
  type ServiceSource,
} from '#host/run/ecosystem-services/assess-services.ts';
import type { Means } from '#host/run/resolver.ts';
import { resultKind } from './result-kind.ts';

type FromRasters = Extract<ServiceRequest['from'], { sources: unknown }>;

export const servicesKind = resultKind({
  kind: 'services',
  parameters: serviceParametersSchema,
  result: (result: ServiceResult) => result,
  async run({ service, from }: ServiceRequest, means, use) {
    return use('rows' in from ? await overTable(service, from) : await overRasters(service, from, means));
  },
  request({ parameters }, { path, zones }): ServiceRequest | null {
    const { service, asked } = parameters;
    if (!asked) return null;
    if ('rows' in asked) {
      const { rows, table } = asked;
      return { kind: 'services', service, from: { rows, table: table === null ? null : path(table) } };
    }
    const files = (paths: readonly string[]) => ({ files: paths.map(path) });
    return {
      kind: 'services',
      service,
      from: {
        sources: Object.fromEntries(
          Object.entries(asked.sources).map(([id, s]) => [id, 'files' in s ? files(s.files) : s]),
        ),
        types: asked.types && { scene: files(asked.types.files), legend: asked.types.legend },
        zones,
        align: asked.align,
      },
    };
  },
});

/** A table is read as it is now: its numbers may have changed since a record was made. */
async function overTable(
  kind: ServiceRequest['service'],
  { rows, table }: Extract<ServiceRequest['from'], { rows: unknown }>,
): Promise<ServiceResult> {
  const read = table === null ? rows : await readServiceTable(table, serviceColumns(kind));
  return assessServicesTable(kind, read, table);
}

/** Opens the rasters, puts them on one grid where that was asked for, and computes. */
async function overRasters(
  kind: ServiceRequest['service'],
  { sources: asked, types, zones, align }: FromRasters,
  { resolver, pool, progress }: Means,
): Promise<ServiceResult> {
  const values: Record<string, ServiceSource> = {};
  const rasters: { id: string; scene: Scene }[] = [];
  for (const [id, source] of Object.entries(asked))
    if ('value' in source) values[id] = source;
    else rasters.push({ id, scene: await resolver.raster(source) });
  const typeScene = types && (await resolver.raster(types.scene));
  const legend = types && checkLegend(types.legend, 'legend', serviceTypes(kind, serviceRules()));
  const set = await resolver.zones(zones);
  const originals = [...rasters.map(r => r.scene), ...(typeScene ? [typeScene] : [])];
  const run = (scenes: readonly Scene[], typesOn: Scene | null, notes: readonly string[]) =>
    assessServices(
      {
        kind,
        sources: { ...values, ...Object.fromEntries(rasters.map(({ id }, i) => [id, { scene: scenes[i] }])) },
        types: typesOn && legend && { scene: typesOn, legend },
        zones: set,
        originals: { scenes: originals, notes, align },
      },
      pool,
      progress,
    );
  const scenes = rasters.map(r => r.scene);
  if (!align || originals.length === 0) return run(scenes, typeScene, []);
  const [{ grid }] = originals;
  return withAligned(scenes, grid, align.how, (moved, notes) =>
    withAligned(typeScene ? [typeScene] : [], grid, 'nearest', ([classes = null], more) =>
      run(moved, classes, [...notes, ...more]),
    ),
  );
}
