import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { axisTicks, chartPage, type Chart } from '#core/report/chart.ts';
import { paginate, reportPaper } from '#core/report/paginate.ts';
import { reportTable } from '#core/report/report-table.ts';
import type { Report, ReportBlock } from '#core/report/report.ts';

/** Every character half an em wide, Chinese ones a whole. */
const measure = (text: string, size: number) =>
  [...text].reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2e7f ? 1 : 0.5), 0) * size;
const chart: Chart = { kind: 'dates', title: 'c', xTitle: 'x', yTitle: 'y', categories: ['2025-07-01', '2025-07-05', '2025-07-09', '2025-07-11'], series: [{ name: 'a', values: [1, null, 2, 4], color: '#0072b2' }], span: { from: '2025-07-01', to: '2025-07-31' } }; // prettier-ignore
const report = (blocks: ReportBlock[]): Report => ({
  language: 'en',
  title: 'A report',
  subtitle: '2025',
  credit: 'made',
  simulated: true,
  blocks,
});
const lay = (blocks: ReportBlock[]) => paginate(report(blocks), measure, b => chartPage((b.figure as { chart: Chart }).chart)); // prettier-ignore
const table = (rows: number) =>
  reportTable('Rows', [{ label: 'head', decimals: 0, of: (n: number) => n }, { label: 'word', of: n => `row-${n}` }], Array.from({ length: rows }, (_, i) => i + 1)); // prettier-ignore
const said = (page: { items: { kind: string }[] }) =>
  page.items.flatMap(i => (i.kind === 'text' ? [(i as unknown as { text: string }).text] : []));

describe('the pages of a report', () => {
  it('repeat the head of a table, lose no row and count the pages', () => {
    const { pages } = lay([table(120)]);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(said(page)).toContain('head');
    expect(pages.flatMap(said).filter(t => t.startsWith('row-'))).toHaveLength(120);
    expect(said(pages[1])).toContain('Table 1, continued');
    expect(said(pages[1])).toContain(`2 / ${pages.length}`);
    expect(pages.flatMap(said).join()).toContain('模拟数据 SIMULATED DATA');
  });

  it('keep everything on the paper, a heading with what follows and a figure with its caption', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 24 }), kinds => {
        const blocks = kinds.map((kind, i): ReportBlock => {
          if (kind === 0) return { kind: 'heading', text: `heading-${i}` };
          if (kind === 1) return table(3);
          if (kind === 2) return { kind: 'figure', caption: `figure-${i}`, figure: { chart } };
          return { kind: 'paragraph', id: String(i), text: 'word '.repeat(80 * kind) };
        });
        const { pages, bookmarks } = lay(blocks);
        for (const { items, figures } of pages) {
          for (const item of items)
            if (item.kind === 'text') {
              expect(item.y).toBeLessThan(reportPaper.heightMm - 8);
              expect(item.x).toBeGreaterThan(15);
            }
          for (const f of figures) {
            expect(f.y + f.height).toBeLessThan(reportPaper.heightMm - 20);
            expect(said({ items }).join()).toContain(f.block.caption);
          }
          // What is lowest above the foot is no heading, unless the report ends with it.
          const lowest = items.filter(i => i.kind === 'text').filter(i => i.y < reportPaper.heightMm - 20).sort((a, b) => b.y - a.y)[0]; // prettier-ignore
          const end = blocks.at(-1)!;
          const below = figures.some(f => f.y > lowest.y);
          if (lowest.text.startsWith('heading-') && !below && pages.at(-1)!.items !== items)
            expect(end.kind).toBe('heading');
        }
        expect(bookmarks).toHaveLength(blocks.filter(b => b.kind === 'heading').length);
        for (const { title, page } of bookmarks) expect(said(pages[page])).toContain(title);
      }),
      { numRuns: 40 },
    );
  });
});

describe('charts', () => {
  it('run over round steps that hold all values', () => {
    expect(axisTicks(0, 4)).toEqual([0, 1, 2, 3, 4]);
    expect(axisTicks(0, 0)).toEqual([0, 0.25, 0.5, 0.75, 1]);
    expect(axisTicks(-1, 7).at(-1)).toBeGreaterThanOrEqual(7);
  });

  it('break the line at a date that could not be assessed and mark it on the axis', () => {
    const { items } = chartPage(chart);
    const circles = items.filter(i => i.kind === 'circle');
    expect(circles).toHaveLength(4);
    expect(circles.filter(c => c.fill === '#ffffff')).toHaveLength(1);
    const lines = items.filter(i => i.kind === 'polyline' && i.stroke === '#0072b2');
    // 1 alone, then 2 to 4.
    expect(lines).toHaveLength(1);
    // 4 of ticks 0 … 4 is at the top, 2 half way to the axis.
    const [two, four] = [circles[2], circles[3]];
    const axis = circles[1].y;
    expect((axis - two.y) / (axis - four.y)).toBeCloseTo(0.5, 9);
  });
});
