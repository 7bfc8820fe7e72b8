import { windowStore } from './root.ts';

/** The layers of the map, from the top down. */
export const layerIds = [
  'plots',
  'patches',
  'corrections',
  'zones',
  'reasons',
  'index',
  'composite',
] as const;
export type LayerId = (typeof layerIds)[number];

export interface LayerState {
  visible: boolean;
  opacity: number;
}

/** How the layer of the index is coloured: the whole ramp, bloom over the ramp, bloom only. */
export type IndexLook = 'ramp' | 'bloom-over-ramp' | 'bloom';

interface Layers {
  layers: Record<LayerId, LayerState>;
  indexLook: IndexLook;
  setLayer: (id: LayerId, change: Partial<LayerState>) => void;
  toggle: (id: LayerId) => void;
  setIndexLook: (indexLook: IndexLook) => void;
}

const shown = { visible: true, opacity: 1 };

export const useLayers = windowStore<Layers>()(set => ({
  layers: {
    plots: shown,
    patches: shown,
    corrections: shown,
    zones: shown,
    reasons: { visible: false, opacity: 0.7 },
    index: { visible: false, opacity: 1 },
    composite: shown,
  },
  indexLook: 'bloom',
  setLayer: (id, change) => set(s => ({ layers: { ...s.layers, [id]: { ...s.layers[id], ...change } } })),
  toggle: id =>
    set(s => ({ layers: { ...s.layers, [id]: { ...s.layers[id], visible: !s.layers[id].visible } } })),
  setIndexLook: indexLook => set({ indexLook }),
}));
