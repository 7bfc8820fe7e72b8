/** `西湖区 · bloomAreaKm2` with the words that the window has for the number; another name stays as it is. */
export function fieldName(field: string, t: (key: string) => string): string {
  const at = field.lastIndexOf(' · ');
  const zone = at < 0 ? '' : field.slice(0, at + 3);
  const name = field.slice(zone.length);
  const reason = /^reason ([a-z-]+)$/.exec(name)?.[1];
  if (reason) return `${zone}${t(`reason.${reason}`)} km²`;
  if (zone === 'endmembers · ') return t(`review.fields.${name}`);
  const key = `review.fields.${name.replaceAll(/[ .]/g, '-')}`;
  const words = t(key);
  return `${zone}${words === key ? name : words}`;
}
