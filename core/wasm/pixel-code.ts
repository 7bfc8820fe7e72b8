import type { Expression } from '#core/index/formula.ts';
import type { Code } from './code.ts';

/** Pixel types that the SIMD loop loads by itself. */
export const loadedTypes = ['Byte', 'UInt16', 'Int16', 'Int32', 'Float32'] as const;
export type LoadedType = (typeof loadedTypes)[number];

export interface LoadedLayer {
  type: LoadedType;
  scale: number;
  offset: number;
  sphericalAlbedo?: number;
  /** In the layer's own type; null for none. */
  nodata: number | null;
}

export const canLoad = (layer: { type: string }): boolean =>
  (loadedTypes as readonly string[]).includes(layer.type);

/**
 * Loads four pixels of every layer as 32-bit numbers into `loaded`, from the addresses in the locals from `first` on,
 * at pixel number `i`, and adds to `missing` the lanes where one is nodata or NaN. May read 16 bytes past the pixels.
 */
export function loadLayers(
  c: Code,
  layers: readonly LoadedLayer[],
  { first, i, loaded, missing }: { first: number; i: number; loaded: readonly number[]; missing: number },
): void {
  layers.forEach((layer, k) => {
    const bytes = { Byte: 1, UInt16: 2, Int16: 2, Int32: 4, Float32: 4 }[layer.type];
    c.get(first + k)
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
    } else if (layer.nodata !== null && Number.isInteger(layer.nodata) && Math.abs(layer.nodata) < 2 ** 31)
      c.get(loaded[k]).i32x4(layer.nodata).simd('i32x4.eq').get(missing).simd('v128.or').set(missing);
  });
}

/** The lower or upper two of the loaded pixels as scaled doubles. */
export function scaleLayers(
  c: Code,
  layers: readonly LoadedLayer[],
  half: 0 | 1,
  loaded: readonly number[],
  scaled: readonly number[],
): void {
  const upper = [8, 9, 10, 11, 12, 13, 14, 15];
  layers.forEach((layer, k) => {
    c.get(loaded[k]);
    if (half === 1) c.get(loaded[k]).simd('i8x16.shuffle', ...upper, ...upper);
    c.simd(layer.type === 'Float32' ? 'f64x2.promote_low_f32x4' : 'f64x2.convert_low_i32x4_s');
    if (layer.scale !== 1 || layer.offset !== 0)
      c.f64x2(layer.scale).simd('f64x2.mul').f64x2(layer.offset).simd('f64x2.add');
    c.set(scaled[k]);
    if (layer.sphericalAlbedo)
      c.get(scaled[k])
        .f64x2(1)
        .get(scaled[k])
        .f64x2(layer.sphericalAlbedo)
        .simd('f64x2.mul')
        .simd('f64x2.add')
        .simd('f64x2.div')
        .set(scaled[k]);
  });
}

/** exp and log have no instruction; powers only as repeated products. */
export function canVectorise(e: Expression): boolean {
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
export function emit(
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
