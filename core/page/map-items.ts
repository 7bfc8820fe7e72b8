import type { MultiPolygon } from '#core/zones/zone.ts';
import { northDirection, toPaper } from './frame.ts';
import { makeGraticule, type GraticuleTick } from './graticule.ts';
import { makeKilometreGrid } from './kilometre-grid.ts';
import { readableOn } from './legend-block.ts';
import { hatchItems } from './hatch.ts';
import { innerPoint, placeLabel } from './label-place.ts';
import { locatorItems } from './locator.ts';
import { northArrowItems } from './north-arrow.ts';
import type { Box, FrameBox, Item, MeasureText } from './page.ts';
import type { SheetContent } from './sheet-content.ts';
import type { SettledOptions } from './settle.ts';
import { shorten } from './text-layout.ts';
import type { Say } from './words.ts';

interface MapStyle {
  measure: MeasureText;
  /** Millimetres. */
  label: number;
  small: number;
  heading: number;
  /** Width of the band of graticule labels around the frame. */
  band: number;
}

/** Which of the frames of a sheet this is. */
interface FrameRole {
  settings: Pick<SettledOptions, 'grid' | 'gridStep' | 'locator' | 'northArrow'>;
  image: string | null;
  /** What the frame shows, where there are two. */
  label: string | null;
  first: boolean;
}

/** The map: picture, graticule, outlines, labels, north arrow, simulated label, neat line. */
export function mapItems(
  content: SheetContent,
  frame: FrameBox,
  style: MapStyle,
  say: Say,
  role: FrameRole,
): Item[] {
  const { colors } = content.template;
  const { map } = content;
  const { settings } = role;
  const inside: Item[] = role.image
    ? [
        {
          kind: 'raster',
          image: role.image,
          x: frame.x,
          y: frame.y,
          width: frame.width,
          height: frame.height,
        },
      ]
    : [];
  const graticule =
    settings.grid === 'none'
      ? { lines: [], ticks: [] }
      : settings.grid === 'kilometres'
        ? makeKilometreGrid(frame, settings.gridStep)
        : makeGraticule(frame, map.crs, settings.gridStep);
  for (const points of graticule.lines)
    inside.push({ kind: 'polyline', points, stroke: colors.muted, lineWidth: 0.1, opacity: 0.55 });
  inside.push(...hatchItems(ringsOnPaper(map.outside ?? [], frame), colors.zone));
  for (const zone of map.zones) {
    const rings = ringsOnPaper(zone.geometry, frame);
    inside.push({ kind: 'polygon', rings, stroke: '#ffffff', lineWidth: 0.6, opacity: 0.65 });
    inside.push({ kind: 'polygon', rings, stroke: colors.zone, lineWidth: 0.28 });
  }
  for (const patch of map.patches) {
    if (role.label !== null)
      inside.push({
        kind: 'polygon',
        rings: ringsOnPaper(patch.geometry, frame),
        stroke: '#ffffff',
        lineWidth: 1,
        opacity: 0.8,
      });
    inside.push({
      kind: 'polygon',
      rings: ringsOnPaper(patch.geometry, frame),
      stroke: colors.patch,
      lineWidth: role.label === null ? 0.2 : 0.5,
    });
  }

  const arrowHeight = Math.max(11, Math.min(frame.width, frame.height) * 0.09);
  const plate: Box = {
    x: frame.x + frame.width - arrowHeight * 0.95 - 2,
    y: frame.y + 2,
    width: arrowHeight * 0.95,
    height: arrowHeight * 1.2,
  };
  const taken: Box[] = [];
  const fixed: Item[] = [];
  if (settings.northArrow !== 'none') {
    const centre = [
      (frame.extent[0] + frame.extent[2]) / 2,
      (frame.extent[1] + frame.extent[3]) / 2,
    ] as const;
    taken.push(plate);
    fixed.push(
      { kind: 'rect', ...plate, fill: '#ffffff', opacity: 0.82 },
      ...northArrowItems(
        plate.x + plate.width / 2,
        plate.y + plate.height * 0.56,
        arrowHeight,
        northDirection(map.crs, ...centre),
        say(settings.northArrow === 'grid' ? 'gridNorth' : 'north'),
        colors,
        settings.northArrow,
      ),
    );
  }
  if (role.label !== null) {
    const size = style.heading;
    const text = shorten(role.label, frame.width * 0.7, size, true, style.measure);
    const label: Box = {
      x: frame.x + 2.5,
      y: frame.y + frame.height - size * 1.8 - 2.5,
      width: style.measure(text, size, true) + size * 1.2,
      height: size * 1.8,
    };
    taken.push(label);
    fixed.push(
      { kind: 'rect', ...label, fill: '#ffffff', opacity: 0.9 },
      {
        kind: 'text',
        x: label.x + size * 0.6,
        y: label.y + label.height / 2 + size * 0.36,
        text,
        size,
        bold: true,
        color: colors.ink,
      },
    );
  }
  if (content.simulated) {
    const size = style.heading * 1.25;
    const text = say('simulated');
    const label: Box = {
      x: frame.x + 2.5,
      y: frame.y + 2.5,
      width: style.measure(text, size, true) + size * 1.4,
      height: size * 1.9,
    };
    taken.push(label);
    fixed.push(
      { kind: 'rect', ...label, fill: '#ffffff', opacity: 0.9 },
      { kind: 'rect', ...label, stroke: colors.warning, lineWidth: 0.5 },
      {
        kind: 'text',
        x: label.x + label.width / 2,
        y: label.y + label.height / 2 + size * 0.36,
        text,
        size,
        bold: true,
        anchor: 'middle',
        color: colors.warning,
      },
    );
  }
  for (const site of map.sites) {
    const [x, y] = toPaper(frame, site.x, site.y);
    inside.push({
      kind: 'circle',
      x,
      y,
      radius: site.mark ? 1.7 : 0.85,
      fill: site.color ?? colors.warning,
      stroke: site.mark ? colors.ink : '#ffffff',
      lineWidth: site.mark ? 0.15 : 0.25,
    });
    const reach = site.mark ? 1.9 : 1;
    if (site.mark) {
      const size = style.small * (site.mark.length > 1 ? 0.8 : 1);
      inside.push({
        kind: 'text',
        x,
        y: y + size * 0.36,
        text: site.mark,
        size,
        bold: true,
        anchor: 'middle',
        color: readableOn(site.color ?? colors.warning),
      });
    }
    taken.push({ x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach });
  }
  if (map.locator && settings.locator && role.first) {
    const busy = [
      ...map.zones.flatMap(z => ringsOnPaper(z.geometry, frame).flat()),
      ...map.sites.map(s => toPaper(frame, s.x, s.y)),
    ];
    const placed = locatorItems(map.locator, frame, taken, busy, colors);
    if (placed) {
      taken.push(placed.box);
      fixed.push(...placed.items);
    }
  }
  inside.push(...labelItems(content, frame, style, taken), ...fixed);
  return [
    { kind: 'clip', x: frame.x, y: frame.y, width: frame.width, height: frame.height, items: inside },
    {
      kind: 'rect',
      x: frame.x,
      y: frame.y,
      width: frame.width,
      height: frame.height,
      stroke: colors.ink,
      lineWidth: 0.2,
    },
    {
      kind: 'rect',
      x: frame.x - style.band,
      y: frame.y - style.band,
      width: frame.width + 2 * style.band,
      height: frame.height + 2 * style.band,
      stroke: colors.ink,
      lineWidth: 0.5,
    },
    ...tickItems(graticule.ticks, frame, style, colors.ink),
  ];
}

const ringsOnPaper = (geometry: MultiPolygon, frame: FrameBox) =>
  geometry.flat().map(ring => ring.map(([x, y]) => toPaper(frame, x, y)));

/** Names of zones first, then numbers of patches and names of sites; what finds no free place is left out. */
function labelItems(content: SheetContent, frame: FrameBox, style: MapStyle, taken: Box[]): Item[] {
  const { colors } = content.template;
  const items: Item[] = [];
  const add = (text: string, x: number, y: number, size: number, bold: boolean, color: string) => {
    const width = style.measure(text, size, bold) + size * 0.4;
    const box = placeLabel(x, y, width, size * 1.25, frame, taken);
    if (!box) return;
    taken.push(box);
    items.push({
      kind: 'text',
      x: box.x + width / 2,
      y: box.y + size * 0.99,
      text,
      size,
      bold,
      anchor: 'middle',
      color,
      halo: { color: '#ffffff', width: size * 0.22 },
    });
  };
  for (const zone of content.map.zones) {
    const point = innerPoint(zone.geometry, frame.extent);
    if (point) add(zone.name, ...toPaper(frame, ...point), style.label, true, colors.ink);
  }
  for (const patch of content.map.patches) {
    const point = patch.label === null ? null : innerPoint(patch.geometry, frame.extent);
    if (point) add(patch.label!, ...toPaper(frame, ...point), style.small, true, colors.patch);
  }
  for (const site of content.map.sites) {
    const [x, y] = toPaper(frame, site.x, site.y);
    add(site.name, x, y - style.small * 1.3, style.small, false, colors.ink);
  }
  return items;
}

function tickItems(ticks: readonly GraticuleTick[], frame: FrameBox, style: MapStyle, color: string): Item[] {
  const size = style.small;
  const tick = style.band * 0.22;
  const taken = new Map<string, number[]>();
  return ticks.flatMap((t): Item[] => {
    const upright = t.side === 'left' || t.side === 'right';
    const along = upright ? t.y : t.x;
    const half = style.measure(t.label, size, false) / 2;
    const [from, to] = upright ? [frame.y, frame.y + frame.height] : [frame.x, frame.x + frame.width];
    const out = t.side === 'left' || t.side === 'top' ? -1 : 1;
    const mark: Item = {
      kind: 'polyline',
      points: upright
        ? [
            [t.x, t.y],
            [t.x + out * tick, t.y],
          ]
        : [
            [t.x, t.y],
            [t.x, t.y + out * tick],
          ],
      stroke: color,
      lineWidth: 0.15,
    };
    const others = taken.get(t.side) ?? [];
    const free =
      along - half >= from && along + half <= to && others.every(o => Math.abs(o - along) > 2 * half + size);
    if (!free) return [mark];
    taken.set(t.side, [...others, along]);
    const middle = tick + (style.band - tick) / 2;
    const label: Item = upright
      ? {
          kind: 'text',
          x: t.x + out * middle + size * 0.36,
          y: t.y,
          text: t.label,
          size,
          anchor: 'middle',
          color,
          rotate: 90,
        }
      : {
          kind: 'text',
          x: t.x,
          y: t.y + out * middle + size * 0.36,
          text: t.label,
          size,
          anchor: 'middle',
          color,
        };
    return [mark, label];
  });
}
