import type { Item, MeasureText } from '#core/page/page.ts';
import { lineHeight, wrapText } from '#core/page/text-layout.ts';
import { layTable, type LaidRow } from './lay-table.ts';
import { captions, type Report, type ReportBlock, type ReportTable } from './report.ts';

/** A figure's place on a page, in millimetres. */
export interface PlacedFigure {
  x: number;
  y: number;
  width: number;
  height: number;
  block: Extract<ReportBlock, { kind: 'figure' }>;
}

export interface ReportPage {
  items: Item[];
  figures: PlacedFigure[];
}

export interface PagedReport {
  pages: ReportPage[];
  /** Headings with the page that they stand on, from 0. */
  bookmarks: { title: string; page: number }[];
}

export const reportPaper = { widthMm: 210, heightMm: 297 } as const;
const margin = { top: 24, bottom: 22, left: 25, right: 22 };
const width = reportPaper.widthMm - margin.left - margin.right;
const floor = reportPaper.heightMm - margin.bottom;
const roof = margin.top;
/** Ems in millimetres. */
const size = { title: 6.4, subtitle: 3.9, heading: 4.7, body: 3.7, caption: 3.35, note: 3 };
const ink = '#111820';
const muted = '#5b6673';
const warning = '#b42318';
const spaced = 1.62;

/**
 * Lays the report out on A4: a heading stays with what follows, a table repeats its head on every page, a caption
 * stays with its table or figure. `sizeOf` gives a figure's own size.
 */
export function paginate(
  report: Report,
  measure: MeasureText,
  sizeOf: (block: Extract<ReportBlock, { kind: 'figure' }>) => { widthMm: number; heightMm: number },
): PagedReport {
  const zh = report.language === 'zh-CN';
  const numbered = captions(report);
  const pages: ReportPage[] = [{ items: [], figures: [] }];
  const bookmarks: PagedReport['bookmarks'] = [];
  let y = roof;
  const page = () => pages.at(-1)!;
  const turn = () => {
    pages.push({ items: [], figures: [] });
    y = roof;
  };
  /** Turns the page where less than this is left; nothing is higher than a page. */
  const ensure = (height: number) => {
    if (y + Math.min(height, floor - roof) > floor + 1e-6) turn();
  };
  const put = (
    text: string,
    em: number,
    {
      x = margin.left,
      anchor = 'start',
      bold = false,
      color = ink,
    }: { x?: number; anchor?: 'start' | 'middle' | 'end'; bold?: boolean; color?: string } = {},
  ) => page().items.push({ kind: 'text', x, y: y + em * 0.9, text, size: em, bold, anchor, color });
  const lines = (
    text: string,
    em: number,
    step: number,
    how: Parameters<typeof put>[2] & { least?: number } = {},
  ) => {
    const wrapped = wrapText(text, width, em, how.bold ?? false, measure);
    wrapped.forEach((line, i) => {
      // No first line of a paragraph alone at a foot.
      ensure(em * step * (i === 0 ? Math.min(2, wrapped.length) : 1));
      put(line, em, how);
      y += em * step;
    });
  };
  const centre = { x: margin.left + width / 2, anchor: 'middle' as const };

  lines(report.title, size.title, 1.3, { ...centre, bold: true });
  y += 1.5;
  lines(report.subtitle, size.subtitle, 1.5, { ...centre, color: muted });
  if (report.simulated)
    lines(zh ? '模拟数据，不反映真实情况' : 'SIMULATED DATA: it shows nothing real', size.subtitle, 1.6, {
      ...centre,
      bold: true,
      color: warning,
    });
  page().items.push({
    kind: 'polyline',
    points: [
      [margin.left, y + 1.5],
      [margin.left + width, y + 1.5],
    ],
    stroke: ink,
    lineWidth: 0.35,
  });
  y += 5;

  const caption = (text: string) => {
    const wrapped = wrapText(text, width, size.caption, true, measure);
    for (const line of wrapped) {
      put(line, size.caption, { ...centre, bold: true });
      y += size.caption * 1.45;
    }
  };
  const table = (block: ReportTable) => {
    const laid = layTable(block, width, measure);
    y += 2.5;
    // The caption, the head and a first row stay together.
    ensure(captionHeight + laid.head.height + (laid.rows[0]?.height ?? 0));
    caption(numbered.get(block)!);
    y += 1;
    const row = (r: LaidRow) => {
      page().items.push(...moved(r.items, margin.left, y));
      y += r.height;
    };
    const rule = (lineWidth: number, stroke: string) =>
      page().items.push({
        kind: 'polyline',
        points: [
          [margin.left, y],
          [margin.left + width, y],
        ],
        stroke,
        lineWidth,
      });
    const head = () => {
      rule(0.35, ink);
      row(laid.head);
      rule(0.2, ink);
    };
    head();
    laid.rows.forEach((r, i) => {
      if (y + r.height > floor) {
        rule(0.35, ink);
        turn();
        put(
          zh
            ? `续${numbered.get(block)!.split('  ')[0]}`
            : `${numbered.get(block)!.split('  ')[0]}, continued`,
          size.note,
          { color: muted },
        );
        y += size.note * 1.6;
        head();
      } else if (i > 0) rule(0.07, '#c3cad1');
      row(r);
    });
    rule(0.35, ink);
    y += 1;
    if (block.note) lines(block.note, size.note, lineHeight, { color: muted });
    y += 2.5;
  };

  const captionHeight = size.caption * 1.45 + 2;
  const figureSize = (block: Extract<ReportBlock, { kind: 'figure' }>) => {
    const own = sizeOf(block);
    const scale = Math.min(1, width / own.widthMm, (floor - roof - captionHeight - 3) / own.heightMm);
    return [own.widthMm * scale, own.heightMm * scale] as const;
  };
  /** What has to stand below a heading for it not to be alone. */
  const heightAfter = (i: number): number => {
    const next = report.blocks[i + 1] as ReportBlock | undefined;
    if (next?.kind === 'heading') return 3.5 + size.heading * 1.7 + heightAfter(i + 1);
    if (next?.kind === 'figure') return figureSize(next)[1] + captionHeight + 2;
    if (next?.kind !== 'table') return 3 * size.body * spaced;
    const { head, rows } = layTable(next, width, measure);
    return captionHeight + 3 + head.height + (rows[0]?.height ?? 0);
  };

  report.blocks.forEach((block, i) => {
    switch (block.kind) {
      case 'heading':
        y += y > roof ? 3.5 : 0;
        ensure(size.heading * 1.7 + heightAfter(i));
        bookmarks.push({ title: block.text, page: pages.length - 1 });
        lines(block.text, size.heading, 1.55, { bold: true });
        y += 1;
        break;
      case 'paragraph':
        if (block.stale)
          lines(zh ? '【数字已变化，待核对】' : '[its numbers changed]', size.note, 1.5, {
            bold: true,
            color: warning,
          });
        for (const part of block.text.split('\n'))
          lines(`${zh ? '\u3000\u3000' : ''}${part}`, size.body, spaced);
        y += 1;
        break;
      case 'table':
        table(block);
        break;
      case 'figure': {
        const [w, h] = figureSize(block);
        y += 2;
        ensure(h + captionHeight);
        page().figures.push({ x: margin.left + (width - w) / 2, y, width: w, height: h, block });
        y += h + 2;
        caption(numbered.get(block)!);
        y += 2.5;
        break;
      }
      case 'signature':
        y += 8;
        ensure(8);
        block.rows.forEach(({ name, value }, n) =>
          put(`${name}${zh ? '：' : ': '}${value || '________'}`, size.body, {
            x: margin.left + (n * width) / block.rows.length,
          }),
        );
        y += 8;
    }
  });
  feet(pages, report);
  return { pages, bookmarks };
}

/** Credit, label of made-up data and page number at every foot. */
function feet(pages: readonly ReportPage[], { credit, simulated }: Report): void {
  const y = reportPaper.heightMm - 12;
  pages.forEach(({ items }, i) =>
    items.push(
      {
        kind: 'polyline',
        points: [
          [margin.left, y - 5],
          [margin.left + width, y - 5],
        ],
        stroke: '#c3cad1',
        lineWidth: 0.1,
      },
      {
        kind: 'text',
        x: margin.left,
        y,
        text: `${credit}${simulated ? ' · 模拟数据 SIMULATED DATA' : ''}`,
        size: 2.7,
        anchor: 'start',
        color: muted,
      },
      {
        kind: 'text',
        x: margin.left + width,
        y,
        text: `${i + 1} / ${pages.length}`,
        size: 2.7,
        anchor: 'end',
        color: muted,
      },
    ),
  );
}

const moved = (items: readonly Item[], dx: number, dy: number): Item[] =>
  items.map(item => ('x' in item ? { ...item, x: item.x + dx, y: item.y + dy } : item));
