import { vegetationCover, type EndMembers } from '#core/ecology/vegetation-cover.ts';
import type { QualityInfo } from '#core/ecology/state.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { sameGrid, type Grid } from '#core/grid/grid.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import type { PlacedZone } from '#host/run/zones/place-zones.ts';
import type { StateGathered } from '#host/raster/lanes/state-lane.ts';
import type { ExtraRaster, StateFacts } from '#host/raster/lanes/state-pixels.ts';

/** Vegetation that HJ 1172 gives a relative density to. */
export const vegetationTypes = ['森林', '灌丛', '草地', '农田'] as const;
export type VegetationType = (typeof vegetationTypes)[number];
export const isVegetationType = (word: string): word is VegetationType =>
  (vegetationTypes as readonly string[]).includes(word);

/** For ecosystem quality: one raster per scene, in their order, of leaf area index and gross primary productivity. */
export interface QualityRasters {
  LAI: readonly Scene[];
  GPP: readonly Scene[];
  types: Scene;
  /** Land-cover code → type of vegetation; other codes have none. */
  legend: Record<number, VegetationType>;
}

/** The rasters of each date. Throws `bad-input` naming what is missing, `grids-differ`. */
export function qualityInputs(rasters: QualityRasters | null, grid: Grid, order: readonly number[]) {
  if (!rasters) throw new BloomlineError('bad-input', 'quality', say('state.quality-inputs'));
  const { LAI, GPP, types, legend } = rasters;
  for (const [name, list] of Object.entries({ LAI, GPP }))
    if (list.length !== order.length)
      throw new BloomlineError(
        'bad-input',
        name,
        say('state.quality-rasters', { count: order.length, found: list.length }),
      );
  for (const scene of [...LAI, ...GPP, types])
    if (!sameGrid(scene.grid, grid))
      throw new BloomlineError('grids-differ', scene.name, say('state.quality-other-grid'));
  const used = vegetationTypes.filter(type => Object.values(legend).includes(type));
  if (used.length === 0)
    throw new BloomlineError(
      'bad-input',
      'legend',
      say('state.quality-types', { types: vegetationTypes.join(', ') }),
    );
  const typeOfCode: Record<number, number> = {};
  for (const [code, type] of Object.entries(legend)) typeOfCode[Number(code)] = used.indexOf(type);
  return {
    extras: order.map((i): ExtraRaster[] => [
      { scene: LAI[i], role: 'LAI' },
      { scene: GPP[i], role: 'GPP' },
      { scene: types, role: 'types' },
    ]),
    typeOfCode,
    types: used,
    files: [...LAI, ...GPP, types].flatMap(scene => scene.files.map(f => f.file)),
    recorded: { LAI: LAI.map(s => s.name), GPP: GPP.map(s => s.name), types: types.name, legend },
  };
}

/** The largest NDVI of a type becomes its largest cover; the ranges come from the next pass. */
export function qualityFacts(
  { typeMax }: StateGathered,
  endmembers: EndMembers,
): NonNullable<StateFacts['quality']> {
  const max = Float64Array.from(typeMax!, (value, i) =>
    i % 3 === 0 ? vegetationCover(value, endmembers) : value,
  );
  return { max, min: [0, 0, 0], range: [0, 0, 0] };
}

export function qualityInfo(
  { max, min, range }: NonNullable<StateFacts['quality']>,
  { types }: { types: readonly string[] },
  placed: readonly PlacedZone[],
): QualityInfo {
  return {
    parameters: ['FVC', 'LAI', 'GPP'],
    types: placed.flatMap(({ name }, zone) =>
      types.flatMap((type, t) => {
        const own = [0, 1, 2].map(p => max[(zone * types.length + t) * 3 + p]);
        return own[1] === -Infinity ? [] : [{ zone: name, type, max: own }];
      }),
    ),
    ranges: min.map((low, p) => ({ min: low, max: low + range[p] })),
  };
}
