import { describe, expect, it } from 'vitest';
import { coverColors } from '#core/page/cover-content.ts';
import { frequencyClass, frequencyClasses, frequencyUnseen } from '#core/page/frequency-content.ts';
import { bloomLook, changeLook, type ClassLook } from '#core/page/class-look.ts';
import { inPalette, rampOf } from '#core/page/sheet-palette.ts';
import { bloomClasses, redlineClasses } from '#host/run/class-raster.ts';

type Triple = [number, number, number];
const linear = (color: string): Triple =>
  [1, 3, 5].map(i => {
    const c = parseInt(color.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  }) as Triple;
const times = (m: number[][], v: Triple): Triple =>
  m.map(row => row.reduce((sum, a, i) => sum + a * v[i], 0)) as Triple;
const clamp = (v: Triple): Triple => v.map(c => Math.min(1, Math.max(0, c))) as Triple;

/** Machado, Oliveira and Fernandes (2009), severity 1.0, on linear RGB. */
const deuteranopia = [
  [0.367322, 0.860646, -0.227968],
  [0.280085, 0.672501, 0.047413],
  [-0.01182, 0.04294, 0.968881],
];
const protanopia = [
  [0.152286, 1.052583, -0.204868],
  [0.114503, 0.786281, 0.099216],
  [-0.003882, -0.048116, 1.051998],
];
const whole = [
  [1, 0, 0],
  [0, 1, 0],
  [0, 0, 1],
];
/** CIE L*a*b* of linear RGB (sRGB primaries, D65). */
function lab(rgb: Triple): Triple {
  const [x, y, z] = times(
    [
      [0.4124564, 0.3575761, 0.1804375],
      [0.2126729, 0.7151522, 0.072175],
      [0.0193339, 0.119192, 0.9503041],
    ],
    rgb,
  ).map((v, i) => {
    const t = v / [0.95047, 1, 1.08883][i];
    return t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116;
  });
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}
const seen = (color: string, how: number[][]) => lab(clamp(times(how, linear(color))));
const eyes = Object.entries({ whole, deuteranopia, protanopia });

describe('colours of classes', () => {
  it('go from light to dark where classes have an order: steps of lightness of 6 and more, for all eyes', () => {
    const never = frequencyClasses.filter(c => c.value !== frequencyUnseen).map(c => c.color);
    for (const colors of [never, coverColors, rampOf('colour-blind')!, rampOf('grey')!])
      for (const [name, how] of eyes) {
        const light = colors.map(c => seen(c, how)[0]);
        for (let i = 1; i < light.length; i++)
          expect(light[i - 1] - light[i], `${name}: ${colors[i - 1]} ${colors[i]}`).toBeGreaterThan(6);
      }
  });

  it('are told apart by colour-blind people: bloom from water, loss from gain and from no change', () => {
    const color = (classes: typeof bloomClasses, value: number) =>
      classes.find(c => c.value === value)!.color;
    const pairs = [
      [color(bloomClasses, 1), color(bloomClasses, 2)],
      [color(redlineClasses, 2), color(redlineClasses, 3)],
      [color(redlineClasses, 1), color(redlineClasses, 2)],
      ...(['colour-blind', 'grey'] as const).flatMap(palette => {
        const of = (classes: typeof bloomClasses, look: ClassLook, value: number) =>
          inPalette(
            classes.find(c => c.value === value)!,
            look,
            palette,
          ).color;
        return [
          [of(bloomClasses, bloomLook, 1), of(bloomClasses, bloomLook, 2)],
          [of(redlineClasses, changeLook, 2), of(redlineClasses, changeLook, 3)],
          [of(redlineClasses, changeLook, 1), of(redlineClasses, changeLook, 2)],
          [of(redlineClasses, changeLook, 1), of(redlineClasses, changeLook, 3)],
        ];
      }),
    ];
    for (const [a, b] of pairs)
      for (const [name, how] of eyes) {
        const [p, q] = [seen(a, how), seen(b, how)];
        expect(Math.hypot(...p.map((v, i) => v - q[i])), `${name}: ${a} ${b}`).toBeGreaterThan(15);
      }
  });

  it('name the class of a frequency: a limit belongs to the class below it', () => {
    expect([
      frequencyClass(0, 0, 4),
      frequencyClass(3, 3, 4),
      frequencyClass(0, 9, 4),
      frequencyClass(1, 5, 4),
      frequencyClass(1, 4, 4),
      frequencyClass(2, 5, 4),
      frequencyClass(3, 5, 4),
      frequencyClass(4, 5, 4),
      frequencyClass(5, 5, 4),
    ]).toEqual([frequencyUnseen, frequencyUnseen, 1, 2, 3, 3, 4, 5, 6]);
  });
});
