import { inEnglish, type Said, say } from '#core/words/said.ts';
import type { Quantity, Scene, SceneBand, SceneQuantity } from './scene.ts';

/** The kinds of reflectance. */
export const reflectances = [
  'toa',
  'rayleigh-corrected',
  'surface',
  'reflectance',
] as const satisfies readonly Quantity[];

export const isReflectance = (quantity: Quantity): boolean =>
  (reflectances as readonly Quantity[]).includes(quantity);

/** ACOLITE’s names of what it writes. */
const acolite: Record<string, Quantity> = {
  rhot: 'toa',
  rhorc: 'rayleigh-corrected',
  rhos: 'surface',
  rhow: 'surface',
};

/** What a band holds. `level` is what the product of its sensor is, where the sensor’s table says it. */
export function quantityOfBand(
  { radiometry, type, description, file }: SceneBand,
  level: 'toa' | 'surface' | null,
): SceneQuantity {
  const { quantity, known, source } = radiometry;
  if (quantity) return { value: quantity, why: source };
  if (!known) return { value: /^(Byte|Int8)$/.test(type) ? 'rendering' : 'counts', why: source };
  const named = /(?:^|[_-])(rhot|rhorc|rhos|rhow)_\d+/i.exec(
    `${description ?? ''} ${file.split(/[\\/]/).at(-1)}`,
  );
  if (named)
    return { value: acolite[named[1].toLowerCase()], why: inEnglish('quantity.by-name', { name: named[1] }) };
  if (level) return { value: level, why: inEnglish('quantity.of-product') };
  return { value: 'reflectance', why: `${source}; ${inEnglish('quantity.level-not-told')}` };
}

/** What the values of a scene are; of scenes that were stored before it was told, by what they are stored with. */
export const quantityOf = ({ quantity, bands }: Pick<Scene, 'quantity' | 'bands'>): Quantity =>
  quantity?.value ??
  (bands[0] ? quantityOfBand(bands.find(b => b.role === 'R') ?? bands[0], null).value : 'counts');

/** The quantity in words. */
export const quantityInWords = (quantity: Quantity): Said => say(`quantity.${quantity}`);
