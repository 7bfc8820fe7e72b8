import { useMemo } from 'react';
import { useWords } from '../../language/use-words.ts';
import { useZones } from '../../state/zones.ts';

const width = 240;
const height = 120;
const margin = 8;
const mostDots = 2000;

/** Where the new sites would lie, over the outlines of the zones: a place far off is seen at once. */
export function ImportPlaces({ places }: { places: readonly [number, number][] }) {
  const { t } = useWords();
  const zones = useZones(s => s.zones);
  const at = useMemo(() => fitting(places), [places]);
  if (!at) return null;
  const step = Math.ceil(places.length / mostDots);
  return (
    <svg
      className="import-places"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={t('import.places')}
      data-testid="import-places"
    >
      <title>{t('import.places')}</title>
      {zones.map(zone => (
        <path
          key={zone.id}
          d={zone.geometry
            .flat()
            .map(ring => pathOf(ring, at))
            .join('')}
        />
      ))}
      {places
        .filter((_, i) => i % step === 0)
        .map(([lon, lat], i) => {
          const [x, y] = at(lon, lat);
          return <circle key={i} cx={x} cy={y} r={2.2} />;
        })}
    </svg>
  );
}

type Projected = (lon: number, lat: number) => [number, number];

/** Degrees to the picture's pixels, true to shape in the middle of the places; null without any. */
function fitting(places: readonly [number, number][]): Projected | null {
  if (places.length === 0) return null;
  let [west, south, east, north] = [180, 90, -180, -90];
  for (const [lon, lat] of places) {
    west = Math.min(west, lon);
    east = Math.max(east, lon);
    south = Math.min(south, lat);
    north = Math.max(north, lat);
  }
  const lon0 = (west + east) / 2;
  const lat0 = (south + north) / 2;
  const narrow = Math.cos((lat0 * Math.PI) / 180);
  // One place alone is shown with a few kilometres around it.
  const across = Math.max((east - west) * narrow, 0.02);
  const up = Math.max(north - south, 0.02);
  const scale = Math.min((width - 2 * margin) / across, (height - 2 * margin) / up);
  return (lon, lat) => [width / 2 + (lon - lon0) * narrow * scale, height / 2 - (lat - lat0) * scale];
}

const pathOf = (ring: readonly number[][], at: Projected): string =>
  `M${ring
    .map(([lon, lat]) =>
      at(lon, lat)
        .map(v => v.toFixed(1))
        .join(' '),
    )
    .join('L')}Z`;
