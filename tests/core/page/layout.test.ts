import { describe, expect, it } from 'vitest';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { composeSheet } from '#core/page/compose-sheet.ts';
import { overlaps, placeLabel } from '#core/page/label-place.ts';
import type { Item, Page, TextItem } from '#core/page/page.ts';
import { shorten, wrapText } from '#core/page/text-layout.ts';
import { roughMeasure, sheetWith, template } from './content.ts';

const papers = (['A4', 'A3'] as const).flatMap(paper =>
  (['landscape', 'portrait'] as const).map(orientation => ({ paper, orientation })),
);
const options = (o: Partial<SheetOptions>): SheetOptions => ({
  language: 'zh-CN',
  paper: 'A4',
  orientation: 'landscape',
  ...o,
});

const texts = (items: readonly Item[]): TextItem[] =>
  items.flatMap(i => (i.kind === 'text' ? [i] : i.kind === 'clip' ? texts(i.items) : []));

function boxOfText(item: TextItem) {
  const width = roughMeasure(item.text, item.size, item.bold ?? false);
  const left =
    item.anchor === 'middle' ? item.x - width / 2 : item.anchor === 'end' ? item.x - width : item.x;
  return { x: left, y: item.y - item.size * 0.8, width, height: item.size };
}

function checkPage(page: Page) {
  const inside = (b: { x: number; y: number; width: number; height: number }) =>
    b.x >= 0 && b.y >= 0 && b.x + b.width <= page.widthMm && b.y + b.height <= page.heightMm;
  for (const block of page.blocks) expect(inside(block), block.name).toBe(true);
  for (const [i, a] of page.blocks.entries())
    for (const b of page.blocks.slice(i + 1)) expect(overlaps(a, b), `${a.name} and ${b.name}`).toBe(false);
  // Every upright text keeps to one block, and texts do not run into each other.
  const upright = texts(page.items).filter(t => !t.rotate && t.text !== '');
  for (const item of upright) {
    const box = boxOfText(item);
    const home = page.blocks.some(
      b =>
        box.x >= b.x - 0.3 &&
        box.x + box.width <= b.x + b.width + 0.3 &&
        box.y >= b.y - 0.6 &&
        box.y + box.height <= b.y + b.height + 0.6,
    );
    expect(home, `"${item.text}" at ${item.x}, ${item.y}`).toBe(true);
  }
  const boxes = upright.map(t => ({ text: t.text, ...shrink(boxOfText(t)) }));
  for (const [i, a] of boxes.entries())
    for (const b of boxes.slice(i + 1)) expect(overlaps(a, b), `"${a.text}" over "${b.text}"`).toBe(false);
}

const shrink = (b: { x: number; y: number; width: number; height: number }) => ({
  x: b.x + 0.1,
  y: b.y + b.height * 0.12,
  width: b.width - 0.2,
  height: b.height * 0.76,
});

describe('sheet', () => {
  for (const paper of papers)
    for (const zones of [1, 4, 40])
      it(`has no overlap on ${paper.paper} ${paper.orientation} with ${zones} zones`, () => {
        const page = composeSheet(
          sheetWith(zones),
          options({
            ...paper,
            preparedBy: '李明',
            organisation: '某市环境监测中心',
            mapNumber: 'GS(2024)0001号',
          }),
          roughMeasure,
        );
        checkPage(page);
      });

  it('survives long titles, names and notes', () => {
    const long = '某某省某某市某某湖泊水库群'.repeat(6);
    const content = sheetWith(3, { title: long, subtitle: long });
    content.table.rows[0][0].text = long;
    content.notes = Array.from({ length: 40 }, () => ({ label: '很长的说明标题文字', text: long }));
    for (const paper of papers)
      checkPage(
        composeSheet(content, options({ ...paper, organisation: long, preparedBy: long }), roughMeasure),
      );
  });

  it('cuts a long table and says how many rows are missing', () => {
    const page = composeSheet(sheetWith(40), options({}), roughMeasure);
    const shown = texts(page.items).filter(
      t => /^高邮湖第\d+分区$/.test(t.text) && t.size < 3 && !t.bold,
    ).length;
    const more = texts(page.items).find(t => t.text.startsWith('…'))!.text;
    expect(more).toBe(`… 另有 ${40 - shown} 行，见统计表文件`);
  });

  it('lays thousands of rows out as fast as a few', () => {
    const countFor = (rows: number) => {
      let count = 0;
      const measure: typeof roughMeasure = (...text) => (count++, roughMeasure(...text));
      composeSheet(sheetWith(rows), options({}), measure);
      return count;
    };
    // What is shown is the same; the rest is counted, not measured again for every try.
    expect(countFor(2000)).toBeLessThan(20 * countFor(100));
  });

  it('says that data are simulated on the map, and nothing where they are not', () => {
    const said = (simulated: boolean) =>
      texts(composeSheet(sheetWith(1, { simulated }), options({}), roughMeasure).items).some(
        t => t.text === '模拟数据',
      );
    expect([said(true), said(false)]).toEqual([true, false]);
  });

  it('prints the doubt beside the grade', () => {
    const { items } = composeSheet(sheetWith(1), options({}), roughMeasure);
    expect(
      texts(items)
        .filter(t => t.text === '待核对')
        .every(t => t.color === template('bloom').colors.warning),
    ).toBe(true);
    expect(texts(items).filter(t => t.text === '待核对')).toHaveLength(2);
  });
});

describe('text', () => {
  const measure = (text: string) => [...text].length;
  it('breaks Chinese anywhere but before punctuation, Latin at spaces, long words by force', () => {
    expect(wrapText('有效观测面积', 4, 1, false, measure)).toEqual(['有效观测', '面积']);
    expect(wrapText('有效观测,面积', 4, 1, false, measure)).toEqual(['有效观', '测,面积']);
    expect(wrapText('bloom where NDVI', 11, 1, false, measure)).toEqual(['bloom where', 'NDVI']);
    expect(wrapText('abcdefghij', 4, 1, false, measure)).toEqual(['abcd', 'efgh', 'ij']);
  });
  it('shortens with a sign', () => {
    expect(shorten('高邮湖第一分区', 4, 1, false, measure)).toBe('高邮湖…');
    expect(shorten('高邮湖', 4, 1, false, measure)).toBe('高邮湖');
  });
});

describe('labels', () => {
  it('move aside, and are left out where there is no room', () => {
    const area = { x: 0, y: 0, width: 50, height: 30 };
    const first = placeLabel(25, 15, 20, 4, area, [])!;
    const second = placeLabel(25, 15, 20, 4, area, [first])!;
    expect(overlaps(first, second)).toBe(false);
    expect(placeLabel(25, 15, 20, 4, area, [area])).toBeNull();
  });
});
