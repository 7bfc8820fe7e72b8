/** A small assembler for WebAssembly: bytes of one function body, with the SIMD instructions that kernels need. */
export class Code {
  readonly bytes: number[] = [];

  raw(...bytes: number[]): this {
    this.bytes.push(...bytes);
    return this;
  }

  get(local: number): this {
    return this.raw(0x20, ...unsigned(local));
  }

  set(local: number): this {
    return this.raw(0x21, ...unsigned(local));
  }

  tee(local: number): this {
    return this.raw(0x22, ...unsigned(local));
  }

  i32(value: number): this {
    return this.raw(0x41, ...signed(value));
  }

  /** A SIMD instruction by name, with immediate bytes where it has some. */
  simd(name: SimdName, ...immediate: number[]): this {
    return this.raw(0xfd, ...unsigned(simd[name]), ...immediate);
  }

  /** A SIMD load or store at address + offset, unaligned. */
  memory(name: 'v128.load' | 'v128.load64_zero' | 'v128.load32_zero' | 'v128.store', offset = 0): this {
    return this.simd(name, 0, ...unsigned(offset));
  }

  /** A double at address + offset. */
  f64Load(offset = 0): this {
    return this.raw(0x2b, 0, ...unsigned(offset));
  }

  f64Store(offset = 0): this {
    return this.raw(0x39, 0, ...unsigned(offset));
  }

  /** 16 bytes of constant. */
  v128(bytes: Uint8Array): this {
    return this.simd('v128.const', ...bytes);
  }

  /** The same double in both lanes. */
  f64x2(value: number): this {
    return this.v128(new Uint8Array(Float64Array.of(value, value).buffer));
  }

  i32x4(a: number, b = a, c = a, d = a): this {
    return this.v128(new Uint8Array(Int32Array.of(a, b, c, d).buffer));
  }

  /** The statements where the i32 on the stack is not 0. */
  if(then: () => void): this {
    this.raw(0x04, 0x40);
    then();
    return this.raw(0x0b);
  }

  /** while (condition) body, the condition leaves an i32. */
  while(condition: (code: Code) => void, body: (code: Code) => void): this {
    this.raw(0x02, 0x40, 0x03, 0x40);
    condition(this);
    this.raw(0x45, 0x0d, 1); // i32.eqz; br_if out
    body(this);
    return this.raw(0x0c, 0, 0x0b, 0x0b);
  }
}

const valueType = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof valueType;

const simd = {
  'v128.load': 0x00,
  'v128.load32_zero': 0x5c,
  'v128.load64_zero': 0x5d,
  'v128.store': 0x0b,
  'v128.const': 0x0c,
  'i8x16.shuffle': 0x0d,
  'i32x4.splat': 0x11,
  'f64x2.splat': 0x14,
  'i32x4.extract_lane': 0x1b,
  'f64x2.extract_lane': 0x21,
  'i32x4.eq': 0x37,
  'i32x4.lt_s': 0x39,
  'f32x4.eq': 0x41,
  'f32x4.ne': 0x42,
  'f64x2.eq': 0x47,
  'f64x2.gt': 0x4a,
  'v128.not': 0x4d,
  'v128.and': 0x4e,
  'v128.andnot': 0x4f,
  'v128.or': 0x50,
  'v128.bitselect': 0x52,
  'v128.any_true': 0x53,
  'f32x4.demote_f64x2_zero': 0x5e,
  'f64x2.promote_low_f32x4': 0x5f,
  'i16x8.extend_low_i8x16_u': 0x89,
  'i32x4.extend_low_i16x8_s': 0xa7,
  'i32x4.extend_low_i16x8_u': 0xa9,
  'i32x4.add': 0xae,
  'i32x4.min_s': 0xb6,
  'i32x4.max_s': 0xb8,
  'i64x2.extend_low_i32x4_s': 0xc7,
  'i64x2.extend_high_i32x4_s': 0xc8,
  'i64x2.sub': 0xd1,
  'f64x2.abs': 0xec,
  'f64x2.neg': 0xed,
  'f64x2.sqrt': 0xef,
  'f64x2.add': 0xf0,
  'f64x2.sub': 0xf1,
  'f64x2.mul': 0xf2,
  'f64x2.div': 0xf3,
  'f64x2.min': 0xf4,
  'f64x2.max': 0xf5,
  'f64x2.pmin': 0xf6,
  'f64x2.pmax': 0xf7,
  'i32x4.trunc_sat_f64x2_s_zero': 0xfc,
  'f64x2.convert_low_i32x4_s': 0xfe,
} as const;

export type SimdName = keyof typeof simd;

/** A module of one exported function without result, over an imported memory `env.memory`. */
export function assemble({
  name,
  parameters,
  locals,
  code,
}: {
  name: string;
  parameters: ValueType[];
  locals: ValueType[];
  code: Code;
}): Uint8Array<ArrayBuffer> {
  const type = [0x60, ...vector(parameters.map(p => [valueType[p]])), ...vector([])];
  const body = [...vector(locals.map(l => [1, valueType[l]])), ...code.bytes, 0x0b];
  return Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector([type])),
    ...section(2, vector([[...text('env'), ...text('memory'), 2, 0, 1]])),
    ...section(3, vector([unsigned(0)])),
    ...section(7, vector([[...text(name), 0, ...unsigned(0)]])),
    ...section(10, vector([[...unsigned(body.length), ...body]])),
  ]);
}

const section = (id: number, content: number[]) => [id, ...unsigned(content.length), ...content];
const vector = (items: number[][]) => [...unsigned(items.length), ...items.flat()];
const text = (value: string) => [...unsigned(value.length), ...[...value].map(c => c.charCodeAt(0))];

/** LEB128. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  do {
    const low = value & 0x7f;
    value >>>= 7;
    bytes.push(value ? low | 0x80 : low);
  } while (value);
  return bytes;
}

function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = BigInt(value); ; rest >>= 7n) {
    const low = Number(rest & 0x7fn);
    const after = rest >> 7n;
    if ((after === 0n && !(low & 0x40)) || (after === -1n && low & 0x40)) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}
