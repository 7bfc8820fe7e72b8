import type { FeatureLike } from 'ol/Feature.js';
import CircleStyle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import RegularShape from 'ol/style/RegularShape.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import type { FoundSite } from '#core/contract/plot-calls.ts';
import { plotColor, quadratColor } from '../state/palettes.ts';
import type { SiteCluster } from './site-clusters.ts';
import type { Part } from './parts.ts';
import { label } from './vector-styles.ts';

/** The symbol of a kind: corners and the turn of a regular shape; circles for the rest. */
const symbols: Record<string, [corners: number, turn: number]> = {
  'forest-plot': [3, 0],
  'grassland-plot': [4, 0],
  'wetland-plot': [4, Math.PI / 4],
  'desert-plot': [3, Math.PI],
  'urban-plot': [6, 0],
  'farmland-plot': [4, 0],
  section: [3, 0],
  'observation-field': [4, Math.PI / 4],
  'check-point': [5, 0],
  station: [4, 0],
};

const casing = '#141a1c';

export function plotStyle(chosenId: () => number | null, labelled: () => boolean) {
  const images = new Map<string, CircleStyle | RegularShape>();
  const imageOf = (kind: string, chosen: boolean) => {
    const key = `${kind} ${chosen}`;
    const image = images.get(key) ?? symbolOf(kind, chosen);
    images.set(key, image);
    return image;
  };
  return (feature: FeatureLike): Style => {
    const subject = feature.get('subject') as FoundSite | SiteCluster;
    if ('count' in subject) return clusterStyle(subject.count);
    const chosen = subject.id === chosenId();
    return new Style({
      image: imageOf(subject.kind, chosen),
      text: labelled() || chosen ? label(subject.name, -16) : undefined,
      zIndex: chosen ? 1 : 0,
    });
  };
}

function symbolOf(kind: string, chosen: boolean): CircleStyle | RegularShape {
  const look = {
    // Always drawn; labels keep clear of it.
    declutterMode: 'obstacle' as const,
    fill: new Fill({ color: chosen ? '#ffffff' : plotColor }),
    stroke: new Stroke({ color: chosen ? plotColor : casing, width: chosen ? 3 : 1.5 }),
  };
  const [points, angle] = symbols[kind] ?? [0, 0];
  return points
    ? new RegularShape({ ...look, points, radius: 8, angle })
    : new CircleStyle({ ...look, radius: 6 });
}

const clusterStyles = new Map<string, Style>();

function clusterStyle(count: number): Style {
  const text = count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
  const made = clusterStyles.get(text);
  if (made) return made;
  const style = new Style({
    image: new CircleStyle({
      radius: 10 + 3 * Math.log10(count),
      declutterMode: 'none',
      fill: new Fill({ color: `${plotColor}e6` }),
      stroke: new Stroke({ color: casing, width: 1.5 }),
    }),
    text: new Text({
      text,
      font: '600 11px "Noto Sans SC Variable", sans-serif',
      fill: new Fill({ color: casing }),
      declutterMode: 'none',
    }),
  });
  clusterStyles.set(text, style);
  return style;
}

/** Metres per pixel from which on names of quadrats are drawn. */
const nearMetres = 1.2;

/** Outline, quadrats and the place of the open site. */
export function partStyle(feature: FeatureLike, resolution: number): Style[] {
  const part = feature.get('subject') as Part;
  if (part.kind === 'point')
    return [
      new Style({
        image: new CircleStyle({
          radius: 5,
          declutterMode: 'none',
          fill: new Fill({ color: '#ffffff' }),
          stroke: new Stroke({ color: plotColor, width: 3 }),
        }),
        zIndex: 3,
      }),
    ];
  const color = part.kind === 'outline' ? plotColor : quadratColor;
  return [
    new Style({ stroke: new Stroke({ color: 'rgba(8, 14, 16, 0.6)', width: 4 }) }),
    new Style({
      stroke: new Stroke({ color, width: 2 }),
      fill: new Fill({ color: `${color}1f` }),
      text: part.kind === 'quadrat' && resolution < nearMetres ? label(part.name) : undefined,
      zIndex: part.kind === 'quadrat' ? 2 : 1,
    }),
  ];
}

/** What is being drawn. */
export const sketchStyle = new Style({
  stroke: new Stroke({ color: plotColor, width: 2, lineDash: [6, 4] }),
  fill: new Fill({ color: `${plotColor}30` }),
  image: new CircleStyle({
    radius: 4,
    fill: new Fill({ color: '#ffffff' }),
    stroke: new Stroke({ color: plotColor, width: 2 }),
  }),
});
