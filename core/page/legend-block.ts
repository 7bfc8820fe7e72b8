import type { Block, Style } from './block.ts';
import { hatchItems } from './hatch.ts';
import { headingItems } from './block.ts';
import type { Item } from './page.ts';
import type { LegendEntry } from './sheet-content.ts';
import { baselineDrop, lineHeight, wrapText } from './text-layout.ts';

/** Swatches, names, areas; two columns where the panel is wide. */
export function legendBlock(
  heading: string,
  entries: readonly LegendEntry[],
  width: number,
  style: Style,
): Block {
  const { measure, colors, body: size } = style;
  const head = headingItems(heading, width, style);
  const items: Item[] = [...head.items];
  const gap = size * 1.2;
  const columns = width > size * 42 && entries.length > 3 ? 2 : 1;
  const columnWidth = (width - gap * (columns - 1)) / columns;
  const swatchWidth = size * 2.4;
  const swatchHeight = size * 1.05;
  const perColumn = Math.ceil(entries.length / columns);
  let height = head.height;
  for (let column = 0; column < columns; column++) {
    let y = head.height;
    const x = column * (columnWidth + gap);
    for (const entry of entries.slice(column * perColumn, (column + 1) * perColumn)) {
      const areaWidth = entry.area ? measure(entry.area, size, false) + size : 0;
      const lines = wrapText(
        entry.label,
        columnWidth - swatchWidth - size * 0.7 - areaWidth,
        size,
        false,
        measure,
      );
      const rowHeight = Math.max(lines.length * size * lineHeight, swatchHeight) + size * 0.3;
      const middle = y + (size * lineHeight + size * 0.3) / 2;
      items.push(...swatchItem(entry, x, middle, swatchWidth, swatchHeight, colors.ink));
      lines.forEach((text, i) =>
        items.push({
          kind: 'text',
          x: x + swatchWidth + size * 0.7,
          y: middle + baselineDrop * size + i * size * lineHeight,
          text,
          size,
          color: colors.ink,
        }),
      );
      if (entry.area)
        items.push({
          kind: 'text',
          x: x + columnWidth,
          y: middle + baselineDrop * size,
          text: entry.area,
          size,
          anchor: 'end',
          color: colors.ink,
        });
      y += rowHeight;
    }
    height = Math.max(height, y);
  }
  return { width, height, items };
}

function swatchItem(
  { swatch }: LegendEntry,
  x: number,
  middle: number,
  width: number,
  height: number,
  ink: string,
): Item[] {
  if (swatch.kind === 'point') {
    const circle: Item = {
      kind: 'circle',
      x: x + width / 2,
      y: middle,
      radius: height * (swatch.mark ? 0.56 : 0.36),
      fill: swatch.color,
      stroke: swatch.mark ? ink : '#ffffff',
      lineWidth: swatch.mark ? 0.12 : 0.2,
    };
    if (!swatch.mark) return [circle];
    const size = height * (swatch.mark.length > 1 ? 0.48 : 0.62);
    return [
      circle,
      {
        kind: 'text',
        x: x + width / 2,
        y: middle + size * 0.36,
        text: swatch.mark,
        size,
        bold: true,
        anchor: 'middle',
        color: readableOn(swatch.color),
      },
    ];
  }
  const box = { x, y: middle - height / 2, width, height };
  if (swatch.kind === 'hatch') {
    const [right, bottom] = [x + width, box.y + height];
    const ring = [
      [x, box.y],
      [right, box.y],
      [right, bottom],
      [x, bottom],
      [x, box.y],
    ] as const;
    return [
      ...hatchItems([ring], swatch.color),
      { kind: 'rect', ...box, stroke: swatch.color, lineWidth: 0.15 },
    ];
  }
  if (swatch.kind === 'outline') return [{ kind: 'rect', ...box, stroke: swatch.color, lineWidth: 0.4 }];
  // The swatch shows the colour as it looks over white paper.
  return [
    {
      kind: 'rect',
      ...box,
      fill: overWhite(swatch.color, swatch.opacity ?? 1),
      stroke: ink,
      lineWidth: 0.08,
    },
  ];
}

/** Black or white, whichever stands out more from a colour. */
export function readableOn(color: string): string {
  const [r, g, b] = [1, 3, 5].map(i => parseInt(color.slice(i, i + 2), 16));
  return 0.299 * r + 0.587 * g + 0.114 * b > 140 ? '#000000' : '#ffffff';
}

/** A colour laid over white with an opacity of 0–1. */
export function overWhite(color: string, opacity: number): string {
  const part = (at: number) => Math.round(255 + (parseInt(color.slice(at, at + 2), 16) - 255) * opacity);
  return `#${[1, 3, 5].map(at => part(at).toString(16).padStart(2, '0')).join('')}`;
}
