import { useEffect } from 'react';
import Collection from 'ol/Collection.js';
import type Feature from 'ol/Feature.js';
import type MultiPolygon from 'ol/geom/MultiPolygon.js';
import Point from 'ol/geom/Point.js';
import Modify from 'ol/interaction/Modify.js';
import Translate from 'ol/interaction/Translate.js';
import type VectorLayer from 'ol/layer/Vector.js';
import type VectorSource from 'ol/source/Vector.js';
import { centreOf, moveShape } from '#core/plots/plot-shapes.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { moveQuadrat, moveSite, useMarking } from '#renderer/panels/plots/state/marking.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useSiteForm, type Place } from '#renderer/panels/plots/state/site-form.ts';
import { useMap } from './map-context.ts';
import type { Part } from './parts.ts';
import { sketchStyle } from './site-styles.ts';
import { addSnapping } from './snapping.ts';
import { toPlace } from './to-place.ts';

const partOf = (feature: Feature): Part => feature.get('subject') as Part;

const placeNow = (): Place | null => {
  const { open } = useSiteForm.getState();
  if (open) return open.draft.place;
  const { card } = usePlots.getState();
  return card ? { ...card.site, outline: card.outline } : null;
};

/** Drags the site at hand or one of its quadrats, or the corners of their outlines. */
export function useEditTool(scene: CatalogueScene | undefined, layer: VectorLayer<VectorSource>): void {
  const map = useMap();
  const tool = useMarking(s => s.tool);

  useEffect(() => {
    const place = toPlace(scene);
    const source = layer.getSource();
    if (!place || !source || (tool !== 'move' && tool !== 'corners')) return;
    const shapeOf = (feature: Feature) =>
      (feature.getGeometry() as MultiPolygon)
        .getCoordinates()
        .map(polygon => polygon.map(ring => ring.map(place)));

    /** A dragged shape keeps its metres: only its centre is read from the map. */
    const moved = (feature: Feature) => {
      const part = partOf(feature);
      const now = placeNow();
      if (!now) return;
      if (part.kind === 'quadrat') {
        const quadrat = usePlots.getState().card?.quadrats.find(q => q.id === part.id);
        if (!quadrat) return;
        const from = centreOf(quadrat.geometry);
        moveQuadrat(part.id, moveShape(quadrat.geometry, from, centreOf(shapeOf(feature))));
        return;
      }
      const shape = feature.getGeometry();
      const from = [now.lon, now.lat] as const;
      if (shape instanceof Point) {
        const [lon, lat] = place(shape.getCoordinates());
        moveSite({ ...now, lon, lat, outline: moveShape(now.outline, from, [lon, lat]) }, 'whole');
      } else {
        const was = centreOf(now.outline);
        const is = centreOf(shapeOf(feature));
        const [lon, lat] = moveShape([[[[...from]]]], was, is)[0][0][0];
        moveSite({ ...now, lon, lat, outline: moveShape(now.outline, was, is) }, 'whole');
      }
    };
    const reshaped = (feature: Feature) => {
      const part = partOf(feature);
      const now = placeNow();
      if (!now || part.kind === 'point') return;
      const outline = shapeOf(feature);
      if (part.kind === 'quadrat') return moveQuadrat(part.id, outline);
      const [lon, lat] = centreOf(outline);
      moveSite({ ...now, lon, lat, sideM: null, outline }, 'corners');
    };

    const features = new Collection<Feature>();
    const gather = () => {
      features.clear();
      features.extend(source.getFeatures().filter(f => tool === 'move' || partOf(f).kind !== 'point'));
    };
    gather();
    const interaction =
      tool === 'move'
        ? new Translate({ features, hitTolerance: 5 })
        : new Modify({ features, style: sketchStyle });
    if (interaction instanceof Translate)
      interaction.on('translateend', event => event.features.forEach(moved));
    else {
      const before = new Map<Feature, number>();
      interaction.on('modifystart', () => features.forEach(f => before.set(f, f.getRevision())));
      interaction.on('modifyend', () =>
        features
          .getArray()
          .filter(f => before.get(f) !== f.getRevision())
          .forEach(reshaped),
      );
    }
    source.on(['addfeature', 'clear'] as never, gather);
    map.addInteraction(interaction);
    const stopSnapping = addSnapping(map);
    return () => {
      source.un(['addfeature', 'clear'] as never, gather);
      stopSnapping();
      map.removeInteraction(interaction);
    };
  }, [map, scene, layer, tool]);
}
