import { describe, expect, it } from 'vitest';
import { composeSheet } from '#core/page/compose-sheet.ts';
import { changeLook } from '#core/page/class-look.ts';
import type { Item } from '#core/page/page.ts';
import { fillRule } from '#core/page/sheet-settings.ts';
import { greyOf, inPalette } from '#core/page/sheet-palette.ts';
import { settle } from '#core/page/settle.ts';
import { sheetWith } from './content.ts';

const sheet = { language: 'zh-CN', paper: 'A4', orientation: 'landscape' } as const;
const measure = (text: string, size: number) => text.length * size * 0.6;
const textsOf = (items: readonly Item[]): string[] =>
  items.flatMap(item =>
    item.kind === 'clip' ? textsOf(item.items) : item.kind === 'text' ? [item.text] : [],
  );

describe('what a template and a sheet say together', () => {
  const { template } = sheetWith(1);
  it('is the sheet’s word, else the template’s, else the house’s', () => {
    const own = {
      ...template,
      grid: 'kilometres' as const,
      gridStep: 5000,
      remark: { zh: '内部', en: 'internal' },
    };
    expect(settle(sheet, own)).toMatchObject({ grid: 'kilometres', gridStep: 5000, remark: '内部', palette: 'standard', legend: true }); // prettier-ignore
    // A step in metres is none of a graticule.
    expect(settle({ ...sheet, grid: 'graticule' }, own).gridStep).toBeUndefined();
    expect(settle({ ...sheet, language: 'en', remark: 'draft' }, own).remark).toBe('draft');
  });

  it('shows on the page: source below the program’s own, remark, no areas, no legend, no arrow', () => {
    const page = composeSheet(
      sheetWith(2),
      { ...sheet, source: '影像由某中心提供', remark: '内部资料', legendAreas: false, northArrow: 'none' },
      measure,
    );
    const texts = textsOf(page.items);
    expect(texts).toEqual(expect.arrayContaining(['影像由某中心提供', '内部资料']));
    expect(texts).not.toContain('北');
    expect(page.blocks.map(b => b.name)).toContain('legend');
    const without = composeSheet(sheetWith(2), { ...sheet, legend: false }, measure);
    expect(without.blocks.map(b => b.name)).not.toContain('legend');
    expect(textsOf(composeSheet(sheetWith(2), { ...sheet, northArrow: 'grid' }, measure).items)).toContain(
      '坐标北',
    );
  });

  it('refuses a grid whose lines would hide the map', () => {
    expect(() => composeSheet(sheetWith(1), { ...sheet, gridStep: 1 }, measure)).toThrow(
      /take a larger step/,
    );
    expect(() => composeSheet(sheetWith(1), { ...sheet, grid: 'kilometres', gridStep: 1 }, measure)).toThrow(/mm apart/); // prettier-ignore
  });
});

describe('a rule for a title', () => {
  it('is filled, and what is not known leaves no mark behind', () => {
    expect(fillRule('{zones}水华图（{date}）', { zones: '碧澜湖', date: '2026-07-01' })).toBe(
      '碧澜湖水华图（2026-07-01）',
    );
    expect(fillRule('{zones}样点分布图（{date}）', { zones: '' })).toBe('样点分布图');
    expect(fillRule('Ground sites: {zones}', {})).toBe('Ground sites');
    expect(fillRule('{sensor} · {time}', { sensor: null, time: '10:30' })).toBe('10:30');
  });
});

describe('palettes', () => {
  it('of a grey sheet have no colour, and loss, gain and no change are apart in lightness', () => {
    const grey = (value: number, color = '#123456') =>
      inPalette({ value, color, label: { zh: '', en: '' } }, changeLook, 'grey').color;
    const levels = [1, 3, 2].map(v => parseInt(grey(v).slice(1, 3), 16));
    for (const v of [1, 2, 3, 4, 13])
      expect(new Set(grey(v).match(/[0-9a-f]{2}/g))).toHaveProperty('size', 1);
    for (let i = 1; i < levels.length; i++) expect(levels[i - 1] - levels[i]).toBeGreaterThan(60);
    // 0.2126·255 = 54.2
    expect(greyOf('#ff0000')).toBe('#363636');
  });
});
