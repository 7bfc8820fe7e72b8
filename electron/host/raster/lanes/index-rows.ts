import type { Window } from '#core/grid/grid.ts';
import { compileKernel } from '#core/index/compile-kernel.ts';
import { compileSimdIndex } from '#core/wasm/simd-index.ts';
import type { Scene } from '#core/scene/scene.ts';
import { canLoad, type LoadedLayer } from '#core/wasm/pixel-code.ts';
import { scratch } from '#core/wasm/scratch.ts';
import { chunksOf, type Clouds, type SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex, scalesOf } from './tally-lane.ts';

/** What computes the pixels of a formula over a scene's own DN. */
export function indexKernelOf(scene: Scene, formula: string, wavelengthNm: (role: string) => number | null) {
  const plain = compileKernel(formula, wavelengthNm);
  const scales = scalesOf(scene, plain.layers);
  const simd = scales.every(canLoad)
    ? compileSimdIndex(formula, wavelengthNm, scales as LoadedLayer[])
    : null;
  return { plain, simd };
}

/** An index over a window of whole rows as 32-bit floats, row-major; NaN where a pixel does not count. */
export async function indexRows(
  reader: SceneReader,
  { plain, simd }: ReturnType<typeof indexKernelOf>,
  window: Window,
  clouds: Clouds,
): Promise<Float32Array<ArrayBuffer>> {
  const out = new Float32Array(window.width * window.height);
  const put = (
    values: ArrayLike<number> & { subarray(a: number, b: number): ArrayLike<number> },
    at: Window,
  ) => {
    for (let row = 0; row < at.height; row++)
      out.set(
        values.subarray(row * at.width, (row + 1) * at.width),
        (at.row - window.row + row) * window.width + at.col - window.col,
      );
  };
  for (const chunk of chunksOf(reader.scene, window)) {
    const count = chunk.width * chunk.height;
    const done =
      simd &&
      reader.withDn(plain.layers, chunk, clouds, { bytes: count * 4, arrays: 1 }, (dn, codes) => {
        const { buffer, byteOffset } = scratch.take(count * 4);
        const values = new Float32Array(buffer, byteOffset, count);
        simd(dn, values);
        if (codes) for (let i = 0; i < count; i++) if (codes[i] !== 0) values[i] = NaN;
        put(values, chunk);
      });
    if (done) continue;
    const { index, validity } = await readIndex(reader, plain, chunk, clouds);
    for (let i = 0; i < count; i++) if (validity[i] !== 0) index[i] = NaN;
    put(index, chunk);
  }
  return out;
}
