import type { SheetOptions } from './sheet-options.ts';
import { paperMm, pointMm, type Item, type MeasureText, type Page } from './page.ts';
import type { Template } from './template.ts';
import { shorten } from './text-layout.ts';
import { layoutOf } from './compose-sheet.ts';

export interface ContentsLine {
  text: string;
  page: number;
}

/** Pages of a table of contents, and where on them each line lies (millimetres). */
export interface ContentsPage {
  page: Page;
  lines: { x: number; y: number; width: number; height: number; index: number }[];
}

const edge = 20;
const lineMm = 6.2;

/** How many lines a page of contents holds; two columns where the paper lies on its side. */
export function linesPerPage({ paper, orientation }: Pick<SheetOptions, 'paper' | 'orientation'>): number {
  const [short, long] = paperMm[paper];
  const height = orientation === 'landscape' ? short : long;
  return Math.floor((height - 2 * edge - 14) / lineMm) * (orientation === 'landscape' ? 2 : 1);
}

export function contentsPages(
  title: string,
  lines: readonly ContentsLine[],
  template: Template,
  options: Pick<SheetOptions, 'paper' | 'orientation'>,
  measure: MeasureText,
): ContentsPage[] {
  const { colors, fonts } = template;
  const [short, long] = paperMm[options.paper];
  const landscape = options.orientation === 'landscape';
  const [widthMm, heightMm] = landscape ? [long, short] : [short, long];
  const perPage = linesPerPage(options);
  const columns = landscape ? 2 : 1;
  const perColumn = perPage / columns;
  const gap = 12;
  const width = (widthMm - 2 * edge - gap * (columns - 1)) / columns;
  const size = fonts.subtitle * pointMm * Math.min(1.15, layoutOf(template, options).fontScale);
  const heading = fonts.title * pointMm * 0.8;
  const pages: ContentsPage[] = [];
  for (let from = 0; from < lines.length; from += perPage) {
    const items: Item[] = [
      { kind: 'rect', x: 0, y: 0, width: widthMm, height: heightMm, fill: '#ffffff' },
      {
        kind: 'text',
        x: edge,
        y: edge + heading * 0.6,
        text: shorten(title, widthMm - 2 * edge, heading, true, measure),
        size: heading,
        bold: true,
        color: colors.ink,
      },
    ];
    const placed: ContentsPage['lines'] = [];
    lines.slice(from, from + perPage).forEach((line, i) => {
      const x = edge + Math.floor(i / perColumn) * (width + gap);
      const y = edge + 14 + (i % perColumn) * lineMm;
      const number = String(line.page);
      const room = width - measure(number, size, false) - 4;
      const text = shorten(line.text, room, size, false, measure);
      const baseline = y + lineMm * 0.68;
      const end = x + measure(text, size, false) + 1.5;
      items.push(
        { kind: 'text', x, y: baseline, text, size, color: colors.ink },
        {
          kind: 'polyline',
          points: [
            [end, baseline],
            [Math.max(end, x + width - measure(number, size, false) - 1.5), baseline],
          ],
          stroke: colors.rule,
          lineWidth: 0.15,
          dash: [0.3, 1],
        },
        { kind: 'text', x: x + width, y: baseline, text: number, size, anchor: 'end', color: colors.ink },
      );
      placed.push({ x, y, width, height: lineMm, index: from + i });
    });
    pages.push({
      page: {
        widthMm,
        heightMm,
        title,
        items,
        blocks: [],
        frame: {
          x: 0,
          y: 0,
          width: widthMm,
          height: heightMm,
          extent: [0, 0, widthMm, heightMm],
          mmPerUnit: 1,
        },
        scale: 1,
      },
      lines: placed,
    });
  }
  return pages;
}
