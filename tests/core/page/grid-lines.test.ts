import fc from 'fast-check';
import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { composeSheet } from '#core/page/compose-sheet.ts';
import { placeFrame, toPaper } from '#core/page/frame.ts';
import { degreeText, makeGraticule } from '#core/page/graticule.ts';
import { makeKilometreGrid } from '#core/page/kilometre-grid.ts';
import type { Item, TextItem } from '#core/page/page.ts';
import { gridKinds } from '#core/page/sheet-settings.ts';
import { makeTemplate, templateFileSchema } from '#core/page/template.ts';
import { roughMeasure, sheetWith } from './content.ts';

const crs = crsFromEpsg(32650)!;
const utm = '+proj=utm +zone=50 +datum=WGS84 +units=m';
const texts = (items: readonly Item[]): TextItem[] =>
  items.flatMap(i => (i.kind === 'text' ? [i] : i.kind === 'clip' ? texts(i.items) : []));
const sheet = { language: 'zh-CN', paper: 'A4', orientation: 'landscape' } as const;

describe('lines over a map', () => {
  it('has kilometre lines where easting and northing say, within 0.01 mm', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 300_000, max: 700_000 }),
        fc.integer({ min: 2_500_000, max: 5_000_000 }),
        fc.integer({ min: 500, max: 200_000 }),
        (x, y, side) => {
          const { frame } = placeFrame({ x: 15, y: 30, width: 180, height: 140 }, crs, [
            x,
            y,
            x + side,
            y + side,
          ]);
          const { intervalM, ticks } = makeKilometreGrid(frame);
          expect([1, 2, 5]).toContain(Number(intervalM.toExponential()[0]));
          expect(ticks.length).toBeGreaterThan(3);
          for (const tick of ticks) {
            expect(tick.value % intervalM).toBe(0);
            // Linear from the frame's sides: nothing but the rule of three.
            const [minX, minY, maxX, maxY] = frame.extent;
            if (tick.axis === 'easting')
              expect(tick.x).toBeCloseTo(15 + (180 * (tick.value - minX)) / (maxX - minX), 2);
            else expect(tick.y).toBeCloseTo(30 + (140 * (maxY - tick.value)) / (maxY - minY), 2);
            expect(tick.label).toBe(`${tick.value / 1000} km`);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('has degrees where proj4 says, within 0.2 mm', () => {
    const { frame } = placeFrame(
      { x: 15, y: 30, width: 180, height: 140 },
      crs,
      [690_000, 3_620_000, 710_000, 3_640_000],
    );
    const { ticks } = makeGraticule(frame, crs);
    expect(ticks.length).toBeGreaterThan(6);
    for (const tick of ticks) {
      const [x, y] = [
        frame.extent[0] + (tick.x - frame.x) / frame.mmPerUnit,
        frame.extent[3] - (tick.y - frame.y) / frame.mmPerUnit,
      ];
      const [lon, lat] = proj4(utm, 'WGS84', [x, y]);
      const [px, py] = toPaper(
        frame,
        ...(proj4('WGS84', utm, tick.axis === 'lon' ? [tick.value, lat] : [lon, tick.value]) as [
          number,
          number,
        ]),
      );
      expect(Math.hypot(px - tick.x, py - tick.y)).toBeLessThan(0.2);
    }
  });

  it('says which lines, and the convergence: Δλ · sin φ with the sign of its side', () => {
    for (const grid of gridKinds) {
      const said = texts(composeSheet(sheetWith(1), { ...sheet, grid }, roughMeasure).items).map(t => t.text);
      expect(said.some(t => t.startsWith('方里网'))).toBe(grid === 'kilometres');
      expect(said.some(t => t.startsWith('经纬网'))).toBe(grid === 'graticule');
      // The frame's centre is 700 km east, 3630 km north in zone 50 (meridian 117° E).
      const [lon, lat] = proj4(utm, 'WGS84', [700_000, 3_630_000]);
      const seconds = (lon - 117) * Math.sin((lat * Math.PI) / 180) * 3600;
      const shown = said.find(t => /^\+\d+°/.test(t))!;
      const [, d, m, s] = /(\d+)°(?:(\d+)′)?(?:(\d+)″)?/.exec(shown)!;
      expect(Math.abs(Number(d) * 3600 + Number(m ?? 0) * 60 + Number(s ?? 0) - seconds)).toBeLessThan(5);
    }
  });

  it('writes angles without idle parts', () => {
    expect([0, 3600, 4320, 4327].map(degreeText)).toEqual(['0°', '1°', '1°12′', '1°12′07″']);
  });
});

describe('a template', () => {
  const house = sheetWith(1).template;
  const file = {
    id: 'own',
    version: '1',
    kind: 'bloom',
    name: { zh: '自定义', en: 'Own' },
    title: { zh: '{zones}', en: '{zones}' },
  };
  it('draws the wanted blocks in the wanted order', () => {
    const { fonts, colors, layouts } = house;
    const made = makeTemplate(templateFileSchema.parse({ ...file, blocks: ['notes', 'legend'] }), {
      fonts,
      colors,
      layouts,
    });
    const page = composeSheet({ ...sheetWith(1), template: made }, sheet, roughMeasure);
    const names = page.blocks.map(b => b.name).filter(n => ['legend', 'table', 'notes'].includes(n));
    expect(names).toEqual(['notes', 'legend']);
  });
  it('takes no field that it does not know', () => {
    expect(templateFileSchema.safeParse({ ...file, colour: '#000000' }).success).toBe(false);
    expect(templateFileSchema.safeParse(file).success).toBe(true);
  });
});
