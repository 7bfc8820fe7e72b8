import type { Block, Style } from './block.ts';
import { legendBlock } from './legend-block.ts';
import { notesBlock } from './notes-block.ts';
import { translate, type Item, type PlacedBlock } from './page.ts';
import type { SheetContent } from './sheet-content.ts';
import { mostRows, tableBlock } from './table-block.ts';
import type { Layout } from './template.ts';
import type { Say } from './words.ts';

const leastRows = 3;

/** One try at filling a panel: type at a share of its size, so many table rows. */
interface Try {
  share: number;
  rows: number;
}

/**
 * Stacks blocks in a panel. Where there is room type grows a little; where there is too little it shrinks a little,
 * then the table is cut, then type shrinks further; in the end the notes are cut. Type grows to `most` at most.
 */
export function fillPanel(
  panel: Layout['panels'][number],
  content: SheetContent,
  style: Style,
  say: Say,
  most = Infinity,
): { items: Item[]; blocks: PlacedBlock[]; share: number } {
  const [x, y, width, height] = panel.rect;
  const all = content.table.rows.length;
  const hasTable = panel.blocks.includes('table');
  const room = (share: number) => (hasTable ? mostRows(height, scaleStyle(style, share)) : Infinity);
  const tries: Try[] = [1.14, 1.07, 1, 0.96, 0.92, 0.88, 0.84]
    .filter(share => (share <= most || share <= 1) && all <= room(share))
    .map(share => ({ share, rows: all }));
  if (hasTable)
    for (let rows = Math.min(all - 1, room(0.84)); rows >= leastRows; rows--)
      tries.push({ share: 0.84, rows });
  const least = hasTable ? Math.min(all, leastRows) : all;
  for (const share of [0.8, 0.75, 0.7, 0.65, 0.6]) tries.push({ share, rows: least });

  let blocks: { name: string; block: Block }[] = [];
  let gap = 0;
  let chosen = 1;
  for (const [i, { share, rows }] of tries.entries()) {
    const last = i === tries.length - 1;
    const scaled = scaleStyle(style, share);
    gap = scaled.heading * 1.1;
    let used = 0;
    blocks = panel.blocks.map(name => {
      const block = buildBlock(name, content, rows, width, last ? height - used : Infinity, scaled, say);
      used += block.height + gap;
      return { name, block };
    });
    chosen = share;
    if (used - gap <= height) break;
  }
  const items: Item[] = [];
  const placed: PlacedBlock[] = [];
  let top = y;
  for (const { name, block } of blocks) {
    items.push(...translate(block.items, x, top));
    const { height, rowsLeft } = block;
    placed.push({ name, x, y: top, width, height, ...(rowsLeft ? { rowsLeft } : {}) });
    top += block.height + gap;
  }
  return { items, blocks: placed, share: chosen };
}

function buildBlock(
  name: Layout['panels'][number]['blocks'][number],
  content: SheetContent,
  rows: number,
  width: number,
  room: number,
  style: Style,
  say: Say,
): Block {
  if (name === 'legend') return legendBlock(say('legend'), content.legend, width, style);
  if (name === 'table') return tableBlock(content.table, rows, width, style, say);
  return notesBlock(say('notes'), content.notes, width, room, style);
}

function scaleStyle(style: Style, share: number): Style {
  return {
    ...style,
    heading: style.heading * share,
    body: style.body * share,
    table: style.table * share,
    small: style.small * share,
  };
}
