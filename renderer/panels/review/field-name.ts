import type { Words } from '../../language/use-words.ts';

/** `西湖区 · bloomAreaKm2` with the words that the window has for the number; another name stays as it is. */
export function fieldName(field: string, { named }: Pick<Words, 'named'>): string {
  const at = field.lastIndexOf(' · ');
  const zone = at < 0 ? '' : field.slice(0, at + 3);
  const name = field.slice(zone.length);
  const reason = /^reason ([a-z-]+)$/.exec(name)?.[1];
  if (reason) return `${zone}${named(`reason.${reason}`, reason)} km²`;
  const words = named(`review.fields.${name.replaceAll(/[ .]/g, '-')}`, name);
  return zone === 'endmembers · ' ? words : `${zone}${words}`;
}
