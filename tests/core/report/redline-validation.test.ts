import { describe, expect, it } from 'vitest';
import type { ValidationPlot, ValidationResult } from '#core/ecology/validation.ts';
import { retrievalAccuracy } from '#core/ecology/validation.ts';
import { ledgerBlocks, type LedgerRow } from '#core/report/ledger-blocks.ts';
import { validationReport } from '#core/report/validation-report.ts';
import type { ReportTable } from '#core/report/report.ts';
import { july, source } from './material.ts';

const entry = (number: string, change: Partial<LedgerRow>): LedgerRow => ({ number, zone: '甲区', areaM2: 10_000, overlapM2: 5_000, trend: 'new', state: 'suspected', activity: null, ...change }) as LedgerRow; // prettier-ignore

describe('the ledger in a report', () => {
  const entries = [
    entry('TB-1', {}),
    entry('TB-2', { trend: 'grown', activity: 'mining', areaM2: 30_000 }),
    entry('TB-3', { trend: 'gone', state: 'closed', areaM2: 20_000 }),
  ];

  it('counts by state, activity and what became of the patches', () => {
    const [text, counts, list] = ledgerBlocks(entries, 'zh-CN', { list: true });
    // 1 + 3 hm² are there; what is gone is not.
    expect(text).toMatchObject({ id: 'ledger', text: expect.stringContaining('新增 1 个，扩大 1 个，减少 0 个，未变 0 个，消失 1 个；现存面积 4.00 hm²') as string }); // prettier-ignore
    // State, mining, not told, total, area in hm².
    expect((counts as ReportTable).cells).toEqual([
      ['疑似', 1, 1, 2, 4],
      ['销号', 0, 1, 1, 2],
      ['合计', 1, 2, 3, 6],
    ]);
    expect((list as ReportTable).cells!.map(r => r[0])).toEqual(['TB-2', 'TB-3', 'TB-1']);
  });

  it('says that there is none', () => {
    expect(ledgerBlocks([], 'en', { list: true })).toHaveLength(1);
  });
});

describe('the validation report', () => {
  const rule = { passRetrieval: 0.8, passInterpretation: 0.8, kappa: [{ below: null, label: { zh: '好', en: 'Good' } }] }; // prettier-ignore
  const plot = (name: string, type: string, measured: number, retrieved: number, leftOut: ValidationPlot['leftOut'] = null) => ({ siteId: 1, name, code: '', type, lon: 0, lat: 0, shape: 'outline', areaM2: 1, measured, observations: 1, day: '2025-07-01', retrieved, validShare: 1, leftOut }) as ValidationPlot; // prettier-ignore
  const plots = [
    plot('草一', 'grassland-plot', 11, 10),
    plot('林一', 'forest-plot', 30, 60),
    plot('外', 'forest-plot', 1, 1, 'outside'),
  ];
  const result = {
    kind: 'validation', name: { zh: '', en: '' }, note: { zh: '', en: '' }, evidence: 'to-confirm', passRetrieval: 0.8, passInterpretation: 0.8,
    parameter: { id: 'cover', name: { zh: '覆盖度', en: 'Cover' }, unit: '%' },
    product: { name: 'FVC', formula: '', factor: 100, acquired: '2025-07-18T02:00:00Z' },
    classLimits: [20], plots,
    accuracies: [null, 'grassland-plot', 'forest-plot'].map(type => retrievalAccuracy(rule, type, plots, [20])),
    recipe: {},
  } as unknown as ValidationResult; // prettier-ignore
  const made = (language: 'zh-CN' | 'en') =>
    validationReport({ ...july, sources: [source], name: 'v', result }, language);

  it('gives P = 1 − REE with the pass mark, per type, and the plots that were left out', () => {
    const texts = made('zh-CN').blocks.flatMap(b => (b.kind === 'paragraph' ? [b.text] : []));
    // Grass: 1 − |11 − 10| / 10 = 90 %; forest: 1 − |30 − 60| / 60 = 50 %; both: 1 − √((0.1² + 0.5²) / 2).
    const both = (1 - Math.sqrt((0.1 ** 2 + 0.5 ** 2) / 2)) * 100;
    expect(texts[0]).toContain(`P = 1 − REE = ${both.toFixed(1)}%，合格线 80.0%（合格线待核对），不合格`);
    expect(texts[0]).toContain('另有 1 个未计入');
    expect(texts[1]).toMatch(/^草地样地：1 个样地，P = 90\.0%.*，合格。$/);
    expect(texts[2]).toMatch(/^森林样地：1 个样地，P = 50\.0%/);
    const tables = made('en').blocks.filter(b => b.kind === 'table');
    expect(tables.find(t => t.caption.startsWith('Plots left out'))!.rows[0]).toEqual(['外', 'Forest plot', '2025-07-01', '100.0', 'outside the scene']); // prettier-ignore
    // Classes: 11 and 10 below 20, 30 and 60 above.
    expect(tables.find(t => t.caption === 'Matrix of classes')!.cells).toEqual([['< 20', 1, 0], ['≥ 20', 0, 1]]); // prettier-ignore
  });

  it('draws every plot that counts beside the line of equal values', () => {
    const figure = made('en').blocks.find(b => b.kind === 'figure')!.figure;
    expect('chart' in figure && figure.chart).toMatchObject({ equal: true, series: [{ xs: [11], values: [10] }, { xs: [30], values: [60] }] }); // prettier-ignore
  });
});
