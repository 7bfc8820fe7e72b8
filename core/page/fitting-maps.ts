import { mapKinds, type MapKind } from './map-kinds.ts';

/** What a map could be made of, as far as it decides which kinds fit. */
export type MapMatter =
  | { of: 'bloom' }
  | { of: 'redline'; patches: number; /** The later scene has red and near infrared. */ vegetation: boolean }
  | { of: 'series'; /** Scenes with a result. */ scenes: number }
  | { of: 'state'; /** Vegetation cover is among the indicators. */ cover: boolean }
  | { of: 'sites'; sites: number; /** Sites with a sample that has a class. */ classed: number };

const madeOf: Record<MapKind, string> = {
  bloom: 'this map is made of a bloom assessment',
  frequency: 'this map is made of a series',
  redline: 'this map is made of a redline assessment',
  patch: 'this map is made of a redline assessment',
  cover: 'this map is made of a redline assessment, or of a state assessment with vegetation cover',
  sites: 'this map is made of the sites of the catalogue',
  'water-class': 'this map is made of the sites of the catalogue',
};

/** Per kind of map: null where it fits, else why it does not. */
export function fittingMaps(matter: MapMatter): Record<MapKind, string | null> {
  const answers: Partial<Record<MapKind, string | null>> =
    matter.of === 'bloom'
      ? { bloom: null }
      : matter.of === 'redline'
        ? {
            redline: null,
            patch: matter.patches > 0 ? null : 'the assessment found no suspected patches',
            cover: matter.vegetation ? null : 'the later scene has no red and near infrared band',
          }
        : matter.of === 'series'
          ? { frequency: matter.scenes > 0 ? null : 'no scene of the series has a result yet' }
          : matter.of === 'state'
            ? { cover: matter.cover ? null : 'vegetation cover is not among the indicators' }
            : {
                sites: matter.sites > 0 ? null : 'there are no sites in the catalogue yet',
                'water-class': matter.classed > 0 ? null : 'no site has a sample that gives a class',
              };
  return Object.fromEntries(
    mapKinds.map(kind => [kind, kind in answers ? (answers[kind] ?? null) : madeOf[kind]]),
  ) as Record<MapKind, string | null>;
}
