import type { Block, Style } from './block.ts';
import { headingItems } from './block.ts';
import type { Item } from './page.ts';
import type { NoteLine } from './sheet-content.ts';
import { lineHeight, wrapText } from './text-layout.ts';

/** Names on the left, text on the right; what does not fit into `maxHeight` is left out and said so by …. */
export function notesBlock(
  heading: string,
  notes: readonly NoteLine[],
  width: number,
  maxHeight: number,
  style: Style,
): Block {
  const { measure, colors, body: size } = style;
  const head = headingItems(heading, width, style);
  const items: Item[] = [...head.items];
  const step = size * lineHeight;
  const labelWidth = Math.min(width * 0.36, Math.max(...notes.map(n => measure(n.label, size, true))) + size);
  let y = head.height;
  for (const [i, note] of notes.entries()) {
    const labels = wrapText(note.label, labelWidth - size * 0.5, size, true, measure);
    const lines = wrapText(note.text, width - labelWidth, size, false, measure).map(text => ({
      text,
      mark: false,
      x: labelWidth,
    }));
    if (note.mark) {
      const last = lines[lines.length - 1];
      const after = labelWidth + measure(`${last.text} `, size, false);
      const room = after + measure(note.mark, size, true) <= width;
      lines.push({ text: note.mark, mark: true, x: room ? after : labelWidth });
    }
    let n = 0;
    const rows = lines.map(line => ({ ...line, row: line.mark && line.x > labelWidth ? n - 1 : n++ }));
    const height = Math.max(n, labels.length) * step + size * 0.22;
    // Room for the … is kept until the last line.
    if (y + height > maxHeight - (i < notes.length - 1 ? step : 0) && i > 0) {
      items.push({
        kind: 'text',
        x: labelWidth,
        y: y + step * 0.75,
        text: '…',
        size,
        color: colors.muted,
      });
      return { width, height: maxHeight, items };
    }
    labels.forEach((text, r) =>
      items.push({
        kind: 'text',
        x: 0,
        y: y + r * step + step * 0.75,
        text,
        size,
        bold: true,
        color: colors.muted,
      }),
    );
    for (const row of rows)
      items.push({
        kind: 'text',
        x: row.x,
        y: y + row.row * step + step * 0.75,
        text: row.text,
        size,
        bold: row.mark,
        color: row.mark ? colors.warning : colors.ink,
      });
    y += height;
  }
  return { width, height: y, items };
}
