import type { FeatureLike } from 'ol/Feature.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { CatalogueZone, MultiPolygon } from '#core/zones/zone.ts';
import { patchChosenColor, patchColor, zoneColors } from '../state/palettes.ts';

const font = '500 12px "Noto Sans SC Variable", "Noto Sans SC", sans-serif';
const halo = new Stroke({ color: 'rgba(8, 14, 16, 0.85)', width: 3.5 });

export const label = (text: string, offsetY = 0) =>
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

/** A patch of an assessment, or of the ledger. */
export interface ShownPatch {
  id: number;
  geometry: MultiPolygon;
  number?: string;
  /** Of the result that a reviewed one is compared with. */
  earlier?: boolean;
}

export function patchStyle(chosenId: () => number | null) {
  return (feature: FeatureLike): Style => {
    const patch = feature.get('subject') as ShownPatch;
    if (patch.earlier)
      return new Style({
        stroke: new Stroke({ color: '#ffffff', width: 1.75, lineDash: [5, 4] }),
        zIndex: 2,
      });
    const chosen = patch.id === chosenId();
    return new Style({
      stroke: new Stroke({ color: chosen ? patchChosenColor : patchColor, width: chosen ? 3 : 1.75 }),
      fill: new Fill({ color: `${chosen ? patchChosenColor : patchColor}38` }),
      text: chosen ? label(patch.number ?? `#${patch.id}`) : undefined,
      zIndex: chosen ? 1 : 0,
    });
  };
}
