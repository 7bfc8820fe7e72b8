import { createHash } from 'node:crypto';
import { reasonCode } from '#core/bands/validity.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Crs } from '#core/grid/grid.ts';
import { groundMetric } from '#core/grid/ground-metric.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { layersOf, parseFormula } from '#core/index/formula.ts';
import { correctionCode } from '#core/mask/correction.ts';
import { usualMaskLimits, type MaskOptions } from '#core/mask/mask-options.ts';
import type { Masking, MaskPlan, MaskShore, SpectralRule } from '#core/mask/mask-plan.ts';
import type { Scene } from '#core/scene/scene.ts';
import { edgesOf, toPixelPolygons } from '#core/zones/project.ts';
import { shoreLine } from '#core/zones/shore-line.ts';
import type { MultiPolygon, Zone } from '#core/zones/zone.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { findIndex, missingLayers, wavelengthOf } from '#host/run/index/index-choice.ts';
import type { MaskRequest } from '#host/recipe/mask-request.ts';

/**
 * A mask on a scene's grid. `zones` bound the lake for the shore. Where only clouds are asked for, it is the plain
 * mask, which costs nothing. Throws `crs-unknown`, `zone-outside`, `band-missing`.
 */
export function planMask(
  scene: Scene,
  { zones, crs: zonesCrs }: Pick<ZoneSet, 'zones' | 'crs'>,
  request: MaskRequest,
): Masking {
  const { options, vegetation, vegetationCrs, corrections } = request;
  const { grid } = scene;
  const used = options.corrections === false ? [] : corrections;
  const inPixels = ({ name, geometry }: Pick<Zone, 'name' | 'geometry'>, crs: Crs | null): MultiPolygon => {
    if (!crs) throw new BloomlineError('crs-unknown', name, say('zones.no-prj'));
    return toPixelPolygons(geometry, name, crs, grid);
  };
  const rules = rulesOf(scene, options);
  const shore: MaskShore | null = options.shoreBufferM
    ? shoreOf(
        scene,
        zones.map(zone => inPixels(zone, zonesCrs)),
        options.shoreBufferM,
      )
    : null;
  const areas = [
    ...vegetation.map(zone => ({
      code: reasonCode.aquaticVegetation,
      sides: edgesOf(inPixels(zone, vegetationCrs)).coordinates,
    })),
    ...used.map(correction => ({
      code: correctionCode(correction),
      sides: edgesOf(inPixels({ name: `correction ${correction.id}`, ...correction }, cgcs2000)).coordinates,
    })),
  ];
  const usual = !options.lowClouds && options.dilatedClouds !== false;
  if (!shore && areas.length === 0 && rules.length === 0 && usual) return options.clouds;
  const plan: Omit<MaskPlan, 'id'> = {
    clouds:
      options.clouds === 'auto'
        ? { low: options.lowClouds ?? false, dilated: options.dilatedClouds ?? true }
        : null,
    shore,
    areas,
    rules,
    wavelengths: wavelengthsOfRules(scene, rules),
  };
  return { id: idOf(plan), ...plan };
}

function shoreOf(scene: Scene, zones: readonly MultiPolygon[], distanceM: number): MaskShore {
  const sides = shoreLine(zones);
  const metric = new Float64Array((sides.length / 4) * 3);
  const metricAt = groundMetric(scene.grid);
  for (let n = 0; n < sides.length / 4; n++)
    metric.set(
      metricAt((sides[n * 4] + sides[n * 4 + 2]) / 2, (sides[n * 4 + 1] + sides[n * 4 + 3]) / 2),
      n * 3,
    );
  return { code: reasonCode.shore, distanceM, sides, metric };
}

/** The spectral rules that a mask asks for. What each needs and does is said in `maskWarnings` and in the recipe. */
function rulesOf(scene: Scene, { water, glint }: MaskOptions): SpectralRule[] {
  const has = (role: string) => scene.bands.some(band => band.role === role);
  const rules: SpectralRule[] = [];
  if (glint) {
    const band = has('S1') ? 'S1' : 'N';
    need(scene, [band, 'N', 'R'], inEnglish('mask.glint-rule'));
    rules.push({
      code: reasonCode.sunGlint,
      formula: band,
      side: 'above',
      limit: glint.limit,
      unless: ['N - R'],
    });
  }
  if (water) {
    const { formula } = findIndex(water.index);
    need(scene, layersOf(parseFormula(formula)), inEnglish('mask.water-index'));
    rules.push({
      code: reasonCode.land,
      formula,
      side: 'below',
      limit: water.threshold,
      unless: has('S1') && has('N') && has('R') ? ['N - R', `${usualMaskLimits.scumSwir} - S1`] : [],
    });
  }
  return rules;
}

function need(scene: Scene, layers: readonly string[], what: string): void {
  const missing = layers.filter(layer => missingLayers(scene, layer).length > 0);
  if (missing.length > 0)
    throw new BloomlineError(
      'band-missing',
      scene.name,
      say('mask.needs-bands', { what, roles: [...new Set(missing)].join(', ') }),
    );
}

function wavelengthsOfRules(scene: Scene, rules: readonly SpectralRule[]): Record<string, number> {
  const roles = rules.flatMap(rule => [rule.formula, ...rule.unless].flatMap(f => layersOf(parseFormula(f))));
  const of = wavelengthOf(scene);
  return Object.fromEntries(roles.flatMap(role => (of(role) === null ? [] : [[role, of(role)!]])));
}

function idOf(plan: Omit<MaskPlan, 'id'>): string {
  const hash = createHash('sha256');
  const numbers = (array: Float64Array) =>
    hash.update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength));
  hash.update(
    JSON.stringify([plan.clouds, plan.rules, plan.wavelengths, plan.shore?.distanceM, plan.areas.length]),
  );
  if (plan.shore) {
    numbers(plan.shore.sides);
    numbers(plan.shore.metric);
  }
  for (const { code, sides } of plan.areas) {
    hash.update(`${code} ${sides.length}`);
    numbers(sides);
  }
  return hash.digest('hex').slice(0, 24);
}

/** What a reader of the result must know of the mask. */
export function maskWarnings(scene: Scene, { options }: MaskRequest): string[] {
  const { clouds, water, glint } = options;
  const swir = scene.bands.some(band => band.role === 'S1');
  return [
    ...(clouds === 'auto' && !scene.classification ? [inEnglish('mask.no-cloud-classes')] : []),
    ...(glint ? [inEnglish('mask.takes-glint', { band: swir ? 'S1' : 'N', limit: glint.limit })] : []),
    ...(water
      ? [
          swir
            ? inEnglish('mask.land-keeps-scum', {
                index: water.index,
                threshold: water.threshold,
                swir: usualMaskLimits.scumSwir,
              })
            : inEnglish('mask.land-takes-scum', { index: water.index, threshold: water.threshold }),
        ]
      : []),
  ];
}
