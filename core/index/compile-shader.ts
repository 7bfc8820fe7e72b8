import { layersOf, parseFormula, type Expression } from './formula.ts';

/** An OpenLayers style expression: nested arrays. */
export type ShaderExpression = number | (string | number | ShaderExpression)[];

/** The same formula for the map: layers are ["band", n], counted from 1 in the order of `layersOf`. */
export function compileShader(
  formula: string,
  wavelengthNm: (role: string) => number | null,
): ShaderExpression {
  const expression = parseFormula(formula);
  const layers = layersOf(expression);
  const convert = (e: Expression): ShaderExpression => {
    switch (e.kind) {
      case 'number':
        return e.value;
      case 'layer':
        return ['band', layers.indexOf(e.name) + 1];
      case 'wavelength': {
        const value = wavelengthNm(e.name);
        if (value === null) throw new RangeError(`no wavelength for ${e.name}`);
        return value;
      }
      case 'negate':
        return ['*', -1, convert(e.operand)];
      case 'binary':
        return [e.operator, convert(e.left), convert(e.right)];
      case 'call':
        return call(e.name, e.args.map(convert));
    }
  };
  return convert(expression);
}

/** OpenLayers has no exp, min and max: they are said with what it has. It has no way to say log. */
function call(name: string, args: ShaderExpression[]): ShaderExpression {
  switch (name) {
    case 'abs':
    case 'sqrt':
      return [name, args[0]];
    case 'exp':
      return ['^', Math.E, args[0]];
    case 'log':
      throw new RangeError('log cannot be shown on the map');
    case 'min':
      return args.reduce((a, b) => ['case', ['<', a, b], a, b]);
    default:
      return args.reduce((a, b) => ['case', ['>', a, b], a, b]);
  }
}
