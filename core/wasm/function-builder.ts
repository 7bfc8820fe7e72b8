import { Code, type SimdName, type ValueType, type WasmFunction } from './code.ts';

type Integer = 'i32' | 'i64';

const operations = {
  i32: {
    ...{ eqz: 0x45, eq: 0x46, ne: 0x47, lt: 0x49, gt: 0x4b, le: 0x4d, ge: 0x4f },
    ...{ add: 0x6a, sub: 0x6b, mul: 0x6c, rem: 0x70, and: 0x71, or: 0x72, xor: 0x73, shl: 0x74, shr: 0x76 },
  },
  i64: {
    ...{ eqz: 0x50, eq: 0x51, ne: 0x52, lt: 0x54, gt: 0x56, le: 0x58, ge: 0x5a },
    ...{ add: 0x7c, sub: 0x7d, mul: 0x7e, rem: 0x82, and: 0x83, or: 0x84, xor: 0x85, shl: 0x86, shr: 0x88 },
  },
} as const;

/** An expression of a function under construction. It is computed where it is used, every time. All numbers are unsigned. */
export class Value {
  readonly type: ValueType;
  readonly code: Code;

  constructor(type: ValueType, code: Code) {
    this.type = type;
    this.code = code;
  }

  #apply(name: keyof (typeof operations)['i32'], other: Value | number | null, type: ValueType): Value {
    const code = new Code().append(this.code);
    if (other !== null) code.append(constant(other, this.type as Integer).code);
    return new Value(type, code.raw(operations[this.type as Integer][name]));
  }

  add(other: Value | number): Value {
    return this.#apply('add', other, this.type);
  }

  sub(other: Value | number): Value {
    return this.#apply('sub', other, this.type);
  }

  mul(other: Value | number): Value {
    return this.#apply('mul', other, this.type);
  }

  rem(other: Value | number): Value {
    return this.#apply('rem', other, this.type);
  }

  and(other: Value | number): Value {
    return this.#apply('and', other, this.type);
  }

  or(other: Value | number): Value {
    return this.#apply('or', other, this.type);
  }

  xor(other: Value | number): Value {
    return this.#apply('xor', other, this.type);
  }

  /** Shifts count modulo the width of the type. */
  shl(other: Value | number): Value {
    return this.#apply('shl', other, this.type);
  }

  shr(other: Value | number): Value {
    return this.#apply('shr', other, this.type);
  }

  eqz(): Value {
    return this.#apply('eqz', null, 'i32');
  }

  eq(other: Value | number): Value {
    return this.#apply('eq', other, 'i32');
  }

  ne(other: Value | number): Value {
    return this.#apply('ne', other, 'i32');
  }

  lt(other: Value | number): Value {
    return this.#apply('lt', other, 'i32');
  }

  gt(other: Value | number): Value {
    return this.#apply('gt', other, 'i32');
  }

  le(other: Value | number): Value {
    return this.#apply('le', other, 'i32');
  }

  ge(other: Value | number): Value {
    return this.#apply('ge', other, 'i32');
  }

  /** The low half of 64 bits. */
  wrap(): Value {
    return new Value('i32', new Code().append(this.code).raw(0xa7));
  }

  /** 32 bits as 64. */
  extend(): Value {
    return new Value('i64', new Code().append(this.code).raw(0xad));
  }
}

/** A variable of a function under construction. */
export class Local extends Value {
  readonly index: number;

  constructor(type: ValueType, index: number) {
    super(type, new Code().get(index));
    this.index = index;
  }
}

function constant(value: Value | number, type: Integer): Value {
  if (value instanceof Value) return value;
  return new Value(type, type === 'i32' ? new Code().i32(value) : new Code().i64(value));
}

export const i32 = (value: number): Value => constant(value, 'i32');

const load =
  (type: ValueType, ...opcode: number[]) =>
  (address: Value, offset = 0): Value =>
    new Value(
      type,
      new Code()
        .append(address.code)
        .raw(...opcode, 0)
        .leb(offset),
    );

export const load8 = load('i32', 0x2d);
export const load16 = load('i32', 0x2f);
export const load32 = load('i32', 0x28);
/** 32 bits as 64. */
export const load32As64 = load('i64', 0x35);
export const load64 = load('i64', 0x29);
export const load128 = load('v128', 0xfd, 0x00);

/** A SIMD instruction on values, with immediate bytes where it has some. */
export function simd(
  type: ValueType,
  name: SimdName,
  values: readonly Value[],
  ...immediate: number[]
): Value {
  const code = new Code();
  for (const value of values) code.append(value.code);
  return new Value(type, code.simd(name, ...immediate));
}

/** Sixteen bytes. */
export const bytes128 = (bytes: readonly number[]): Value =>
  new Value('v128', new Code().v128(Uint8Array.from(bytes)));

/** What another function of the module returns; functions count in the order in which they are assembled. */
export function call(index: number, result: ValueType, ...values: (Value | number)[]): Value {
  const code = new Code();
  for (const value of values) code.append(constant(value, 'i32').code);
  return new Value(result, code.raw(0x10).leb(index));
}

const stores = {
  8: [0x3a],
  16: [0x3b],
  32: [0x36],
  64: [0x37],
  128: [0xfd, 0x0b],
} as const;

/** A place to jump to. */
export interface Label {
  depth: number;
}

/** Builds one function from statements and expressions. */
export class FunctionBuilder {
  readonly #name: string;
  readonly #parameters: ValueType[];
  readonly #result: ValueType | undefined;
  readonly #locals: ValueType[] = [];
  readonly #code = new Code();
  #depth = 0;

  constructor(name: string, parameters: ValueType[], result?: ValueType) {
    this.#name = name;
    this.#parameters = parameters;
    this.#result = result;
  }

  get parameters(): Local[] {
    return this.#parameters.map((type, i) => new Local(type, i));
  }

  local(type: ValueType): Local {
    return new Local(type, this.#parameters.length + this.#locals.push(type) - 1);
  }

  set(local: Local, value: Value | number): void {
    this.#code.append(constant(value, local.type as Integer).code).set(local.index);
  }

  store(bits: keyof typeof stores, address: Value, value: Value | number, offset = 0): void {
    this.#code
      .append(address.code)
      .append(constant(value, 'i32').code)
      .raw(...stores[bits], 0)
      .leb(offset);
  }

  /** Copies bytes as if through a buffer. */
  copy(to: Value, from: Value, length: Value): void {
    this.#code.append(to.code).append(from.code).append(length.code).raw(0xfc, 10, 0, 0);
  }

  /** Sets bytes. */
  fill(to: Value, byte: Value | number, length: Value | number): void {
    this.#code
      .append(to.code)
      .append(constant(byte, 'i32').code)
      .append(constant(length, 'i32').code)
      .raw(0xfc, 11, 0);
  }

  if(condition: Value, then: () => void, otherwise?: () => void): void {
    this.#code.append(condition.code).raw(0x04, 0x40);
    this.#depth++;
    then();
    if (otherwise) {
      this.#code.raw(0x05);
      otherwise();
    }
    this.#depth--;
    this.#code.raw(0x0b);
  }

  /** Statements that can be left by a jump to their end. */
  block(body: (end: Label) => void): void {
    this.#nest(0x02, body);
  }

  /** Statements that run again when they jump to their start, else once. */
  loop(body: (start: Label) => void): void {
    this.#nest(0x03, body);
  }

  while(condition: Value, body: (start: Label, end: Label) => void): void {
    this.block(end =>
      this.loop(start => {
        this.jumpIf(end, condition.eqz());
        body(start, end);
        this.jump(start);
      }),
    );
  }

  #nest(opcode: number, body: (label: Label) => void): void {
    this.#code.raw(opcode, 0x40);
    body({ depth: ++this.#depth });
    this.#depth--;
    this.#code.raw(0x0b);
  }

  jump(label: Label): void {
    this.#code.raw(0x0c).leb(this.#depth - label.depth);
  }

  jumpIf(label: Label, condition: Value): void {
    this.#code
      .append(condition.code)
      .raw(0x0d)
      .leb(this.#depth - label.depth);
  }

  return(value?: Value | number): void {
    if (value !== undefined) this.#code.append(constant(value, this.#result as Integer).code);
    this.#code.raw(0x0f);
  }

  /** The finished function. One with a result must have returned on every way. */
  end(): WasmFunction {
    if (this.#result) this.#code.raw(0x00);
    return {
      name: this.#name,
      parameters: this.#parameters,
      result: this.#result,
      locals: this.#locals,
      code: this.#code,
    };
  }
}
