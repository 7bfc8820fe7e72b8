import type { FeatureLike } from 'ol/Feature.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { LossPatch } from '#core/assessment/assessment.ts';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import type { CatalogueZone } from '#core/zones/zone.ts';
import { patchChosenColor, patchColor, plotColor, zoneColors } from '../state/palettes.ts';

const font = '500 12px "Noto Sans SC Variable", "Noto Sans SC", sans-serif';
const halo = new Stroke({ color: 'rgba(8, 14, 16, 0.85)', width: 3.5 });

const label = (text: string, offsetY = 0) =>
  new Text({ text, font, offsetY, overflow: true, fill: new Fill({ color: '#ffffff' }), stroke: halo });

/** Outline with a dark casing, so that it is seen on water and on cloud alike; chosen zones are drawn stronger. */
export function zoneStyle(isChosen: (zoneId: number) => boolean) {
  return (feature: FeatureLike): Style[] => {
    const zone = feature.get('subject') as CatalogueZone;
    const chosen = isChosen(zone.id);
    return [
      new Style({ stroke: new Stroke({ color: 'rgba(8, 14, 16, 0.6)', width: chosen ? 5 : 3 }) }),
      new Style({
        stroke: new Stroke({
          color: zoneColors[zone.kind],
          width: chosen ? 2.5 : 1.25,
          lineDash: chosen ? undefined : [6, 4],
        }),
        text: label(zone.name),
        zIndex: chosen ? 1 : 0,
      }),
    ];
  };
}

export function patchStyle(chosenId: () => number | null) {
  return (feature: FeatureLike): Style => {
    const patch = feature.get('subject') as LossPatch;
    const chosen = patch.id === chosenId();
    return new Style({
      stroke: new Stroke({ color: chosen ? patchChosenColor : patchColor, width: chosen ? 3 : 1.75 }),
      fill: new Fill({ color: `${chosen ? patchChosenColor : patchColor}38` }),
      text: chosen ? label(`#${patch.id}`) : undefined,
      zIndex: chosen ? 1 : 0,
    });
  };
}

/** Corners of the symbol of a kind of plot; 0 is a circle. */
const corners: Record<string, number> = {
  section: 3,
  'observation-field': 4,
  'check-point': 5,
  station: 4,
};

export function plotStyle(chosenId: () => number | null) {
  return (feature: FeatureLike): Style => {
    const site = feature.get('subject') as FoundSite;
    const chosen = site.id === chosenId();
    const look = {
      // Always drawn; labels keep clear of it.
      declutterMode: 'obstacle' as const,
      fill: new Fill({ color: chosen ? '#ffffff' : plotColor }),
      stroke: new Stroke({ color: chosen ? plotColor : '#141a1c', width: chosen ? 3 : 1.5 }),
    };
    const points = corners[site.kind] ?? 0;
    const angle = site.kind === 'observation-field' ? Math.PI / 4 : 0;
    return new Style({
      image: points
        ? new RegularShape({ ...look, points, radius: 8, angle })
        : new CircleStyle({ ...look, radius: 6 }),
      text: label(site.name, -16),
      zIndex: chosen ? 1 : 0,
    });
  };
}
