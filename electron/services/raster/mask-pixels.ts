import { toReflectance } from '#core/bands/to-reflectance.ts';
import type { Window } from '#core/grid/grid.ts';
import { classifyValidity, usualClouds } from '#core/mask/classify-validity.ts';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import { keptCode, type Masking, type MaskPlan } from '#core/mask/mask-plan.ts';
import { spectralMarker } from '#core/mask/spectral-rules.ts';
import type { Scene, SceneBand } from '#core/scene/scene.ts';

/** Pixels that are masked: a window, or single places (−1: outside). */
export type MaskedPlaces = Window | { cols: Int32Array; rows: Int32Array };

/** What a mask reads beside the asked layers, and how it marks pixels. */
export interface PixelMask {
  /** Bands that `mark` wants the DN of, in this order. */
  bands: SceneBand[];
  /** Marks pixels whose validity is still 0. `dn` as `bands`, all of the places' number of pixels. */
  mark(dn: readonly ArrayLike<number>[], places: MaskedPlaces, validity: Uint8Array): void;
}

/** What a mask says of a scene's pixels; null where nothing is masked but nodata. */
export function pixelMask(
  scene: Scene,
  masking: Masking,
  bandOf: (layer: string) => SceneBand,
): PixelMask | null {
  const plan = typeof masking === 'string' ? null : masking;
  const clouds = plan ? plan.clouds : masking === 'auto' ? usualClouds : null;
  const kind = clouds && scene.classification ? scene.classification.kind : null;
  const classified = kind ? [scene.bands[scene.classification!.band - 1]] : [];
  if (!plan && !kind) return null;
  const painter = plan && new MaskPainter(plan);
  const markers = (plan?.rules ?? []).map(rule => spectralMarker(rule, plan!.wavelengths));
  const layers = [...new Set(markers.flatMap(marker => marker.layers))];
  const measured = layers.map(bandOf);
  return {
    bands: [...classified, ...measured],
    mark(dn, places, validity) {
      if (painter && !painter.isEmpty) paint(painter, places, validity);
      if (kind) classifyValidity(kind, dn[0], validity, clouds!);
      if (markers.length > 0) {
        const values = measured.map((band, i) => valuesOf(dn[classified.length + i], band));
        for (const marker of markers)
          marker.mark(
            marker.layers.map(layer => values[layers.indexOf(layer)]),
            validity,
          );
      }
      if (painter && !painter.isEmpty)
        for (let i = 0; i < validity.length; i++) if (validity[i] === keptCode) validity[i] = 0;
    },
  };
}

function paint(painter: MaskPainter, places: MaskedPlaces, validity: Uint8Array): void {
  const codes = 'cols' in places ? painter.places(places.cols, places.rows) : painter.window(places);
  for (let i = 0; i < validity.length; i++) validity[i] ||= codes[i];
}

function valuesOf(dn: ArrayLike<number>, { radiometry, nodata }: SceneBand): Float64Array {
  const missing = new Uint8Array(dn.length);
  const values = toReflectance(dn, radiometry, nodata, missing);
  for (let i = 0; i < values.length; i++) if (missing[i] !== 0) values[i] = NaN;
  return values;
}

/** True where a mask needs more of a pixel than its DN. */
export const masksPixels = (scene: Scene, masking: Masking): boolean =>
  typeof masking !== 'string' || (masking === 'auto' && scene.classification !== null);

export type { Masking, MaskPlan };
