import type { FieldValues } from '#core/plots/site.ts';

export type WaterBody = 'river' | 'lake';

/** What a water is, and what said so: the form of its site, a lake's zone around it, or the site's own name. */
export interface KnownBody {
  body: WaterBody | null;
  from: 'form' | 'zone' | 'name' | null;
}

const words: [WaterBody, RegExp][] = [
  ['lake', /湖|库|塘|淀|lake|reservoir|pond/i],
  ['river', /河|江|溪|渠|river|stream|canal|creek/i],
];
/** Where in a lake or reservoir a point lies: the middle or the waters of one. */
const nameOfLakePoint = /[湖库](?:心|区|中心)/;

/** A form's code, its label or a table's own word for it, as 河流, 湖库, River, Reservoir. */
function bodyOfWord(word: unknown): WaterBody | null {
  if (typeof word !== 'string') return null;
  const found = words.filter(([, form]) => form.test(word)).map(([body]) => body);
  return found.length === 1 ? found[0] : null;
}

/** Rivers and lakes have other limits: what is told neither by the form, a zone nor the name stays unknown. */
export function waterBodyOf(
  { name, fields }: { name: string; fields: Readonly<FieldValues> },
  inLake: boolean,
): KnownBody {
  const told = bodyOfWord(fields['water-body']) ?? bodyOfWord(fields['水体类型']);
  if (told) return { body: told, from: 'form' };
  if (inLake) return { body: 'lake', from: 'zone' };
  return nameOfLakePoint.test(name) ? { body: 'lake', from: 'name' } : { body: null, from: null };
}

/** The river or lake that a site's form or table names. */
export function waterNameOf(fields: Readonly<FieldValues>): string | null {
  const named = ['water-name', '水体名称', '所在水体', '河流名称', '所在河流', '湖库名称'].map(
    key => fields[key],
  );
  return named.find((name): name is string => typeof name === 'string' && name.trim() !== '')?.trim() ?? null;
}

/** A pipe or ditch that lets water out is no section: it has no class and enters no share. */
export const isOutlet = ({ name, fields }: { name: string; fields: Readonly<FieldValues> }): boolean =>
  [fields['section-type'], fields['断面类型']].some(
    type => typeof type === 'string' && /排|outlet|outfall/i.test(type),
  ) || /(?:排污口|排放口|排水口|排口|\boutlet|\boutfall)$/i.test(name.trim());
