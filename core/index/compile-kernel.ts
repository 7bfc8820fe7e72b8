import { layersOf, parseFormula, type Expression } from './formula.ts';

/** Computes an index: `layers[i]` are the values of `Kernel.layers[i]`, all of the length of `out`. */
export interface Kernel {
  formula: string;
  layers: string[];
  run(layers: readonly Float64Array[], out: Float64Array): void;
}

/**
 * One loop over all pixels, compiled from the formula. The source text is made of parsed numbers, array reads and
 * Math functions only. Wavelengths in nm by role; throws RangeError where one is missing.
 */
export function compileKernel(formula: string, wavelengthNm: (role: string) => number | null): Kernel {
  const layers = layersOf(parseFormula(formula));
  const body = kernelSource(formula, wavelengthNm, layer => `l${layers.indexOf(layer)}[i]`);
  const loop = new Function(
    'layers',
    'out',
    `"use strict";\n${layers.map((_, i) => `const l${i} = layers[${i}];`).join('\n')}\nfor (let i = 0, n = out.length; i < n; i++) out[i] = ${body};`,
  );
  return { formula, layers, run: loop as Kernel['run'] };
}

/**
 * The formula as JavaScript; `layerSource` says how a layer's value is written. Throws RangeError without a
 * wavelength.
 */
export function kernelSource(
  formula: string,
  wavelengthNm: (role: string) => number | null,
  layerSource: (layer: string) => string,
): string {
  return source(parseFormula(formula), layerSource, wavelengthNm);
}

function source(
  e: Expression,
  layerSource: (layer: string) => string,
  wavelengthNm: (role: string) => number | null,
): string {
  const inner = (x: Expression) => source(x, layerSource, wavelengthNm);
  switch (e.kind) {
    case 'number':
      return literal(e.value);
    case 'layer':
      return layerSource(e.name);
    case 'wavelength': {
      const value = wavelengthNm(e.name);
      if (value === null) throw new RangeError(`no wavelength for ${e.name}`);
      return literal(value);
    }
    case 'negate':
      return `(-${inner(e.operand)})`;
    case 'binary':
      return e.operator === '^'
        ? `Math.pow(${inner(e.left)}, ${inner(e.right)})`
        : `(${inner(e.left)} ${e.operator} ${inner(e.right)})`;
    case 'call':
      return `Math.${e.name}(${e.args.map(inner).join(', ')})`;
  }
}

function literal(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`${value} is no constant`);
  return value < 0 ? `(${value})` : String(value);
}
