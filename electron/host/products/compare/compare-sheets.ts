import type { FieldCell } from '#core/plots/field-table.ts';
import { inEnglish } from '#core/words/said.ts';
import type { Differences } from './comparison.ts';

/** A table of any file: a sheet, a layer. The first line names the columns. */
export interface Lines {
  name: string;
  lines: readonly (readonly FieldCell[])[];
}

/** Every cell of sheets against those made again, found by the names of sheets and columns. Answers how many. */
export function compareSheets(
  product: readonly Lines[],
  again: readonly Lines[],
  differences: Differences,
  notCompared: string[],
): number {
  let compared = 0;
  const lone = product.length === 1 && again.length === 1;
  for (const sheet of again) {
    const found = lone ? product[0] : product.find(s => s.name === sheet.name);
    if (found) compared += compareLines(found, sheet, differences, notCompared);
    else differences.add(sheet.name, null, `${sheet.lines.length - 1} rows`);
  }
  for (const { name } of product)
    if (!lone && !again.some(s => s.name === name))
      notCompared.push(inEnglish('rerun.sheet-not-again', { name }));
  return compared;
}

function compareLines(
  { name, lines: [header = [], ...rows] }: Lines,
  { lines: [wanted = [], ...expected] }: Lines,
  differences: Differences,
  notCompared: string[],
): number {
  const placed = placesIn(header);
  const columns = placesIn(wanted);
  for (const column of placed.keys())
    if (!columns.has(column)) notCompared.push(inEnglish('rerun.column-not-again', { column, name }));
  for (const column of columns.keys())
    if (!placed.has(column)) differences.add(`${name} · ${column}`, null, column);
  if (rows.length !== expected.length) differences.add(`${name} · rows`, rows.length, expected.length);
  let compared = 0;
  const both = Math.min(rows.length, expected.length);
  for (let r = 0; r < both; r++)
    for (const [column, at] of columns) {
      const place = placed.get(column);
      if (place === undefined) continue;
      const [here, there] = [rows[r][place] ?? null, expected[r][at] ?? null];
      compared++;
      if (!Object.is(here, there))
        differences.add(`${name} · ${r + 2} (${String(expected[r][0] ?? '')}) · ${column}`, here, there);
    }
  return compared;
}

/** Where each column stands; one whose name comes twice is numbered. */
function placesIn(header: readonly FieldCell[]): Map<string, number> {
  const places = new Map<string, number>();
  header.forEach((cell, i) => {
    const name = String(cell ?? '');
    let unique = name;
    for (let n = 2; places.has(unique); n++) unique = `${name} #${n}`;
    places.set(unique, i);
  });
  return places;
}
