import type { Radiometry } from './scene.ts';

/** How a band's DN become values. */
export type DnScale = Pick<Radiometry, 'scale' | 'offset' | 'sphericalAlbedo'>;

export function valueOfDn({ scale, offset, sphericalAlbedo }: DnScale, dn: number): number {
  const y = dn * scale + offset;
  return sphericalAlbedo ? y / (1 + sphericalAlbedo * y) : y;
}

/** The way back of `valueOfDn`. */
export function dnOfValue({ scale, offset, sphericalAlbedo }: DnScale, value: number): number {
  return ((sphericalAlbedo ? value / (1 - sphericalAlbedo * value) : value) - offset) / scale;
}
