import WebGLTile, { type Style } from 'ol/layer/WebGLTile.js';
import type Map from 'ol/Map.js';
import { cachedTiles, contentKey, tileSource, type TileContent } from './tile-source.ts';

export interface RasterLook {
  content: TileContent;
  /** Its variables are numbers. */
  style: Style & { variables: Record<string, number> };
  /** Changes when the expressions of the style change; variables alone do not count. */
  styleKey: string;
  zIndex: number;
}

/** One WebGL layer of a map that is made anew only when its tiles or its expressions change. */
export class RasterSlot {
  private layer: WebGLTile | null = null;
  private key = '';
  private readonly map: Map;

  constructor(map: Map) {
    this.map = map;
  }

  show({ content, style, styleKey, zIndex }: RasterLook): WebGLTile {
    const key = `${contentKey(content)}|${styleKey}`;
    if (!this.layer || this.key !== key) {
      this.clear();
      this.key = key;
      this.layer = new WebGLTile({
        source: tileSource(content),
        style,
        zIndex,
        cacheSize: cachedTiles(content.layers.length),
      });
      this.map.addLayer(this.layer);
    } else this.layer.updateStyleVariables(style.variables);
    return this.layer;
  }

  get current(): WebGLTile | null {
    return this.layer;
  }

  clear(): void {
    if (!this.layer) return;
    this.map.removeLayer(this.layer);
    this.layer.dispose();
    this.layer = null;
    this.key = '';
  }
}
