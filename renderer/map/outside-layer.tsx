import Feature from 'ol/Feature.js';
import MultiPolygonGeometry from 'ol/geom/MultiPolygon.js';
import Fill from 'ol/style/Fill.js';
import Style from 'ol/style/Style.js';
import { useEffect, useMemo } from 'react';
import { toMap } from '#core/grid/grid.ts';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { beside } from '#core/zones/clip.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { useBloom } from '#renderer/panels/bloom/state/bloom.ts';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { reasonColors } from '../state/palettes.ts';
import { useSession } from '../state/session.ts';
import { useVector } from './use-vector.ts';
import { useZoneClip } from './use-zone-clip.ts';

/** What of the chosen zones lies beside the scene, hatched: it is of the zone, and not seen. */
export function OutsideLayer({ scene }: { scene: CatalogueScene }) {
  const ofRedline = useSession(s => s.task === 'redline');
  const bloomZones = useBloom(s => s.zoneIds);
  const redlineZones = useRedline(s => s.zoneIds);
  const clip = useZoneClip(scene, ofRedline ? redlineZones : bloomZones);
  const style = useMemo(() => new Style({ fill: new Fill({ color: hatching() }) }), []);
  const layer = useVector('zones', style, 9, 'outside');

  useEffect(() => {
    const source = layer.getSource();
    source?.clear(true);
    const frame = frameOf(scene);
    for (const shape of clip?.shapes ?? []) {
      const outside = beside(shape, frame);
      if (outside.length > 0) source?.addFeature(new Feature(new MultiPolygonGeometry(outside)));
    }
  }, [layer, scene, clip]);
  return null;
}

/** The corners of a scene in its own CRS. */
function frameOf({ grid: { affine, width, height } }: CatalogueScene): MultiPolygon {
  const corners = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
    [0, 0],
  ];
  return [[corners.map(([col, row]) => toMap(affine, col, row))]];
}

const side = 8;

function hatching(): CanvasPattern | string {
  const canvas = new OffscreenCanvas(side, side);
  const context = canvas.getContext('2d');
  const color = reasonColors['outside-scene'];
  if (!context) return color;
  context.strokeStyle = color;
  context.lineWidth = 1.25;
  context.beginPath();
  // The middle line, and the corners of its neighbours, so that tiles meet.
  for (const shift of [-side, 0, side]) {
    context.moveTo(shift - 1, side + 1);
    context.lineTo(shift + side + 1, -1);
  }
  context.stroke();
  return context.createPattern(canvas, 'repeat') ?? color;
}
