import { useEffect } from 'react';
import type { CatalogueScene } from '#core/scene/scene.ts';
import { usePlots } from '#renderer/panels/plots/state/plots.ts';
import { useSession } from '../state/session.ts';
import { useSiteForm } from '#renderer/panels/plots/state/site-form.ts';
import { viewProjection } from './ground.ts';
import { partFeatures } from './parts.ts';
import { partStyle } from './site-styles.ts';
import { useDrawTool } from './use-draw-tool.ts';
import { useEditTool } from './use-edit-tool.ts';
import { useVector } from './use-vector.ts';
import { fill } from './vector-layer.ts';

/** Outline and quadrats of the site at hand, and the tools that draw and change them. */
export function PartsLayer({ scene }: { scene: CatalogueScene | undefined }) {
  const layer = useVector('plots', partStyle, 11.5, 'parts');
  const card = usePlots(s => s.card);
  const open = useSiteForm(s => s.open);
  const task = useSession(s => s.task);
  const projection = viewProjection(scene);
  const place = open?.draft.place ?? null;
  const shown = open && open.site?.id !== card?.site.id ? null : card;

  useEffect(() => {
    fill(layer, projection, () => (task === 'plots' ? partFeatures(place, shown, projection) : []));
  }, [layer, projection, place, shown, task]);
  useDrawTool(scene);
  useEditTool(scene, layer);
  return null;
}
