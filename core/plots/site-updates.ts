import type { FieldValues } from './site.ts';

/** What a later list says otherwise of a site that is in the catalogue: one field of it. */
export interface SiteUpdate {
  siteId: number;
  site: string;
  /** `name`, `code`, `kind`, `note`, `place`, or a field of the form. */
  field: string;
  old: string;
  new: string;
  /** The field's value as it was kept: a number stays one. Left out where there was none. */
  before?: FieldValues[string];
  /** True where it was chosen: only then is it written. */
  taken: boolean;
}

/** Which of them are written: all, none, or those of these keys; none where it is left out. */
export type ChosenUpdates = 'all' | 'none' | readonly string[];

export const updateKey = ({ siteId, field }: Pick<SiteUpdate, 'siteId' | 'field'>): string =>
  `${siteId}|${field}`;

interface Told {
  name: string;
  code: string;
  kind: string;
  note: string;
  lon: number;
  lat: number;
  fields: FieldValues;
}

/** Seven decimals of a degree are a centimetre. */
const placeText = ({ lon, lat }: Pick<Told, 'lon' | 'lat'>) =>
  `${Number(lon.toFixed(7))}, ${Number(lat.toFixed(7))}`;

/** What a site says in a field, as it is compared. */
export function siteSays(site: Told, field: string): string {
  if (field === 'place') return placeText(site);
  return String(isOwn(field) ? site[field] : (site.fields[field] ?? ''));
}

const own = ['name', 'code', 'kind', 'note'] as const;
const isOwn = (field: string): field is (typeof own)[number] => (own as readonly string[]).includes(field);

/** The differences of a known site; `moved` where its place is another one, not the scatter of a receiver. */
export function siteUpdates(
  known: Told & { id: number },
  told: Told,
  moved: boolean,
  chosen: ChosenUpdates = 'none',
): SiteUpdate[] {
  return [...own, ...Object.keys(told.fields), ...(moved ? ['place'] : [])].flatMap((field): SiteUpdate[] => {
    const update = {
      siteId: known.id,
      site: known.name,
      field,
      old: siteSays(known, field),
      new: siteSays(told, field),
    };
    if (update.new === '' || update.old === update.new) return [];
    const taken = chosen === 'all' || (chosen !== 'none' && chosen.includes(updateKey(update)));
    const before = known.fields[field];
    return [{ ...update, taken, ...(before !== undefined && !isOwn(field) && { before }) }];
  });
}

/** The site with what was taken written into it. */
export function withUpdates(site: Told, told: Told, updates: readonly SiteUpdate[]): Told {
  const made: Told = { ...site, fields: { ...site.fields } };
  for (const { field, taken } of updates) {
    if (!taken) continue;
    if (field === 'place') [made.lon, made.lat] = [told.lon, told.lat];
    else if (isOwn(field)) made[field] = told[field];
    else made.fields[field] = told.fields[field];
  }
  return made;
}

/** The site as it was before an update. */
export function putBack(site: Told, { field, old, before }: SiteUpdate): Told {
  const made: Told = { ...site, fields: { ...site.fields } };
  if (field === 'place') [made.lon, made.lat] = old.split(', ').map(Number);
  else if (isOwn(field)) made[field] = old;
  else if (before === undefined) delete made.fields[field];
  else made.fields[field] = before;
  return made;
}
