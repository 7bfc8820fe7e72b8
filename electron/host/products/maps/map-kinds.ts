import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { bloomMap } from './bloom.ts';
import { coverMap } from './cover.ts';
import { frequencyMap } from './frequency.ts';
import type { MapKind, MapMatter } from './map-kind.ts';
import { patchMap } from './patch.ts';
import { redlineMap } from './redline.ts';
import { sitesMap } from './sites.ts';
import { waterClassMap } from './water-class.ts';

/** Every kind of map, in the order in which they are offered. */
export const mapKinds: MapKind[] = [
  bloomMap,
  frequencyMap,
  redlineMap,
  patchMap,
  coverMap,
  sitesMap,
  waterClassMap,
];

/** Throws `bad-input` with the list of those there are. `subject` is the template that names it. */
export function mapKindOf(kind: string, subject = kind): MapKind {
  const found = mapKinds.find(k => k.kind === kind);
  if (!found)
    throw new BloomlineError(
      'bad-input',
      subject,
      say('map.no-such-kind', { kind, list: mapKinds.map(k => k.kind).join(', ') }),
    );
  return found;
}

/** Null where the kind fits, else why it does not. */
export const reasonAgainst = (kind: MapKind, matter: MapMatter): string | null =>
  kind.from.includes(matter.of) ? kind.lacks(matter) : kind.madeOf;
