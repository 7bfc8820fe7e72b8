import type { Expression } from '#core/index/formula.ts';
import { assemble, Code, type ValueType } from './code.ts';
import { emit, loadLayers, scaleLayers, type LoadedLayer } from './pixel-code.ts';

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
 * Bytes of a histogram of so many bins: the outer edges −∞ … ∞ around the bins' own, then an area for what is below,
 * every bin, and what is above.
 */
export const histogramBytes = (bins: number) => ({ edges: (bins + 3) * 8, areas: (bins + 2) * 8 });

/**
 * A module with one function `run(n, near, threshold, perUnit, area, slope, sums, edges, codes, coverage, layer0 …)`,
 * SIMD over four pixels a turn. With bins, `threshold` is the lowest edge and `edges` the address of a histogram
 * (`histogramBytes`). Pixel i has the area `area + slope · i` (times its coverage), counts where no layer is nodata,
 * its code is 0 and the formula is finite. The whole area is added only where there is coverage: else it has a closed
 * form. Pointers are byte addresses; arrays may be read up to 16 bytes past their end. The formula must be one that
 * `canVectorise` accepts.
 */
export function tallyModule(
  expression: Expression,
  layerNames: readonly string[],
  layers: readonly LoadedLayer[],
  wavelengthNm: (role: string) => number | null,
  has: { codes: boolean; coverage: boolean; threshold: boolean; bins: number },
): Uint8Array<ArrayBuffer> {
  const parameters: ValueType[] = [
    'i32',
    'f64',
    'f64',
    'f64',
    'f64',
    'f64',
    'i32',
    'i32',
    'i32',
    'i32',
    ...layers.map((): ValueType => 'i32'),
  ];
  const [n, near, threshold, perUnit, area, slope, sums, edges, codes, coverage] = parameters.keys();
  const firstLayer = 10;
  const locals: ValueType[] = [];
  const local = (type: ValueType) => parameters.length + locals.push(type) - 1;
  const i = local('i32');
  const [index, bad, missing, value, mask, weight, areas, step, difference, covered, slots] = Array.from(
    { length: 11 },
    () => local('v128'),
  );
  const slot = local('i32');
  const one = local('f64');
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
      loadLayers(c, layers, { first: firstLayer, i, loaded, missing });
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
      for (const half of [0, 1] as const) {
        scaleLayers(c, layers, half, loaded, scaled);
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
        if (has.bins > 0) {
          // A guess by division, then the exact edges decide; what does not count adds nothing.
          c.get(value).get(threshold).simd('f64x2.splat').simd('f64x2.sub');
          c.get(perUnit).simd('f64x2.splat').simd('f64x2.mul').simd('i32x4.trunc_sat_f64x2_s_zero');
          // Held within the bins before one is added: the largest integer plus one would be the smallest.
          c.i32x4(has.bins).simd('i32x4.min_s').i32x4(-1).simd('i32x4.max_s');
          c.i32x4(1).simd('i32x4.add').set(slots);
          for (const lane of [0, 1]) {
            c.get(value).simd('f64x2.extract_lane', lane).set(one);
            c.get(slots).simd('i32x4.extract_lane', lane).i32(3).raw(0x74).get(edges).raw(0x6a).tee(slot);
            // slot −= (value ≤ its lower edge); slot += (value > its upper edge)
            c.get(one).get(slot).f64Load().raw(0x65).i32(3).raw(0x74, 0x6b).tee(slot);
            c.get(one).get(slot).f64Load(8).raw(0x64).i32(3).raw(0x74, 0x6a).tee(slot);
            const { edges: before } = histogramBytes(has.bins);
            c.get(slot).f64Load(before);
            c.get(weight).get(mask).simd('v128.and').simd('f64x2.extract_lane', lane);
            c.raw(0xa0).f64Store(before);
          }
        }
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
          // What lies behind the end of the array may be anything, NaN too.
          fraction().get(mask).simd('v128.and').set(covered);
          add('validCoverage', () => c.get(covered));
          add('sum', () => c.get(covered).get(difference).simd('f64x2.mul'));
          add('squares', () =>
            c.get(covered).get(difference).simd('f64x2.mul').get(difference).simd('f64x2.mul'),
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
  return assemble({ name: 'run', parameters, locals, code });
}
