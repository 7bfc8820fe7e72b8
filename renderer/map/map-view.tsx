import { Fragment, useEffect, useRef, useState } from 'react';
import type Map from 'ol/Map.js';
import 'ol/ol.css';
import { useShownScenes, type ShownScenes } from '../state/shown-scenes.ts';
import { CommentLayer } from './comment-layer.tsx';
import { CompositeLayer } from './composite-layer.tsx';
import { CorrectionLayer } from './correction-layer.tsx';
import { GraticuleLayer } from './graticule-layer.tsx';
import { viewProjection } from './ground.ts';
import { IndexLayer } from './index-layer.tsx';
import { makeMap } from './make-map.ts';
import { MapContext } from './map-context.ts';
import { OutsideLayer } from './outside-layer.tsx';
import { PartsLayer } from './parts-layer.tsx';
import { PatchLayer } from './patch-layer.tsx';
import { PlotLayer } from './plot-layer.tsx';
import { ReasonLayer } from './reason-layer.tsx';
import { ReviewedLayers } from './reviewed-layers.tsx';
import { useBloomIndex } from './use-bloom-index.ts';
import { useClicks } from './use-clicks.ts';
import { useCursor } from './use-cursor.ts';
import { useFindArea } from './use-find-area.ts';
import { useView } from './use-view.ts';
import { ZoneLayer } from './zone-layer.tsx';
import type { CatalogueScene } from '#core/scene/scene.ts';

/** The map of the scene at hand with all of its layers; without a scene, meridians and parallels. */
export function MapView({ label }: { label: string }) {
  const target = useRef<HTMLDivElement>(null);
  const [map, setMap] = useState<Map | null>(null);
  const shown = useShownScenes();

  useEffect(() => {
    if (!target.current) return;
    const made = makeMap(target.current);
    setMap(made);
    return () => {
      made.setTarget(undefined);
      made.dispose();
    };
  }, []);

  return (
    <div ref={target} className="map" tabIndex={0} role="application" aria-label={label} data-testid="map">
      {map && (
        <MapContext.Provider value={map}>
          <Layers {...shown} />
        </MapContext.Provider>
      )}
    </div>
  );
}

function Layers(shown: ShownScenes) {
  const { scene, over } = shown;
  useView(scene);
  useClicks();
  useCursor(scene, over);
  useFindArea(scene);
  const projection = viewProjection(scene);
  return (
    <>
      {scene ? <SceneLayers {...shown} scene={scene} /> : <GraticuleLayer />}
      {/* A layer paints what it drew last while the view moves: in another projection that is another place. */}
      <Fragment key={projection.getCode()}>
        {scene && <OutsideLayer scene={scene} />}
        <ZoneLayer projection={projection} />
        <PatchLayer projection={projection} />
        <PlotLayer projection={projection} />
        <PartsLayer scene={scene} />
        <CommentLayer projection={projection} />
      </Fragment>
    </>
  );
}

function SceneLayers({ scene, over, divided, reviewed }: ShownScenes & { scene: CatalogueScene }) {
  const there = scene.missing === null;
  return (
    <>
      {there && <CompositeLayer key={scene.id} scene={scene} zIndex={0} />}
      {over && over.missing === null && (
        <CompositeLayer key={`over ${over.id}`} scene={over} zIndex={1} swiped />
      )}
      {reviewed && (
        <ReviewedLayers
          key={`reviewed ${reviewed.now.id} ${reviewed.other?.id} ${scene.id} ${over?.id}`}
          scene={scene}
          over={over}
          divided={divided}
          reviewed={reviewed}
        />
      )}
      {!divided && !reviewed && there && <BloomLayers key={`bloom ${scene.id}`} scene={scene} />}
      {!divided && !reviewed && <CorrectionLayer key={`corrections ${scene.id}`} scene={scene} />}
    </>
  );
}

/** What is being assessed in the bloom task. */
function BloomLayers({ scene }: { scene: CatalogueScene }) {
  const shown = useBloomIndex(scene);
  return (
    <>
      <IndexLayer scene={scene} shown={shown} />
      <ReasonLayer scene={scene} shown={shown} />
    </>
  );
}
