import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { ZoneFile } from '#host/formats/read-zones.ts';

/** The zones that `--lake` means: those of this name, of this layer (a set of zones), or with it in a text field. */
export function zonesOfLake(zones: ZoneFile, lake: string | undefined): ZoneFile {
  if (lake === undefined) return zones;
  const wanted = lake.trim();
  const byName = zones.zones.filter(z => z.name === wanted);
  if (byName.length) return { ...zones, zones: byName };
  if (zones.layer === wanted) return zones;
  const byField = zones.zones.filter(z => Object.values(z.attributes).includes(wanted));
  if (byField.length) return { ...zones, zones: byField };
  const names = zones.zones.map(z => z.name);
  throw new BloomlineError(
    'not-found',
    `--lake ${lake}`,
    say('zones.no-such-name', {
      names: names.slice(0, 12).join(', ') + (names.length > 12 ? ' …' : ''),
    }),
  );
}
