import { useEffect } from 'react';
import type RenderEvent from 'ol/render/Event.js';
import { getRenderPixel } from 'ol/render.js';
import { unByKey } from 'ol/Observable.js';
import { useRedline } from '../state/redline.ts';
import { useMap } from './map-context.ts';
import type { RasterSlot } from './raster-layer.ts';

/** Draws only the part of a layer that lies right of the divider. `made` changes when the layer is made anew. */
export function useSwipe(slot: RasterSlot, made: unknown, on: boolean): void {
  const map = useMap();
  useEffect(() => {
    const layer = slot.current;
    if (!on || !layer) return;
    const before = layer.on('prerender', event =>
      cut(event, map.getSize() ?? [0, 0], useRedline.getState().swipe),
    );
    const after = layer.on('postrender', event => {
      const gl = event.context as WebGLRenderingContext;
      gl.disable(gl.SCISSOR_TEST);
    });
    const stop = useRedline.subscribe((now, last) => {
      if (now.swipe !== last.swipe) map.render();
    });
    map.render();
    return () => {
      unByKey([before, after]);
      stop();
    };
  }, [map, slot, made, on]);
}

function cut(event: RenderEvent, [width, height]: number[], share: number): void {
  const gl = event.context as WebGLRenderingContext;
  const [left, bottom] = getRenderPixel(event, [width * share, height]);
  const [right, top] = getRenderPixel(event, [width, 0]);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(Math.round(left), Math.round(bottom), Math.round(right - left), Math.round(top - bottom));
}
