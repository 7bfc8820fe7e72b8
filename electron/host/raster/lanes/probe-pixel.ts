import { compileKernel } from '#core/index/compile-kernel.ts';
import { isReflective } from '#core/scene/band-roles.ts';
import type { Scene } from '#core/scene/scene.ts';
import type { Masking, SceneReader } from '#host/raster/reader/scene-reader.ts';
import { readIndex } from '#host/raster/lanes/tally-lane.ts';

export interface ProbeInput {
  scene: Scene;
  col: number;
  row: number;
  /** Of an index whose layers the scene has, or null. */
  formula: string | null;
  wavelengths: Record<string, number>;
  mask: Masking;
}

export interface ProbedPixel {
  /** DN of every band. */
  dn: number[];
  /** Validity code. */
  validity: number;
  index: number | null;
}

/** What one pixel of a scene holds, at full resolution. */
export async function probePixel(
  reader: SceneReader,
  { scene, col, row, formula, wavelengths, mask }: ProbeInput,
): Promise<ProbedPixel> {
  const window = { col, row, width: 1, height: 1 };
  const dn = await reader.probe(col, row);
  if (formula !== null) {
    const kernel = compileKernel(formula, role => wavelengths[role] ?? null);
    const { index, validity } = await readIndex(reader, kernel, window, mask);
    return { dn, validity: validity[0], index: validity[0] === 0 ? index[0] : null };
  }
  const measured = scene.bands.filter(b => isReflective(b.role) || b.role === 'CYAN').map(b => b.role!);
  const { validity } = await reader.readWindow(measured, window, mask);
  return { dn, validity: validity[0], index: null };
}
