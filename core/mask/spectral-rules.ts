import { compileKernel } from '#core/index/compile-kernel.ts';
import type { SpectralRule } from './mask-plan.ts';

/** Marks pixels where a rule of a mask holds; validity that is not 0 stays. */
export interface SpectralMarker {
  layers: string[];
  /** Values by layer, row-major; NaN where a layer has none, which no rule holds for. */
  mark(values: readonly Float64Array[], validity: Uint8Array): void;
}

export function spectralMarker(
  { code, formula, side, limit, unless }: SpectralRule,
  wavelengths: Record<string, number>,
): SpectralMarker {
  const wavelengthNm = (role: string) => wavelengths[role] ?? null;
  const kernels = [formula, ...unless].map(text => compileKernel(text, wavelengthNm));
  const layers = [...new Set(kernels.flatMap(kernel => kernel.layers))];
  return {
    layers,
    mark(values, validity) {
      const [index, ...others] = kernels.map(kernel => {
        const out = new Float64Array(validity.length);
        kernel.run(
          kernel.layers.map(layer => values[layers.indexOf(layer)]),
          out,
        );
        return out;
      });
      for (let i = 0; i < validity.length; i++) {
        if (validity[i] !== 0 || !(side === 'above' ? index[i] > limit : index[i] < limit)) continue;
        if (others.length === 0 || !others.every(other => other[i] > 0)) validity[i] = code;
      }
    },
  };
}
