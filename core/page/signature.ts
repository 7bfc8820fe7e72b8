import type { SheetOptions } from './sheet-options.ts';
import type { Style } from './block.ts';
import type { Box, Item } from './page.ts';
import { baselineDrop, fitSize, shorten } from './text-layout.ts';
import type { Say, Word } from './words.ts';

/**
 * The note block 制图 / 审核 / 签发 / 单位 / 日期 (编号 where it is approved, 审图号) as cells; an empty one leaves room for a pen.
 */
export function signatureItems(options: SheetOptions, box: Box, style: Style, say: Say): Item[] {
  const cells: { word: Word; text: string; share: number }[] = [
    { word: 'preparedBy', text: options.preparedBy ?? '', share: 1 },
    { word: 'reviewedBy', text: options.reviewedBy ?? '', share: 1 },
    { word: 'issuedBy', text: options.signed?.issuedBy ?? options.issuedBy ?? '', share: 1 },
    { word: 'organisation', text: options.organisation ?? '', share: 2 },
    { word: 'date', text: options.date ?? '', share: 1 },
    ...(options.signed ? [{ word: 'productNumber' as const, text: options.signed.number, share: 1.3 }] : []),
    ...(options.mapNumber ? [{ word: 'mapNumber' as const, text: options.mapNumber, share: 1.3 }] : []),
  ];
  const { colors, body: size, measure } = style;
  const shares = cells.reduce((sum, c) => sum + c.share, 0);
  const items: Item[] = [{ kind: 'rect', ...box, stroke: colors.ink, lineWidth: 0.2 }];
  const baseline = (s: number) => box.y + box.height / 2 + baselineDrop * s;
  let x = box.x;
  for (const [i, cell] of cells.entries()) {
    const width = (box.width * cell.share) / shares;
    if (i > 0)
      items.push({
        kind: 'polyline',
        points: [
          [x, box.y],
          [x, box.y + box.height],
        ],
        stroke: colors.ink,
        lineWidth: 0.12,
      });
    const label = say(cell.word);
    const labelWidth = measure(label, size, true) + size * 1.2;
    const room = width - labelWidth - size * 0.8;
    items.push({
      kind: 'text',
      x: x + size * 0.6,
      y: baseline(size),
      text: label,
      size,
      bold: true,
      color: colors.muted,
    });
    if (cell.text) {
      const fitted = fitSize(cell.text, room, size, size * 0.65, false, measure);
      items.push({
        kind: 'text',
        x: x + labelWidth,
        y: baseline(fitted),
        text: shorten(cell.text, room, fitted, false, measure),
        size: fitted,
        color: colors.ink,
      });
    }
    x += width;
  }
  return items;
}
