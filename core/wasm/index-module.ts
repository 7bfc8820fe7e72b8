import type { Expression } from '#core/index/formula.ts';
import { assemble, Code, type ValueType } from './code.ts';
import { canVectorise, emit, loadLayers, scaleLayers, type LoadedLayer } from './pixel-code.ts';

/**
 * A module with one function `run(n, out, layer0 …)`: the formula's value of every pixel as a 32-bit float, NaN where
 * a layer is nodata or the value is not finite. Four pixels a turn: arrays may be read, and `out` written, up to 16
 * bytes past their end. Null where the formula needs what SIMD lacks (exp, log, odd powers).
 */
export function indexModule(
  expression: Expression,
  layerNames: readonly string[],
  layers: readonly LoadedLayer[],
  wavelengthNm: (role: string) => number | null,
): Uint8Array<ArrayBuffer> | null {
  if (!canVectorise(expression)) return null;
  const parameters: ValueType[] = ['i32', 'i32', ...layers.map((): ValueType => 'i32')];
  const [n, out] = parameters.keys();
  const locals: ValueType[] = [];
  const local = (type: ValueType) => parameters.length + locals.push(type) - 1;
  const i = local('i32');
  const missing = local('v128');
  const value = local('v128');
  const values = [local('v128'), local('v128')];
  const loaded = layers.map(() => local('v128'));
  const scaled = layers.map(() => local('v128'));
  const code = new Code();
  code.while(
    c => c.get(i).get(n).raw(0x48), // i32.lt_s
    c => {
      c.i32x4(0).set(missing);
      loadLayers(c, layers, { first: 2, i, loaded, missing });
      for (const half of [0, 1] as const) {
        scaleLayers(c, layers, half, loaded, scaled);
        emit(c, expression, name => scaled[layerNames.indexOf(name)], wavelengthNm);
        c.set(value);
        // v − v is 0 where v is finite, else NaN; added, it leaves the value or makes it NaN.
        c.get(value).get(value).get(value).simd('f64x2.sub').simd('f64x2.add');
        c.simd('f32x4.demote_f64x2_zero').set(values[half]);
      }
      c.get(out).get(i).i32(2).raw(0x74, 0x6a); // out + (i << 2)
      const together = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
      c.get(values[0])
        .get(values[1])
        .simd('i8x16.shuffle', ...together);
      // All bits set are a NaN.
      c.get(missing).simd('v128.or').memory('v128.store');
      c.get(i).i32(4).raw(0x6a).set(i);
    },
  );
  return assemble({ name: 'run', parameters, locals, code });
}
