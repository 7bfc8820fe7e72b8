import type { BandRole } from '#core/scene/band-roles.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { windowStore } from './root.ts';

export type CompositeKind = 'natural' | 'false' | 'band';

/** How the scene itself is shown. */
interface Composite {
  kind: CompositeKind;
  /** b<n>, for a single band. */
  band: string;
  /** Percentiles of the stretch, low and high. */
  percentiles: [number, number];
  gamma: number;
  set: (change: Partial<Omit<Composite, 'set'>>) => void;
}

export const useComposite = windowStore<Composite>()(set => ({
  kind: 'natural',
  band: 'b1',
  percentiles: [2, 98],
  gamma: 1.2,
  set,
}));

const roles: Record<Exclude<CompositeKind, 'band'>, BandRole[]> = {
  natural: ['R', 'G', 'B'],
  false: ['N', 'R', 'G'],
};

const hasRole = (scene: CatalogueScene, role: BandRole) => scene.bands.some(band => band.role === role);

export function canShow(scene: CatalogueScene, kind: CompositeKind): boolean {
  return kind === 'band' || roles[kind].every(role => hasRole(scene, role));
}

/** The tile layers of a composite: three roles, or one band. Falls back to what the scene has. */
export function compositeLayers(scene: CatalogueScene, kind: CompositeKind, band: string): string[] {
  const order =
    kind === 'band'
      ? []
      : kind === 'natural'
        ? (['natural', 'false'] as const)
        : (['false', 'natural'] as const);
  for (const choice of order) if (canShow(scene, choice)) return roles[choice];
  const number = Number(band.slice(1));
  return [scene.bands.some(b => b.index === number) ? band : `b${scene.bands[0]?.index ?? 1}`];
}
