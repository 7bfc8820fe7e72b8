import { dirname, join } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { FieldValues } from '#core/plots/site.ts';
import type { FieldDifference } from '#core/plots/field-difference.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import type { CatalogueWriter } from '#host/catalogue/store/handles.ts';
import { addObservations, removeObservation, supersedeObservation } from '#host/catalogue/observations.ts';
import { addPhoto, storePhoto, type StoredPhoto } from '#host/catalogue/photos.ts';
import { addSite, getSite, removeSite, updateSite } from '#host/catalogue/sites.ts';
import { comparePackage, type ComparedPackage } from './compare-package.ts';

/**
 * Takes the chosen differences of a returned package over, as one step that can be taken back. A changed value
 * becomes a correction; the observation that it corrects stays. Throws `bad-input` for a difference that is not there
 * (any more).
 */
export async function acceptDifferences(
  catalogue: Catalogue,
  path: string,
  who: string,
  keys: readonly string[],
): Promise<{ accepted: number }> {
  const compared = await comparePackage(catalogue, path);
  const chosen = keys.map(key => {
    const difference = compared.differences.find(d => d.key === key);
    if (!difference) throw new BloomlineError('bad-input', key, say('field.no-difference'));
    if (difference.problem)
      throw new BloomlineError('bad-input', difference.label, say('field.not-taken-over'));
    return difference;
  });
  const photos = new Map<string, StoredPhoto>();
  for (const { layer, key } of chosen)
    if (layer === 'photo')
      photos.set(
        key,
        await storePhoto(catalogue.directory, join(dirname(path), String(compared.rows.get(key)!.path))),
      );
  catalogue.edits.edit(who, 'accept-field-work', tx => {
    // New sites first: what was measured at them may follow.
    const order = ['site', 'observation', 'photo'];
    for (const difference of chosen.toSorted((a, b) => order.indexOf(a.layer) - order.indexOf(b.layer)))
      accept(tx, catalogue, who, difference, compared, photos);
  });
  return { accepted: chosen.length };
}

function accept(
  tx: CatalogueWriter,
  { parameters }: Catalogue,
  who: string,
  { key, layer, action, row: id, changes }: FieldDifference,
  { rows }: ComparedPackage,
  photos: ReadonlyMap<string, StoredPhoto>,
): void {
  const row = rows.get(key) ?? {};
  const text = (column: string) =>
    row[column] === null || row[column] === undefined ? '' : String(row[column]);
  if (action === 'deleted') {
    if (layer === 'site') removeSite(tx, id!);
    else removeObservation(tx, id!);
    return;
  }
  if (layer === 'photo') {
    addPhoto(tx, id!, photos.get(key)!, { note: text('note') });
    return;
  }
  if (layer === 'site') {
    const changed = new Set(changes.map(c => c.column));
    if (action === 'added') {
      const [lon, lat] = [Number(row.lon), Number(row.lat)];
      addSite(tx, {
        name: text('name') || '#',
        kind: text('kind') || 'check-point',
        code: text('code'),
        note: text('note'),
        lon,
        lat,
        fields: formValues({}, row, c => row[c] !== null),
      });
      return;
    }
    updateSite(tx, id!, {
      ...(changed.has('name') && { name: text('name') }),
      ...(changed.has('kind') && { kind: text('kind') }),
      ...(changed.has('code') && { code: text('code') }),
      ...(changed.has('note') && { note: text('note') }),
      ...(changed.has('lon') && { lon: Number(row.lon) }),
      ...(changed.has('lat') && { lat: Number(row.lat) }),
      ...([...changed].some(c => c.startsWith('field_')) && {
        fields: formValues(getSite(tx, id!).fields, row, c => changed.has(c)),
      }),
    });
    return;
  }
  if (action === 'added') {
    addObservations(tx, parameters, {
      siteId: id!,
      time: text('time'),
      values: [{ parameter: text('parameter'), value: Number(row.value) }],
      method: text('method'),
      observer: text('observer'),
      depthM: typeof row.depth_m === 'number' ? row.depth_m : null,
    });
    return;
  }
  const value = changes.find(c => c.column === 'value');
  const others = changes.filter(c => c.column !== 'value');
  if (others.length > 0)
    tx.update('observation', id!, Object.fromEntries(others.map(c => [c.column, c.theirs ?? ''])));
  if (value)
    supersedeObservation(tx, parameters, who, id!, {
      value: Number(value.theirs),
      reason: 'corrected in the field',
    });
}

/** The form's values with the columns that are taken over; ids keep their dashes, columns have underscores. */
function formValues(
  fields: FieldValues,
  row: Record<string, string | number | null>,
  isWanted: (column: string) => boolean,
): FieldValues {
  const next: FieldValues = { ...fields };
  for (const [column, value] of Object.entries(row)) {
    if (!column.startsWith('field_') || !isWanted(column)) continue;
    const id = column.slice('field_'.length).replaceAll('_', '-');
    if (value === null || value === '') delete next[id];
    else next[id] = value;
  }
  return next;
}
