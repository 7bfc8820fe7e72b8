import type { Block, Style } from './block.ts';
import { headingItems } from './block.ts';
import type { Item } from './page.ts';
import type { SheetTable, TableCell } from './sheet-content.ts';
import { lineHeight, shorten, wrapText } from './text-layout.ts';
import type { Say } from './words.ts';

const maxLines = 3;
/** Space around text, in ems: beside it, and above and below a row together. */
const padding = 0.45;
const rowPadding = 1.2 * padding;

/** No more rows than these fit a height, in mm, however short they are. */
export const mostRows = (height: number, { table: size }: Style): number =>
  Math.floor(height / (size * (lineHeight + rowPadding)));

/**
 * Ruled above and below, thin lines between rows, no upright lines. Shows `rows` rows and says how many more there
 * are.
 */
export function tableBlock(table: SheetTable, rows: number, width: number, style: Style, say: Say): Block {
  const { measure, colors, table: size, small } = style;
  const head = headingItems(table.heading, width, style);
  const items: Item[] = [...head.items];
  const pad = size * padding;
  const shown = table.rows.slice(0, rows);
  const widths = columnWidths(table, shown, width, pad, style);
  const lefts = widths.map((_, i) => widths.slice(0, i).reduce((a, b) => a + b, 0));
  const step = size * lineHeight;
  const rule = (y: number, lineWidth: number, stroke: string) =>
    items.push({
      kind: 'polyline',
      points: [
        [0, y],
        [width, y],
      ],
      stroke,
      lineWidth,
    });

  let y = head.height - size * 0.3;
  const labels = table.columns.map((c, i) => [
    ...wrapText(c.label, widths[i] - 2 * pad, size, true, measure).map(text => ({ text, bold: true })),
    ...(c.unit ? [{ text: c.unit, bold: false }] : []),
  ]);
  const headLines = Math.max(...labels.map(l => l.length));
  labels.forEach((lines, i) =>
    lines.forEach(({ text, bold }, n) => {
      const end = table.columns[i].align === 'end';
      const top = y + pad * 0.5 + (headLines - lines.length + n) * step;
      items.push({
        kind: 'text',
        x: end ? lefts[i] + widths[i] - pad : lefts[i] + pad,
        y: top + step * 0.72,
        text,
        size: bold ? size : size * 0.92,
        bold,
        anchor: end ? 'end' : 'start',
        color: bold ? colors.ink : colors.muted,
      });
    }),
  );
  y += headLines * step + pad;
  rule(y, 0.15, colors.ink);

  shown.forEach((row, r) => {
    const cells = row.map((cell, i) => cellLines(cell, widths[i] - 2 * pad, size, style));
    const lines = Math.max(...cells.map(c => c.length));
    cells.forEach((cell, i) => {
      const end = table.columns[i].align === 'end';
      cell.forEach((line, n) => {
        const baseline = y + pad * 0.6 + n * step + step * 0.72;
        const x = end ? lefts[i] + widths[i] - pad : lefts[i] + pad;
        if (line.swatch)
          items.push({
            kind: 'rect',
            x,
            y: baseline - size * 0.78,
            width: size * 0.8,
            height: size * 0.8,
            fill: line.swatch,
            stroke: colors.ink,
            lineWidth: 0.06,
          });
        items.push({
          kind: 'text',
          x: x + (line.swatch ? size * 1.1 : 0),
          y: baseline,
          text: line.text,
          size: line.mark ? size * 0.92 : size,
          bold: line.mark,
          anchor: end ? 'end' : 'start',
          color: line.mark ? colors.warning : colors.ink,
        });
      });
    });
    y += lines * step + size * rowPadding;
    if (r < shown.length - 1) rule(y, 0.06, colors.rule);
  });
  rule(y, 0.25, colors.ink);

  y += small * 0.25;
  const more = table.rows.length - shown.length;
  for (const text of [...(more > 0 ? [say('moreRows', { n: more })] : []), ...table.footnotes])
    for (const line of wrapText(text, width, small, false, measure)) {
      items.push({ kind: 'text', x: 0, y: y + small * 1.15, text: line, size: small, color: colors.muted });
      y += small * lineHeight;
    }
  return { width, height: y + (table.footnotes.length ? small * 0.3 : 0), items, rowsLeft: more };
}

interface CellLine {
  text: string;
  swatch?: string;
  mark: boolean;
}

function cellLines(cell: TableCell, width: number, size: number, { measure }: Style): CellLine[] {
  const indent = cell.swatch ? size * 1.1 : 0;
  let lines = wrapText(cell.text, width - indent, size, false, measure);
  if (lines.length > maxLines)
    lines = [
      ...lines.slice(0, maxLines - 1),
      shorten(lines.slice(maxLines - 1).join(''), width - indent - size, size, false, measure),
    ];
  return [
    ...lines.map((text, i) => ({
      text,
      mark: false,
      ...(i === 0 && cell.swatch ? { swatch: cell.swatch } : {}),
    })),
    ...(cell.mark
      ? wrapText(cell.mark, width, size * 0.92, true, measure).map(text => ({ text, mark: true }))
      : []),
  ];
}

/** Every column as wide as its widest number or word; what is left goes to columns of text, by how much they want. */
function columnWidths(
  table: SheetTable,
  rows: readonly TableCell[][],
  width: number,
  pad: number,
  { measure, table: size }: Style,
): number[] {
  const whole = (i: number) =>
    Math.max(
      ...rows.map(row => measure(row[i].text, size, false) + (row[i].swatch ? size * 1.1 : 0)),
      measure(table.columns[i].label, size, true),
      0,
    );
  const least = table.columns.map((column, i) => {
    const unit = column.unit ? measure(column.unit, size * 0.92, false) : 0;
    if (column.align === 'start') return size * 4.2 + 2 * pad;
    const label = Math.max(...column.label.split(' ').map(word => measure(word, size, true)));
    return Math.max(unit, label, ...rows.map(row => measure(row[i].text, size, false))) + 2 * pad + 0.02;
  });
  const sum = least.reduce((a, b) => a + b, 0);
  const spare = width - sum;
  if (spare <= 0) return least.map(w => (w * width) / sum);
  const wants = table.columns.map((_, i) => Math.max(0, whole(i) + 2 * pad - least[i]));
  const wanted = wants.reduce((a, b) => a + b, 0);
  if (wanted >= spare) return least.map((w, i) => w + (wants[i] * spare) / wanted);
  return least.map((w, i) => w + wants[i] + (spare - wanted) / least.length);
}
