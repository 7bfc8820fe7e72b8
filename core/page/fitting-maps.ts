import { inEnglish } from '#core/words/said.ts';
import { mapKinds, type MapKind } from './map-kinds.ts';

/** What a map could be made of, as far as it decides which kinds fit. */
export type MapMatter =
  | { of: 'bloom' }
  | { of: 'redline'; patches: number; /** The later scene has red and near infrared. */ vegetation: boolean }
  | { of: 'series'; /** Scenes with a result. */ scenes: number }
  | { of: 'state'; /** Vegetation cover is among the indicators. */ cover: boolean }
  | { of: 'sites'; sites: number; /** Sites with a sample that has a class. */ classed: number };

const madeOf: Record<MapKind, string> = {
  bloom: inEnglish('map.of-bloom'),
  frequency: inEnglish('map.of-series'),
  redline: inEnglish('map.of-redline'),
  patch: inEnglish('map.of-redline'),
  cover: inEnglish('map.of-redline-or-state'),
  sites: inEnglish('map.of-sites'),
  'water-class': inEnglish('map.of-sites'),
};

/** Per kind of map: null where it fits, else why it does not. */
export function fittingMaps(matter: MapMatter): Record<MapKind, string | null> {
  const answers: Partial<Record<MapKind, string | null>> =
    matter.of === 'bloom'
      ? { bloom: null }
      : matter.of === 'redline'
        ? {
            redline: null,
            patch: matter.patches > 0 ? null : inEnglish('map.no-patches'),
            cover: matter.vegetation ? null : inEnglish('map.no-false-colour'),
          }
        : matter.of === 'series'
          ? { frequency: matter.scenes > 0 ? null : inEnglish('map.no-result-yet') }
          : matter.of === 'state'
            ? { cover: matter.cover ? null : inEnglish('map.no-cover') }
            : {
                sites: matter.sites > 0 ? null : inEnglish('map.no-sites-yet'),
                'water-class': matter.classed > 0 ? null : inEnglish('map.no-class-yet'),
              };
  return Object.fromEntries(
    mapKinds.map(kind => [kind, kind in answers ? (answers[kind] ?? null) : madeOf[kind]]),
  ) as Record<MapKind, string | null>;
}
