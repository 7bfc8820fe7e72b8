import { useEffect } from 'react';
import Graticule from 'ol/layer/Graticule.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Text from 'ol/style/Text.js';
import { themeColor } from '../controls/chart.tsx';
import { usePreferences } from '../state/preferences.ts';
import { useMap } from './map-context.ts';

/** Meridians and parallels, where no scene gives the map a ground. */
export function GraticuleLayer() {
  const map = useMap();
  const theme = usePreferences(s => s.theme);
  useEffect(() => {
    const label = () =>
      new Text({
        font: '11px "Noto Sans SC Variable", sans-serif',
        fill: new Fill({ color: themeColor('muted') }),
      });
    const layer = new Graticule({
      strokeStyle: new Stroke({ color: themeColor('line-strong'), width: 1 }),
      showLabels: true,
      targetSize: 160,
      intervals: [
        20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001,
      ],
      lonLabelFormatter: lon => `${Number(lon.toFixed(4))}°`,
      latLabelFormatter: lat => `${Number(lat.toFixed(4))}°`,
      lonLabelStyle: label(),
      latLabelStyle: label(),
      zIndex: -1,
    });
    map.addLayer(layer);
    return () => {
      map.removeLayer(layer);
    };
  }, [map, theme]);
  return null;
}
