import { useEffect } from 'react';
import type RenderEvent from 'ol/render/Event.js';
import { getRenderPixel } from 'ol/render.js';
import { unByKey } from 'ol/Observable.js';
import { useRedline } from '#renderer/panels/redline/state/redline.ts';
import { useMap } from './map-context.ts';
import type { RasterSlot } from './raster-layer.ts';

/** Of the divider. */
export type Side = 'left' | 'right';

/**
 * Draws only the part of a layer that lies on one side of the divider; null draws all. `made` changes when the layer
 * is made anew.
 */
export function useSwipe(slot: RasterSlot, made: unknown, side: Side | null): void {
  const map = useMap();
  useEffect(() => {
    const layer = slot.current;
    if (!side || !layer) return;
    const before = layer.on('prerender', event =>
      cut(event, map.getSize() ?? [0, 0], useRedline.getState().swipe, side),
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
  }, [map, slot, made, side]);
}

function cut(event: RenderEvent, [width, height]: number[], share: number, side: Side): void {
  const gl = event.context as WebGLRenderingContext;
  const [from, to] = side === 'left' ? [0, width * share] : [width * share, width];
  const [left, bottom] = getRenderPixel(event, [from, height]);
  const [right, top] = getRenderPixel(event, [to, 0]);
  gl.enable(gl.SCISSOR_TEST);
  gl.scissor(Math.round(left), Math.round(bottom), Math.round(right - left), Math.round(top - bottom));
}
