import { useEffect, useState } from 'react';
import type { Stretch } from '#core/contract/calls.ts';
import { callHost } from '../client/call-host.ts';
import { showError } from '../state/notices.ts';

interface Ranges {
  key: string;
  ranges: Stretch['ranges'];
}

/** Percentile ranges of a scene's layers; null until the host has answered. */
export function useStretch(
  scene: { id: number; version: number } | null,
  layers: readonly string[],
  percentiles: [number, number],
): Stretch['ranges'] | null {
  const [found, setFound] = useState<Ranges | null>(null);
  const key = scene ? JSON.stringify([scene.id, scene.version, layers, percentiles]) : '';

  useEffect(() => {
    if (!key) return;
    const [sceneId, , asked, range] = JSON.parse(key) as [number, number, string[], [number, number]];
    const stop = new AbortController();
    callHost('scene.stretch', { sceneId, layers: asked, percentiles: range }, { signal: stop.signal })
      .then(({ ranges }) => setFound({ key, ranges }))
      .catch(showError);
    return () => stop.abort();
  }, [key]);

  // The last ranges stay while new percentiles of the same layers are on their way.
  return found && sameLayers(found.key, key) ? found.ranges : null;
}

function sameLayers(a: string, b: string): boolean {
  if (!a || !b) return false;
  return JSON.stringify(JSON.parse(a).slice(0, 3)) === JSON.stringify(JSON.parse(b).slice(0, 3));
}
