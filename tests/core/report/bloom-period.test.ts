import { describe, expect, it } from 'vitest';
import { annualReport } from '#core/report/annual-report.ts';
import { bloomPeriodReport } from '#core/report/bloom-period.ts';
import { parsePeriod } from '#core/foundation/period.ts';
import { captions, withWritten, type Report, type ReportTable } from '#core/report/report.ts';
import { july, row, source } from './material.ts';

const texts = (report: Report) =>
  Object.fromEntries(report.blocks.flatMap(b => (b.kind === 'paragraph' ? [[b.id, b.text]] : [])));
const table = (report: Report, caption: string) =>
  report.blocks.find((b): b is ReportTable => b.kind === 'table' && b.caption.includes(caption))!;

describe('the monthly report', () => {
  const zh = bloomPeriodReport(july, 'zh-CN', null);
  const en = bloomPeriodReport(july, 'en', null);

  it('counts days, areas and the change to the month before', () => {
    expect(zh.title).toBe('西湖水华监测月报');
    // 31 days, 4 with an image, 3 of them assessed; 31 − 4 = 27 gaps.
    expect(texts(zh).overview).toContain(
      '期内 31 天中 4 天有影像，其中 3 天可评估；其余 27 天无影像，按空缺处理',
    );
    // Shares 0.2, 0.4, 0.3 over 0.25: two days. Mean (2 + 4 + 3) / 3. 4 − 1 = 3 more than June.
    expect(texts(zh)['zone-西湖']).toContain('可评估 3 天，发生水华 2 天；最大面积 4.000 km²（2025年7月12日，占有效水面 40.0%，Ⅲ级 轻度水华（待核对）），平均 3.000 km²，最近一次（2025年7月30日）3.000 km²。'); // prettier-ignore
    expect(texts(zh)['zone-西湖']).toContain('与上期（2025年6月，最大 1.000 km²）相比增加 3.000 km²。');
    expect(texts(en)['zone-西湖']).toContain('That is 3.000 km² more than in the period before (2025-06, 1.000 km² at most).'); // prettier-ignore
    expect(table(zh, '与上期比较').cells).toEqual([['西湖', 4, 3, 2, 4, (2 + 4 + 3) / 3, 3, 1]]);
  });

  it('shows a day that could not be assessed as a gap, with the reason', () => {
    const byDate = table(zh, '分日期');
    expect(byDate.rows[1].slice(0, 4)).toEqual(['2025-07-05', '西湖', '—', '—']);
    expect(byDate.rows[1][5]).toBe('无法评估：没有有效像元');
    const figure = zh.blocks.find(b => b.kind === 'figure')!.figure;
    expect('chart' in figure && figure.chart.series[0].values).toEqual([2, null, 4, 3]);
  });

  it('names approved results, warnings of the month and ground values', () => {
    expect(texts(zh).approved).toContain('BL-2025-0001');
    expect(texts(zh).unsigned).toBeUndefined();
    // Verified in August: not in the month.
    expect(texts(zh).warnings).toBe('期内有 1 条预警成立；期内发出 1 条，核实 0 条，解除 0 条。');
    expect(table(en, 'Ground values').cells![0].slice(3)).toEqual([3, 3, 1, (1 + 2 + 6) / 3, 6]);
  });

  it('tells an empty month before, and a day report by zone', () => {
    expect(texts(bloomPeriodReport({ ...july, before: [] }, 'zh-CN', null))['zone-西湖']).toContain('上期（2025年6月）无可评估结果，不作比较'); // prettier-ignore
    const day = bloomPeriodReport({ ...july, period: parsePeriod('day', '2025-07-12')!, rows: [row('2025-07-12', 4)], before: [] }, 'en', null); // prettier-ignore
    expect(texts(day)['zone-西湖']).toMatch(/^西湖: 4\.000 km² of bloom, 40\.0 % of the valid water/);
  });

  it('numbers headings, tables and figures, and both languages have the same paragraphs', () => {
    expect(zh.blocks.flatMap(b => (b.kind === 'heading' ? [b.text] : []))).toEqual(['一、监测结果', '二、预警', '三、地面监测', '四、来源与说明']); // prettier-ignore
    expect(Object.keys(texts(zh))).toEqual(Object.keys(texts(en)));
    expect([...captions(en).values()][0]).toBe('Table 1  Bloom by date and zone');
  });

  it('marks a written paragraph whose numbers changed, with what they said and say', () => {
    const id = 'zone-西湖';
    const written = { [id]: { text: '西湖水华较重。', from: texts(zh)[id] } };
    const same = withWritten(zh, written).blocks.find(b => b.kind === 'paragraph' && b.id === id)!;
    expect(same).toMatchObject({ text: '西湖水华较重。', edited: true, made: texts(zh)[id] });
    expect(same).not.toHaveProperty('stale');
    const later = bloomPeriodReport({ ...july, rows: [...july.rows, row('2025-07-31', 9)] }, 'zh-CN', null);
    const marked = withWritten(later, written).blocks.find(b => b.kind === 'paragraph' && b.id === id)!;
    expect(marked).toMatchObject({ stale: true, from: texts(zh)[id], made: texts(later)[id] });
    expect(texts(later)[id]).toContain('最大面积 9.000');
  });

  it('says what is simulated and what no reviewer signed', () => {
    const draft = bloomPeriodReport({ ...july, sources: [{ ...source, number: null, state: 'draft', simulated: true }] }, 'zh-CN', null); // prettier-ignore
    expect(draft.simulated).toBe(true);
    expect(texts(draft).unsigned).toContain('其中 1 项评估尚未审核通过');
    expect(texts(draft).approved).toBeUndefined();
  });
});

describe('the annual report', () => {
  it('counts bloom by month and says what is missing instead of filling it', () => {
    const year = parsePeriod('year', '2025')!;
    const m = { ...july, called: { zh: '年度评价报告', en: 'Annual report' }, period: year, rows: [...july.before, ...july.rows], before: [], entries: [], states: [], indices: [] }; // prettier-ignore
    const report = annualReport(m, 'zh-CN', null);
    expect(report.title).toBe('西湖2025年度评价报告');
    // June 0.1 is no bloom, and one day no frequency; July 2 of 3.
    expect(table(report, '逐月').cells).toEqual([
      ['2025-06', '西湖', 1, 1, 0, null, 1, 1],
      ['2025-07', '西湖', 4, 3, 2, (2 / 3) * 100, 4, 3],
    ]);
    expect(texts(report)['bloom-西湖']).toContain('发生水华 2 天，发生频次 50.0%，首次 2025年7月12日，末次 2025年7月30日'); // prettier-ignore
    expect(texts(report)).toMatchObject({
      ledger: expect.stringContaining('台账中没有') as string,
      'state-missing': expect.any(String) as string,
      'index-missing': expect.any(String) as string,
    });
    expect(texts(annualReport({ ...m, rows: [] }, 'en', null))['bloom-missing']).toContain('no result about bloom'); // prettier-ignore
  });
});
