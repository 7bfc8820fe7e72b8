import type { Extent } from '#core/grid/grid.ts';
import { boxOf } from '#core/zones/rings.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { toPaper } from './frame.ts';
import { overlaps } from './label-place.ts';
import type { Box, FrameBox, Item } from './page.ts';
import type { Template } from './template.ts';

export interface Locator {
  /** Outlines to find one's way by: all zones of the set. In the frame's CRS. */
  outlines: readonly MultiPolygon[];
  /** Around it all: the outline of the scene. */
  footprint: MultiPolygon | null;
}

const share = 0.24;
const margin = 1.6;
const needless = 0.35;

/**
 * A small map in a corner of the frame: the outlines, the scene's footprint and, in the warning colour, what the frame
 * shows. It takes the free corner that hides least of `busy` (points on paper); null where no corner is free, and
 * where the frame itself shows most of it.
 */
export function locatorItems(
  locator: Locator,
  frame: FrameBox,
  taken: readonly Box[],
  busy: readonly (readonly [number, number])[],
  colors: Template['colors'],
): { box: Box; items: Item[] } | null {
  const around = union([
    frame.extent,
    ...[...locator.outlines, ...(locator.footprint ? [locator.footprint] : [])].flatMap(g => boxOf(g) ?? []),
  ]);
  // A frame that shows nearly everything needs no map of where it lies.
  if (area(frame.extent) > needless * area(around)) return null;
  const ratio = Math.min(2, Math.max(0.5, (around[2] - around[0]) / (around[3] - around[1])));
  const side = Math.min(frame.width, frame.height) * share;
  const width = ratio >= 1 ? side : side * ratio;
  const height = ratio >= 1 ? side / ratio : side;
  const corners: Box[] = [0, 1, 2, 3].map(i => ({
    x: i % 2 === 0 ? frame.x + frame.width - width - margin : frame.x + margin,
    y: i < 2 ? frame.y + frame.height - height - margin : frame.y + margin,
    width,
    height,
  }));
  const hidden = (box: Box) =>
    busy.filter(([x, y]) => x > box.x && x < box.x + box.width && y > box.y && y < box.y + box.height).length;
  const free = corners.filter(c => !taken.some(t => overlaps(t, c)));
  if (free.length === 0) return null;
  const box = free.reduce((best, c) => (hidden(c) < hidden(best) ? c : best));
  const pad = 1;
  const scale = Math.min(
    (width - 2 * pad) / (around[2] - around[0]),
    (height - 2 * pad) / (around[3] - around[1]),
  );
  const centre = [(around[0] + around[2]) / 2, (around[1] + around[3]) / 2];
  const halfX = width / 2 / scale;
  const halfY = height / 2 / scale;
  const small: FrameBox = {
    ...box,
    extent: [centre[0] - halfX, centre[1] - halfY, centre[0] + halfX, centre[1] + halfY],
    mmPerUnit: scale,
  };
  const rings = (geometry: MultiPolygon) =>
    geometry.flat().map(ring => ring.map(([x, y]) => toPaper(small, x, y)));
  const [left, top] = toPaper(small, frame.extent[0], frame.extent[3]);
  const [right, bottom] = toPaper(small, frame.extent[2], frame.extent[1]);
  const items: Item[] = [{ kind: 'rect', ...box, fill: '#ffffff', opacity: 0.93 }];
  if (locator.footprint)
    items.push({
      kind: 'polygon',
      rings: rings(locator.footprint),
      stroke: colors.muted,
      lineWidth: 0.15,
      dash: [0.8, 0.6],
    });
  for (const outline of locator.outlines)
    items.push({
      kind: 'polygon',
      rings: rings(outline),
      fill: colors.rule,
      stroke: colors.zone,
      lineWidth: 0.12,
    });
  // A frame that would be a speck is marked by a box that can be seen.
  const least = 1.4;
  const w = Math.max(least, right - left);
  const h = Math.max(least, bottom - top);
  items.push(
    {
      kind: 'rect',
      x: (left + right - w) / 2,
      y: (top + bottom - h) / 2,
      width: w,
      height: h,
      stroke: colors.warning,
      lineWidth: 0.35,
    },
    { kind: 'rect', ...box, stroke: colors.ink, lineWidth: 0.25 },
  );
  return { box, items: [{ kind: 'clip', ...box, items }] };
}

const area = ([minX, minY, maxX, maxY]: FrameBox['extent']): number => (maxX - minX) * (maxY - minY);

function union(boxes: readonly (Extent | FrameBox['extent'] | number)[]): Extent {
  const flat = boxes.flat() as number[];
  const of = (i: number) => flat.filter((_, k) => k % 4 === i);
  return [Math.min(...of(0)), Math.min(...of(1)), Math.max(...of(2)), Math.max(...of(3))];
}
