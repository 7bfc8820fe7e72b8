import type { Item, MeasureText } from '#core/page/page.ts';
import { lineHeight, wrapText } from '#core/page/text-layout.ts';
import type { ReportTable } from './report.ts';

export interface LaidRow {
  /** Around the row's upper left corner. */
  items: Item[];
  height: number;
}

const ink = '#111820';
const pad = 1.5;

/** Head and rows of a table over a width, mm; texts are wrapped, nothing is cut off. */
export function layTable(
  { columns, rows }: ReportTable,
  width: number,
  measure: MeasureText,
): { head: LaidRow; rows: LaidRow[] } {
  const em = columns.length > 7 ? 2.65 : 3;
  const widths = columnWidths({ columns, rows }, width, em, measure);
  const lefts = widths.map((_, i) => widths.slice(0, i).reduce((a, b) => a + b, 0));
  const row = (texts: readonly string[], bold: boolean): LaidRow => {
    const cells = texts.map((text, i) => wrapText(text, widths[i] - 2 * pad, em, bold, measure));
    const most = Math.max(...cells.map(c => c.length));
    const items = cells.flatMap((lines, i) =>
      lines.map((text, n): Item => {
        const end = columns[i].number;
        const top = pad * 0.7 + (bold ? most - lines.length : 0) * em * lineHeight;
        return {
          kind: 'text',
          x: end ? lefts[i] + widths[i] - pad : lefts[i] + pad,
          y: top + (n + 0.74) * em * lineHeight,
          text,
          size: em,
          bold,
          anchor: end ? 'end' : 'start',
          color: ink,
        };
      }),
    );
    return { items, height: most * em * lineHeight + 2 * 0.7 * pad };
  };
  return {
    head: row(
      columns.map(c => c.label),
      true,
    ),
    rows: rows.map(r => row(r, false)),
  };
}

/** Numbers never break; what is left goes to the columns by how much they want. */
function columnWidths(
  { columns, rows }: Pick<ReportTable, 'columns' | 'rows'>,
  width: number,
  em: number,
  measure: MeasureText,
): number[] {
  const widest = (i: number) => Math.max(0, ...rows.map(r => measure(r[i], em, false)));
  const least = columns.map((column, i) =>
    column.number
      ? Math.max(widest(i), 4 * em * 0.9) + 2 * pad + 0.05
      : Math.min(Math.max(widest(i), measure(column.label, em, true)), 5.5 * em) + 2 * pad + 0.05,
  );
  const wants = columns.map(
    (column, i) => Math.max(widest(i), measure(column.label, em, true)) + 2 * pad + 0.05,
  );
  const sum = least.reduce((a, b) => a + b, 0);
  if (sum >= width) return least.map(w => (w * width) / sum);
  const extra = wants.map((w, i) => Math.max(0, w - least[i]));
  const wanted = extra.reduce((a, b) => a + b, 0);
  const spare = width - sum;
  if (wanted >= spare) return least.map((w, i) => w + (extra[i] * spare) / wanted);
  return least.map((w, i) => w + extra[i] + (spare - wanted) / columns.length);
}
