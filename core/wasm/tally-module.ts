import type { Expression } from '#core/index/formula.ts';
import { assemble, Code, type ValueType } from './code.ts';

/** Pixel types that the SIMD loop loads by itself. */
export type LoadedType = 'Byte' | 'UInt16' | 'Int16' | 'Int32' | 'Float32';

export interface LoadedLayer {
  type: LoadedType;
  scale: number;
  offset: number;
  /** In the layer's own type; null for none. */
  nodata: number | null;
}

/** Byte places of the accumulators: two doubles each, except the count, two 64-bit integers. */
export const accumulator = {
  sum: 0,
  squares: 16,
  min: 32,
  max: 48,
  validArea: 64,
  nodataArea: 80,
  area: 96,
  count: 112,
  coverage: 128,
  validCoverage: 144,
  aboveArea: 160,
  size: 176,
} as const;

/**
 * A module with one function `run(n, near, threshold, area, slope, sums, codes, coverage, layer0 …)`, SIMD over four pixels a
 * turn. Pixel i has the area `area + slope · i` (times its coverage), counts where no layer is nodata, its code is 0 and
 * the formula is finite. The whole area is added only where there is coverage: else it has a closed form. Pointers are byte addresses; arrays may
 * be read up to 16 bytes past their end. Null where the formula needs what SIMD lacks (exp, log, odd powers).
 */
export function tallyModule(
  expression: Expression,
  layerNames: readonly string[],
  layers: readonly LoadedLayer[],
  wavelengthNm: (role: string) => number | null,
  has: { codes: boolean; coverage: boolean; threshold: boolean },
): Uint8Array<ArrayBuffer> | null {
  if (!canVectorise(expression)) return null;
  const parameters: ValueType[] = [
    'i32',
    'f64',
    'f64',
    'f64',
    'f64',
    'i32',
    'i32',
    'i32',
    ...layers.map((): ValueType => 'i32'),
  ];
  const [n, near, threshold, area, slope, sums, codes, coverage] = parameters.keys();
  const firstLayer = 8;
  const locals: ValueType[] = [];
  const local = (type: ValueType) => parameters.length + locals.push(type) - 1;
  const i = local('i32');
  const [index, bad, missing, value, mask, weight, areas, step, difference] = Array.from({ length: 9 }, () =>
    local('v128'),
  );
  const totals = Object.fromEntries(
    [
      'sum',
      'squares',
      'min',
      'max',
      'validArea',
      'nodataArea',
      'area',
      'count',
      'coverage',
      'validCoverage',
      'aboveArea',
    ].map(name => [name, local('v128')]),
  ) as Record<Exclude<keyof typeof accumulator, 'size'>, number>;
  const loaded = layers.map(() => local('v128'));
  const scaled = layers.map(() => local('v128'));
  const code = new Code();

  for (const [name, at] of Object.entries(totals))
    code
      .get(sums)
      .memory('v128.load', accumulator[name as keyof typeof totals])
      .set(at);
  code.i32x4(0, 1, 2, 3).set(index);
  code.get(slope).simd('f64x2.splat').f64x2(2).simd('f64x2.mul').set(step);
  // Areas of pixels 0 and 1.
  code
    .get(area)
    .simd('f64x2.splat')
    .get(slope)
    .simd('f64x2.splat')
    .v128(new Uint8Array(Float64Array.of(0, 1).buffer))
    .simd('f64x2.mul')
    .simd('f64x2.add')
    .set(areas);

  code.i32(0).set(i);
  code.while(
    c => c.get(i).get(n).raw(0x48), // i32.lt_s
    c => {
      // Lanes behind the end count as bad without being missing.
      c.get(index).get(n).simd('i32x4.splat').simd('i32x4.lt_s').simd('v128.not').set(bad);
      c.i32x4(0).set(missing);
      layers.forEach((layer, k) => {
        const bytes = { Byte: 1, UInt16: 2, Int16: 2, Int32: 4, Float32: 4 }[layer.type];
        c.get(firstLayer + k)
          .get(i)
          .i32(bytes)
          .raw(0x6c, 0x6a); // base + i · bytes
        if (layer.type === 'Byte')
          c.memory('v128.load32_zero').simd('i16x8.extend_low_i8x16_u').simd('i32x4.extend_low_i16x8_u');
        else if (layer.type === 'UInt16') c.memory('v128.load64_zero').simd('i32x4.extend_low_i16x8_u');
        else if (layer.type === 'Int16') c.memory('v128.load64_zero').simd('i32x4.extend_low_i16x8_s');
        else c.memory('v128.load');
        c.set(loaded[k]);
        if (layer.type === 'Float32') {
          c.get(loaded[k]).get(loaded[k]).simd('f32x4.ne').get(missing).simd('v128.or').set(missing);
          if (layer.nodata !== null && !Number.isNaN(layer.nodata))
            c.get(loaded[k])
              .v128(new Uint8Array(Float32Array.of(...new Array<number>(4).fill(layer.nodata)).buffer))
              .simd('f32x4.eq')
              .get(missing)
              .simd('v128.or')
              .set(missing);
        } else if (
          layer.nodata !== null &&
          Number.isInteger(layer.nodata) &&
          Math.abs(layer.nodata) < 2 ** 31
        )
          c.get(loaded[k]).i32x4(layer.nodata).simd('i32x4.eq').get(missing).simd('v128.or').set(missing);
      });
      c.get(missing).get(bad).simd('v128.andnot').set(missing);
      if (has.codes) {
        // A code other than 0 is bad; codes come after nodata.
        c.get(codes)
          .get(i)
          .raw(0x6a)
          .memory('v128.load32_zero')
          .simd('i16x8.extend_low_i8x16_u')
          .simd('i32x4.extend_low_i16x8_u');
        c.i32x4(0).simd('i32x4.eq').simd('v128.not').get(bad).simd('v128.or').set(bad);
      }
      for (const half of [0, 1]) {
        layers.forEach((layer, k) => {
          c.get(loaded[k]);
          if (half === 1)
            c.get(loaded[k]).simd(
              'i8x16.shuffle',
              8,
              9,
              10,
              11,
              12,
              13,
              14,
              15,
              8,
              9,
              10,
              11,
              12,
              13,
              14,
              15,
            );
          c.simd(layer.type === 'Float32' ? 'f64x2.promote_low_f32x4' : 'f64x2.convert_low_i32x4_s');
          if (layer.scale !== 1 || layer.offset !== 0)
            c.f64x2(layer.scale).simd('f64x2.mul').f64x2(layer.offset).simd('f64x2.add');
          c.set(scaled[k]);
        });
        emit(c, expression, name => scaled[layerNames.indexOf(name)], wavelengthNm);
        c.set(value);
        const widen = half === 0 ? 'i64x2.extend_low_i32x4_s' : 'i64x2.extend_high_i32x4_s';
        // mask: counts. Finite where v − v = 0.
        c.get(value).get(value).simd('f64x2.sub').f64x2(0).simd('f64x2.eq');
        c.get(bad).get(missing).simd('v128.or').simd(widen).simd('v128.andnot').set(mask);
        // weight: area of the pixel, or of its covered part.
        c.get(areas);
        if (has.coverage)
          c.get(coverage)
            .get(i)
            .i32(half * 2)
            .raw(0x6a)
            .i32(8)
            .raw(0x6c, 0x6a)
            .memory('v128.load')
            .simd('f64x2.mul');
        c.set(weight);
        const add = (name: keyof typeof totals, push: () => void) => {
          c.get(totals[name]);
          push();
          c.simd('f64x2.add').set(totals[name]);
        };
        add('validArea', () => c.get(weight).get(mask).simd('v128.and'));
        if (has.threshold)
          add('aboveArea', () =>
            c
              .get(weight)
              .get(mask)
              .simd('v128.and')
              .get(value)
              .get(threshold)
              .simd('f64x2.splat')
              .simd('f64x2.gt')
              .simd('v128.and'),
          );
        const inside = () => c.get(index).get(n).simd('i32x4.splat').simd('i32x4.lt_s').simd(widen);
        // Rare, so that asking costs less than adding nothing.
        c.get(missing)
          .simd('v128.any_true')
          .if(() => add('nodataArea', () => c.get(weight).get(missing).simd(widen).simd('v128.and')));
        const fraction = () =>
          c
            .get(coverage)
            .get(i)
            .i32(half * 2)
            .raw(0x6a)
            .i32(8)
            .raw(0x6c, 0x6a)
            .memory('v128.load');
        c.get(value)
          .get(near)
          .simd('f64x2.splat')
          .simd('f64x2.sub')
          .get(mask)
          .simd('v128.and')
          .set(difference);
        if (has.coverage) {
          add('area', () => {
            c.get(weight);
            inside().simd('v128.and');
          });
          add('coverage', () => {
            fraction();
            inside().simd('v128.and');
          });
          add('validCoverage', () => fraction().get(mask).simd('v128.and'));
          add('sum', () => fraction().get(difference).simd('f64x2.mul'));
          add('squares', () =>
            fraction().get(difference).simd('f64x2.mul').get(difference).simd('f64x2.mul'),
          );
          // Pixels that are not covered say nothing of the extremes.
          c.get(mask);
          fraction().f64x2(0).simd('f64x2.eq').simd('v128.andnot').set(mask);
        } else {
          c.get(totals.count).get(mask).simd('i64x2.sub').set(totals.count);
          add('sum', () => c.get(difference));
          add('squares', () => c.get(difference).get(difference).simd('f64x2.mul'));
        }
        c.get(totals.min)
          .get(value)
          .f64x2(Infinity)
          .get(mask)
          .simd('v128.bitselect')
          .simd('f64x2.pmin')
          .set(totals.min);
        c.get(totals.max)
          .get(value)
          .f64x2(-Infinity)
          .get(mask)
          .simd('v128.bitselect')
          .simd('f64x2.pmax')
          .set(totals.max);
        c.get(areas).get(step).simd('f64x2.add').set(areas);
      }
      c.get(index).i32x4(4).simd('i32x4.add').set(index);
      c.get(i).i32(4).raw(0x6a).set(i);
    },
  );
  for (const [name, at] of Object.entries(totals))
    code
      .get(sums)
      .get(at)
      .memory('v128.store', accumulator[name as keyof typeof totals]);
  return assemble([{ name: 'run', parameters, locals, code }]);
}

/** exp and log have no instruction; powers only as repeated products. */
function canVectorise(e: Expression): boolean {
  switch (e.kind) {
    case 'negate':
      return canVectorise(e.operand);
    case 'binary':
      return (
        canVectorise(e.left) &&
        (e.operator === '^'
          ? e.right.kind === 'number' && (e.right.value === 2 || e.right.value === 1)
          : canVectorise(e.right))
      );
    case 'call':
      return e.name !== 'exp' && e.name !== 'log' && e.args.every(canVectorise);
    default:
      return true;
  }
}

/** Leaves the expression's value on the stack, two pixels. */
function emit(
  c: Code,
  e: Expression,
  layer: (name: string) => number,
  wavelengthNm: (role: string) => number | null,
): void {
  const inner = (x: Expression) => emit(c, x, layer, wavelengthNm);
  switch (e.kind) {
    case 'number':
      c.f64x2(e.value);
      return;
    case 'layer':
      c.get(layer(e.name));
      return;
    case 'wavelength': {
      const nm = wavelengthNm(e.name);
      if (nm === null) throw new RangeError(`no wavelength for ${e.name}`);
      c.f64x2(nm);
      return;
    }
    case 'negate':
      inner(e.operand);
      c.simd('f64x2.neg');
      return;
    case 'binary':
      inner(e.left);
      if (e.operator === '^') {
        if (e.right.kind === 'number' && e.right.value === 2) {
          inner(e.left);
          c.simd('f64x2.mul');
        }
        return;
      }
      inner(e.right);
      c.simd(
        ({ '+': 'f64x2.add', '-': 'f64x2.sub', '*': 'f64x2.mul', '/': 'f64x2.div' } as const)[e.operator],
      );
      return;
    case 'call':
      inner(e.args[0]);
      if (e.name === 'abs' || e.name === 'sqrt') c.simd(`f64x2.${e.name}`);
      else
        for (const argument of e.args.slice(1)) {
          inner(argument);
          c.simd(e.name === 'min' ? 'f64x2.min' : 'f64x2.max');
        }
  }
}
