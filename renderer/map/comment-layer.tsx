import { useEffect, useMemo } from 'react';
import type { FeatureLike } from 'ol/Feature.js';
import type Projection from 'ol/proj/Projection.js';
import Circle from 'ol/style/Circle.js';
import Fill from 'ol/style/Fill.js';
import Stroke from 'ol/style/Stroke.js';
import Style from 'ol/style/Style.js';
import Text from 'ol/style/Text.js';
import { commentColors } from '../state/palettes.ts';
import { useReview } from '#renderer/panels/review/state/review.ts';
import { useSession } from '../state/session.ts';
import { useMap } from './map-context.ts';
import { fill, pointFeature, vectorLayer } from './vector-layer.ts';

interface Pin {
  id: number;
  text: string;
  look: keyof typeof commentColors;
}

function pinStyle(feature: FeatureLike): Style {
  const { id, text, look } = feature.get('subject') as Pin;
  const chosen = id === useReview.getState().commentId;
  return new Style({
    image: new Circle({
      radius: chosen ? 13 : 10,
      fill: new Fill({ color: commentColors[look] }),
      stroke: new Stroke({ color: '#ffffff', width: chosen ? 3 : 2 }),
    }),
    text: new Text({ text, font: '600 12px sans-serif', fill: new Fill({ color: '#10181b' }) }),
    zIndex: chosen ? 1 : 0,
  });
}

/** Pins of the comments on the assessment that is reviewed, and of the one that is being written. */
export function CommentLayer({ projection }: { projection: Projection }) {
  const map = useMap();
  const detail = useReview(s => s.detail);
  const place = useReview(s => s.place);
  const shown = useSession(s => s.task) === 'review';
  const layer = useMemo(() => vectorLayer(pinStyle, 14), []);
  useEffect(() => {
    layer.set('id', 'comments');
    map.addLayer(layer);
    return () => {
      map.removeLayer(layer);
    };
  }, [map, layer]);
  useEffect(() => {
    const pins = (detail?.comments ?? []).flatMap((c, i) =>
      c.place
        ? [
            {
              at: c.place,
              pin: { id: c.id, text: String(i + 1), look: c.resolved ? 'resolved' : 'open' } as Pin,
            },
          ]
        : [],
    );
    if (place) pins.push({ at: place, pin: { id: 0, text: '+', look: 'new' } });
    fill(layer, projection, () =>
      shown ? pins.map(({ at, pin }) => pointFeature(at[0], at[1], pin, projection)) : [],
    );
  }, [layer, projection, detail, place, shown]);
  useEffect(
    () => useReview.subscribe((now, last) => now.commentId !== last.commentId && layer.changed()),
    [layer],
  );
  return null;
}
