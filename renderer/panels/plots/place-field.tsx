import { useEffect, useState } from 'react';
import { commonCrs, readPlace } from '#core/plots/coordinates.ts';
import type { Crs } from '#core/grid/grid.ts';
import { Field } from '../../controls/field.tsx';
import { TextField } from '../../controls/text-field.tsx';
import { useWords } from '../../language/use-words.ts';

const systems = commonCrs();

const written = (lon: number, lat: number) => `${lon.toFixed(7)}, ${lat.toFixed(7)}`;

/** Coordinates as people type them; says what it understood, and asks for the system of metres where it must. */
export function PlaceField({
  place,
  onPlace,
}: {
  place: { lon: number; lat: number } | null;
  onPlace: (lon: number, lat: number) => void;
}) {
  const { t } = useWords();
  const shown = place ? written(place.lon, place.lat) : '';
  const [text, setText] = useState(shown);
  const [crs, setCrs] = useState<Crs | null>(null);
  const read = text.trim() === '' ? null : readPlace(text, crs);
  const understood = read && !('problem' in read) ? written(read.lon, read.lat) : null;
  useEffect(() => {
    // A place that comes from the map takes the place of what was typed; the own one does not.
    setText(now => {
      const own = now.trim() === '' ? null : readPlace(now, crs);
      return own && !('problem' in own) && written(own.lon, own.lat) === shown ? now : shown;
    });
  }, [shown, crs]);

  const take = (typed: string, system: Crs | null) => {
    setText(typed);
    setCrs(system);
    const found = readPlace(typed, system);
    if (!('problem' in found)) onPlace(found.lon, found.lat);
  };
  const problem = read && 'problem' in read ? read.problem : null;
  const converted = read && !('problem' in read) && read.crs !== 'CGCS2000' ? read.crs : null;
  return (
    <>
      <TextField
        label={t('plots.coordinates')}
        problem={problem && t(`plots.coordinates-${problem}`)}
        hint={
          understood &&
          (converted
            ? t('plots.understood-from', { place: degrees(read), crs: converted })
            : t('plots.understood', { place: degrees(read) }))
        }
        value={text}
        spellCheck={false}
        placeholder={t('plots.coordinates-example')}
        aria-invalid={problem !== null}
        onChange={text => take(text, crs)}
      />
      {(problem === 'zone-needed' || crs) && (
        <Field label={t('plots.crs')}>
          <select
            className="input"
            value={crs?.epsg ?? ''}
            onChange={event => take(text, systems.find(s => String(s.epsg) === event.target.value) ?? null)}
          >
            <option value="">{t('plots.crs-auto')}</option>
            {systems.map(system => (
              <option key={system.epsg} value={system.epsg ?? ''}>
                {system.name}
              </option>
            ))}
          </select>
        </Field>
      )}
    </>
  );
}

const degrees = (read: ReturnType<typeof readPlace> | null) =>
  read && !('problem' in read) ? `${read.lon.toFixed(6)}°, ${read.lat.toFixed(6)}°` : '';
