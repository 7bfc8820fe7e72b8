import { readFileSync } from 'node:fs';
import { crsFromEpsg } from '#core/grid/crs.ts';
import type { MeasureText } from '#core/page/page.ts';
import type { SheetContent } from '#core/page/sheet-content.ts';
import { houseStyleSchema, makeTemplate, templateFileSchema } from '#core/page/template.ts';

const resource = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../resources/templates/${name}.json`, import.meta.url), 'utf8'));

export const template = (kind: string) =>
  makeTemplate(
    templateFileSchema.parse(resource(`${kind}-map`)),
    houseStyleSchema.parse(resource('house-style')),
  );

/** A Chinese character is an em wide, a Latin one a bit more than half. */
export const roughMeasure: MeasureText = (text, size, bold) =>
  [...text].reduce((sum, c) => sum + (c.codePointAt(0)! > 0x2e7f ? 1 : bold ? 0.6 : 0.56), 0) * size;

/** A sheet with so many zones; x and y are those of a 20 km square in UTM 50N. */
export function sheetWith(zones: number, over: Partial<SheetContent> = {}): SheetContent {
  const names = Array.from({ length: zones }, (_, i) => `高邮湖第${i + 1}分区`);
  const square = (x: number, y: number, side: number) => [
    [
      [x, y],
      [x + side, y],
      [x + side, y + side],
      [x, y + side],
      [x, y],
    ],
  ];
  return {
    template: template('bloom'),
    title: '高邮湖水华遥感监测图',
    subtitle: '哨兵二号 MSI L2A · 2024-08-01 10:30 (北京时间 UTC+8)',
    simulated: true,
    map: {
      crs: crsFromEpsg(32650)!,
      extent: [690_000, 3_620_000, 710_000, 3_640_000],
      image: 'map',
      zones: names.slice(0, 4).map((name, i) => ({
        name,
        geometry: [square(690_000 + (i % 2) * 10_000, 3_620_000 + Math.floor(i / 2) * 10_000, 9000)],
      })),
      patches: [],
      sites: [{ name: '断面 1', x: 700_000, y: 3_630_000 }],
    },
    legend: [
      { label: '水华', area: '12.34 km²', swatch: { kind: 'fill', color: '#35a853' } },
      { label: '水体(无水华)', area: '112.34 km²', swatch: { kind: 'fill', color: '#3f7fbf', opacity: 0.3 } },
      { label: '评估区边界', area: null, swatch: { kind: 'outline', color: '#14304f' } },
    ],
    table: {
      heading: '分区水华面积统计',
      columns: [
        { label: '区域', align: 'start' },
        { label: '面积', unit: 'km²', align: 'end' },
        { label: '水华面积', unit: 'km²', align: 'end' },
        { label: '水华程度', align: 'start' },
      ],
      rows: names.map(name => [
        { text: name },
        { text: '123.45' },
        { text: '12.34 ± 0.56' },
        { text: 'Ⅲ 轻度水华', swatch: '#e6c229', mark: '待核对' },
      ]),
      footnotes: ['P = 水华面积 ÷ 有效观测水面面积'],
    },
    notes: Array.from({ length: 9 }, (_, i) => ({
      label: `说明${i}`,
      text: '像元与多边形的精确重叠比例 × 椭球像元面积(GRS 80)',
      ...(i === 3 ? { mark: '待核对' } : {}),
    })),
    credit: 'Bloomline 0.1.0 · 配方 0123456789ab',
    ...over,
  };
}
