import { validityReasons } from '#core/bands/validity.ts';
import { dash, fixed } from '../../language/numbers.ts';
import { useWords } from '../../language/use-words.ts';
import { useProbe } from '../../state/probe.ts';
import { useShownScenes } from '../../state/shown-scenes.ts';

/** What lies under the cursor, the scale and the reference system. */
export function StatusBar() {
  const { t } = useWords();
  const { place, values, mapScale } = useProbe();
  const { scene } = useShownScenes();
  const geographic = scene?.grid.crs?.kind === 'geographic';
  const decimals = geographic ? 6 : 1;
  const known = place && values?.inside ? values : null;
  const recorded = place && values && !values.inside ? 'outside-scene' : known?.reason;
  const reason = recorded && validityReasons.includes(recorded) ? recorded : null;
  return (
    <footer className="status-bar" data-testid="status">
      <Item name={t('status.lon-lat')} wide={20}>
        {place?.lon != null && place.lat != null
          ? `${place.lon.toFixed(5)}°, ${place.lat.toFixed(5)}°`
          : dash}
      </Item>
      <Item name="E" wide={9}>
        {fixed(place?.x, decimals)}
      </Item>
      <Item name="N" wide={9}>
        {fixed(place?.y, decimals)}
      </Item>
      <Item name="DN" grows>
        {known
          ? known.bands.map(band => `${band.role ?? `b${band.index}`} ${band.dn ?? dash}`).join('  ')
          : dash}
      </Item>
      <Item name={t('status.reflectance')} grows>
        {known
          ? known.bands
              .filter(band => band.reflectance !== null)
              .map(band => `${band.role ?? `b${band.index}`} ${fixed(band.reflectance, 4)}`)
              .join('  ') || dash
          : dash}
      </Item>
      <Item name={t('status.index')} wide={8}>
        {fixed(known?.index, 4)}
      </Item>
      <Item name={t('status.reason')} wide={6}>
        {reason ? t(`reason.${reason}`) : dash}
      </Item>
      <Item name={t('status.scale')} wide={9}>
        {mapScale ? `1:${Number(mapScale.toPrecision(3)).toLocaleString('en-US')}` : dash}
      </Item>
      <Item name="CRS">
        {scene
          ? scene.grid.crs
            ? scene.grid.crs.epsg
              ? `EPSG:${scene.grid.crs.epsg}`
              : scene.grid.crs.name
            : t('status.no-crs')
          : dash}
      </Item>
    </footer>
  );
}

function Item({
  name,
  wide,
  grows,
  children,
}: {
  name: string;
  wide?: number;
  grows?: boolean;
  children: string;
}) {
  return (
    <span className={`status-item${grows ? ' grows' : ''}`} title={`${name} ${children}`}>
      <em>{name}</em>
      <span style={wide ? { minWidth: `${wide}ch` } : undefined}>{children}</span>
    </span>
  );
}
