import { toReflectance } from '#core/bands/to-reflectance.ts';
import type { Window } from '#core/grid/grid.ts';
import { classifyValidity, markSaturated, usualClouds } from '#core/mask/classify-validity.ts';
import { MaskPainter } from '#core/mask/mask-painter.ts';
import { keptCode, type Masking } from '#core/mask/mask-plan.ts';
import { spectralMarker } from '#core/mask/spectral-rules.ts';
import type { Scene, SceneBand } from '#core/scene/scene.ts';

/** Pixels that are masked: a window, or single places (−1: outside). */
export type MaskedPlaces = Window | { cols: Int32Array; rows: Int32Array };

/** What a mask reads beside the asked layers, and how it marks pixels. */
export interface PixelMask {
  /** Bands that `mark` wants the DN of, in this order. */
  bands: SceneBand[];
  /** False where the mask certainly leaves a window alone. */
  touches(window: Window): boolean;
  /** Marks pixels whose validity is still 0. `dn` as `bands`, all of the places' number of pixels. */
  mark(dn: readonly ArrayLike<number>[], places: MaskedPlaces, validity: Uint8Array): void;
}

/** Codes of a mask that reads no band; null where it leaves the window alone. */
export function codesOf(mask: PixelMask, window: Window): Uint8Array | null {
  if (!mask.touches(window)) return null;
  const codes = new Uint8Array(window.width * window.height);
  mask.mark([], window, codes);
  return codes;
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
  const saturated = clouds && scene.saturation ? [scene.bands[scene.saturation.band - 1]] : [];
  if (!plan && !kind && saturated.length === 0) return null;
  const painter = plan && new MaskPainter(plan);
  const markers = (plan?.rules ?? []).map(rule => spectralMarker(rule, plan!.wavelengths));
  const layers = [...new Set(markers.flatMap(marker => marker.layers))];
  const measured = layers.map(bandOf);
  return {
    bands: [...classified, ...saturated, ...measured],
    touches: window => classified.length + saturated.length + measured.length > 0 || painter!.touches(window),
    mark(dn, places, validity) {
      const painted = painter !== null && (!('width' in places) || painter.touches(places));
      if (painted) paint(painter, places, validity);
      if (kind) classifyValidity(kind, dn[0], validity, clouds!);
      if (saturated.length > 0) markSaturated(dn[classified.length], validity);
      if (markers.length > 0) {
        const values = measured.map((band, i) =>
          valuesOf(dn[classified.length + saturated.length + i], band),
        );
        for (const marker of markers)
          marker.mark(
            marker.layers.map(layer => values[layers.indexOf(layer)]),
            validity,
          );
      }
      if (painted) for (let i = 0; i < validity.length; i++) if (validity[i] === keptCode) validity[i] = 0;
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
