import type { StateRules, Wetness } from '#core/ecology/state-rules.ts';
import type { StateIndicator } from '#core/ecology/ecology-names.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Scene } from '#core/scene/scene.ts';
import { say } from '#core/words/said.ts';
import { findIndex, kernelFor } from '#host/run/index/index-choice.ts';
import { wavelengths } from '#host/run/zones/lanes.ts';
import type { Clouds } from '#host/raster/reader/scene-reader.ts';
import type { ExtraRaster, StatePlan, Thermal } from '#host/raster/lanes/state-pixels.ts';

export interface StateChoice {
  indicators: readonly StateIndicator[];
  clouds: Clouds;
  /** Id of a row of wetness coefficients; null takes the sensor's. */
  wetness: string | null;
}

const isRsei = (indicator: StateIndicator) => indicator === 'RSEI' || indicator === 'RSEI-3';

/** What must be read and computed of a scene. Throws `band-missing` and `bad-input` naming what the indicators lack. */
export function planState(
  scene: Scene,
  choice: StateChoice,
  rules: StateRules,
  extras: ExtraRaster[],
  typeOfCode: Record<number, number>,
): { plan: StatePlan; wetness: Wetness | null; warnings: string[] } {
  const { indicators } = choice;
  const formulas: Record<string, string> = { NDVI: findIndex('NDVI').formula };
  const warnings: string[] = [];
  if (indicators.includes('EVI')) {
    formulas.EVI = findIndex('EVI').formula;
    needReflectance(scene, 'EVI');
  }
  let rsei: StatePlan['rsei'] = null;
  let wetness: Wetness | null = null;
  const wanted = indicators.find(isRsei);
  if (wanted) {
    const withHeat = wanted === 'RSEI';
    needReflectance(scene, 'RSEI');
    wetness = wetnessFor(scene, choice.wetness, rules);
    formulas.WET = Object.entries(wetness.coefficients)
      .map(([role, c]) => `(${c}) * ${role}`)
      .join(' + ');
    formulas.SI = rules.rsei.si;
    formulas.IBI = rules.rsei.ibi;
    formulas.WATER = findIndex(rules.rsei.water.index).formula;
    const temperature = withHeat ? thermalOf(scene, rules) : null;
    if (withHeat) formulas.T = 'T';
    rsei = { temperature, waterAbove: rules.rsei.water.threshold, ratioLimit: rules.rsei.ratioLimit };
  }
  for (const formula of Object.values(formulas)) kernelFor(scene, formula);
  return {
    plan: {
      scene,
      clouds: choice.clouds,
      wavelengths: wavelengths(scene),
      formulas,
      rsei,
      extras,
      typeOfCode,
      typeCount: new Set(Object.values(typeOfCode)).size,
    },
    wetness,
    warnings,
  };
}

/** EVI and wetness are sums with constants: they need reflectance, where a ratio such as NDVI does not. */
function needReflectance(scene: Scene, what: string): void {
  const measured = scene.bands.filter(b => b.role && ['B', 'G', 'R', 'N', 'S1', 'S2'].includes(b.role));
  if (measured.some(b => !b.radiometry.known || b.radiometry.quantity === 'radiance'))
    throw new BloomlineError('bad-input', scene.name, say('state.needs-reflectance', { what }));
}

function wetnessFor(scene: Scene, chosen: string | null, rules: StateRules): Wetness {
  const found = rules.wetness.find(w =>
    chosen === null ? w.sensors.includes(scene.sensor ?? '') : w.id === chosen,
  );
  if (found) return found;
  const known = rules.wetness.map(w => w.id).join(', ');
  throw new BloomlineError(
    'bad-input',
    scene.name,
    chosen === null
      ? say('state.wetness-unknown', { known })
      : say('state.no-such-wetness', { chosen, known }),
  );
}

function thermalOf(scene: Scene, rules: StateRules): Thermal {
  const band = scene.bands.find(b => b.role === 'T');
  if (!band) throw new BloomlineError('band-missing', scene.name, say('state.no-thermal-band'));
  const { radiometry } = band;
  if (radiometry.thermal) {
    const { emissivity, rho } = rules.landSurfaceTemperature;
    if (!band.wavelengthNm)
      throw new BloomlineError('bad-input', scene.name, say('state.no-thermal-wavelength'));
    return {
      kind: 'radiance',
      ...radiometry.thermal,
      lambdaOverRho: (band.wavelengthNm * 1e-9) / rho,
      emissivity,
    };
  }
  if (!radiometry.known) throw new BloomlineError('bad-input', scene.name, say('state.no-thermal-constants'));
  return { kind: 'kelvin' };
}
