import { type Said, say } from '#core/words/said.ts';
import { isReflective } from './band-roles.ts';
import type { Scene } from './scene.ts';

/** What a layer holds, and what of it is physically possible. */
export interface PlausibleValues {
  least: number;
  most: number;
  quantity: Said;
}

const coverInName = /(?<![a-z])(?:FVC|VFC|fcover|fractional.?cover)|覆盖度|盖度/i;

/** Limits of a band's own values; null for computed layers and where nothing tells what a band holds. */
export function plausibleValues(scene: Scene, layer: string): PlausibleValues | null {
  const band = scene.bands.find(b => b.role === layer || `b${b.index}` === layer);
  if (!band) return null;
  if (isReflective(band.role) && band.radiometry.known && !band.radiometry.quantity)
    return { least: -0.2, most: 1.6, quantity: say('radiometry.reflectance') };
  if (
    band.role === null &&
    [scene.name, band.file, band.description ?? ''].some(name => coverInName.test(name))
  )
    return { least: 0, most: 1, quantity: say('radiometry.vegetation-cover') };
  return null;
}

/** Told beside a statistic whose extremes are not possible; nothing is left out for it. */
export function beyondPlausible(
  zone: string,
  layer: string,
  { min, max }: { min: number | null; max: number | null },
  { least, most, quantity }: PlausibleValues,
): Said | null {
  if (min === null || max === null || (min >= least && max <= most)) return null;
  const short = (n: number) => Number(n.toPrecision(4));
  return say('radiometry.beyond-plausible', {
    zone,
    layer,
    min: short(min),
    max: short(max),
    quantity,
    least,
    most,
  });
}
