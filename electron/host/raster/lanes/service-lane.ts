import type { Window } from '#core/grid/grid.ts';
import { pixelAreasM2 } from '#core/grid/pixel-area.ts';
import { serviceAt, serviceOutputs, type ServicePlan } from '#core/ecology/services.ts';
import type { ServiceRules } from '#core/ecology/service-rules.ts';
import type { Scene } from '#core/scene/scene.ts';
import { SceneReader } from '#host/raster/reader/scene-reader.ts';
import type { BlockCache } from '#host/raster/tiff/read/block-cache.ts';
import { forCoveredPixels, type MaybePlace } from './covered-pixels.ts';

/** Rasters on one grid, of which the first bands are read. */
export interface ServiceLaneInput {
  /** One of them, for its grid. */
  scene: Scene;
  plan: ServicePlan;
  rules: ServiceRules;
  zones: MaybePlace[];
  rasters: { id: string; scene: Scene; min: number; max: number }[];
  types: { scene: Scene; legend: Record<number, string> } | null;
  constants: Record<string, number>;
  chunks: Window[];
}

export interface ServiceLanePart {
  /** By zone, km²: seen, with every input, and the outputs times their ground. */
  sums: { area: number; valid: number; sums: number[] }[];
  /** By input: ground whose value cannot be. */
  outside: Map<string, { area: number; example: number }>;
  /** Ground by code that the legend does not have. */
  unknown: Map<number, number>;
}

/** A service of an ecosystem, place by place, summed by zone. */
export async function serviceLane(
  { scene: base, plan, rules, zones, rasters, types, constants, chunks }: ServiceLaneInput,
  cache: BlockCache,
  onChunk: () => Promise<void>,
): Promise<ServiceLanePart> {
  const count = serviceOutputs[plan.kind].length;
  const sums = zones.map(() => ({ area: 0, valid: 0, sums: new Array<number>(count).fill(0) }));
  const outside: ServiceLanePart['outside'] = new Map();
  const unknown: ServiceLanePart['unknown'] = new Map();
  const readers = rasters.map(r => ({ ...r, reader: new SceneReader(r.scene, cache) }));
  const typeReader = types && new SceneReader(types.scene, cache);
  try {
    for (const chunk of chunks) {
      const read = await Promise.all(
        readers.map(async ({ reader, ...r }) => ({
          ...r,
          ...(await reader.readWindow(['b1'], chunk, 'none')),
        })),
      );
      const classes = typeReader && (await typeReader.readWindow(['b1'], chunk, 'none'));
      const areas = pixelAreasM2(base.grid, chunk);
      const values = { ...constants };
      forCoveredPixels(zones, chunk, areas, (zone, at, area) => {
        sums[zone].area += area;
        let there = true;
        for (const { id, min, max, values: bands, validity } of read) {
          const value = bands[0][at];
          if (validity[at] !== 0 || !Number.isFinite(value)) {
            there = false;
            break;
          }
          if (value < min || value > max) {
            there = false;
            const seen = outside.get(id);
            outside.set(id, { area: (seen?.area ?? 0) + area, example: seen?.example ?? value });
            break;
          }
          values[id] = value;
        }
        if (!there) return;
        let type: string | null = null;
        if (classes) {
          if (classes.validity[at] !== 0) return;
          const code = classes.values[0][at];
          type = types!.legend[code] ?? null;
          if (type === null) {
            unknown.set(code, (unknown.get(code) ?? 0) + area);
            return;
          }
        }
        const outputs = serviceAt(rules, plan, values, type);
        if (outputs.some(o => !Number.isFinite(o))) return;
        sums[zone].valid += area;
        outputs.forEach((o, k) => (sums[zone].sums[k] += o * area));
      });
      await onChunk();
    }
  } finally {
    for (const { reader } of readers) reader.close();
    typeReader?.close();
  }
  return { sums, outside, unknown };
}
