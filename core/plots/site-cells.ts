import { BloomlineError } from '#core/foundation/errors.ts';
import { say, type Said } from '#core/words/said.ts';
import { readAngle } from './coordinates.ts';
import type { FormField, PlotForm } from './plot-form.ts';
import { choiceOf } from './row-cells.ts';
import { siteKinds, type FieldValues, type Site } from './site.ts';

/**
 * What was typed or pasted into a row of the table of sites, by column: a property of the site, or a field of its
 * form.
 */
export type SiteCells = Record<string, string>;

export const siteColumns = ['name', 'code', 'kind', 'lon', 'lat', 'note'] as const;

type SiteParts = Pick<Site, (typeof siteColumns)[number] | 'fields'>;

/**
 * The site that cells make of one that is there, or of nothing. Labels become codes, an empty cell takes a field away.
 * Throws `bad-input` naming the row and what is wrong with which cell.
 */
export function siteOfCells(
  cells: SiteCells,
  before: Site | null,
  forms: readonly PlotForm[],
  row: string,
): SiteParts {
  const refuse = (said: Said): never => {
    throw new BloomlineError('bad-input', before?.name || cells.name || row, said);
  };
  const text = (key: (typeof siteColumns)[number], otherwise: string) => cells[key]?.trim() ?? otherwise;
  const name = text('name', before?.name ?? '');
  if (name === '') refuse(say('row.no-site'));
  const kindText = text('kind', before?.kind ?? 'section') || 'section';
  const kind = Object.entries(siteKinds).find(([id, { zh, en }]) =>
    [id, zh, en.toLowerCase()].includes(id === kindText ? id : kindText.toLowerCase()),
  )?.[0];
  if (kind === undefined) refuse(say('row.no-site-kind', { text: kindText }));
  const angle = (key: 'lon' | 'lat', most: number): number => {
    if (cells[key] === undefined && before) return before[key];
    const value = readAngle(text(key, ''));
    if (value === null || Math.abs(value) > most) refuse(say('row.no-place', { text: text(key, '') }));
    return value!;
  };
  const form = forms.find(f => f.kind === kind);
  const fields: FieldValues = { ...before?.fields };
  for (const [key, cell] of Object.entries(cells)) {
    if ((siteColumns as readonly string[]).includes(key)) continue;
    const value = fieldValue(
      form?.fields.find(f => f.id === key),
      cell.trim(),
      refuse,
    );
    if (value === null) delete fields[key];
    else fields[key] = value;
  }
  return {
    name,
    code: text('code', before?.code ?? ''),
    kind: kind!,
    lon: angle('lon', 180),
    lat: angle('lat', 90),
    note: text('note', before?.note ?? ''),
    fields,
  };
}

function fieldValue(field: FormField | undefined, text: string, refuse: (said: Said) => never) {
  if (text === '') return null;
  if (field?.type === 'choice')
    return (
      choiceOf(field, text) ??
      refuse(say('row.no-choice', { text, choices: (field.choices ?? []).map(c => c.name.zh).join('、') }))
    );
  if (field?.type === 'number') {
    const number = Number(text);
    return Number.isFinite(number) ? number : refuse(say('row.not-a-number', { value: text }));
  }
  return text;
}
