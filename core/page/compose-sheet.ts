import type { SheetOptions } from '#core/contract/calls.ts';
import type { Style } from './block.ts';
import { placeFrame } from './frame.ts';
import { mapItems } from './map-items.ts';
import { grouped } from './number-text.ts';
import {
  paperMm,
  pointMm,
  type Box,
  type Item,
  type MeasureText,
  type Page,
  type PlacedBlock,
} from './page.ts';
import { fillPanel } from './panel.ts';
import { makeScaleBar, scaleBarItems } from './scale-bar.ts';
import type { SheetContent } from './sheet-content.ts';
import { signatureItems } from './signature.ts';
import type { Layout, Template } from './template.ts';
import { baselineDrop, fitSize, lineHeight, shorten, wrapText } from './text-layout.ts';
import { speaker } from './words.ts';

type Rect = Layout['title'];
const boxOf = ([x, y, width, height]: Rect): Box => ({ x, y, width, height });

export function layoutOf(template: Template, options: Pick<SheetOptions, 'paper' | 'orientation'>): Layout {
  return template.layouts[`${options.paper}-${options.orientation}`];
}

/** Width of the band of graticule labels between the neat line and the outer line, in millimetres. */
export const bandMm = (layout: Layout): number => 4.4 * layout.fontScale;

/** The map frame inside its band. */
export function frameBox(layout: Layout): Box {
  const band = bandMm(layout);
  const [x, y, width, height] = layout.map;
  return { x: x + band, y: y + band, width: width - 2 * band, height: height - 2 * band };
}

/** Lays a sheet out. The same numbers are painted as PDF, PNG and on the screen. */
export function composeSheet(content: SheetContent, options: SheetOptions, measure: MeasureText): Page {
  const { template } = content;
  const layout = layoutOf(template, options);
  const { colors } = template;
  const say = speaker(options.language);
  const mm = (points: number) => points * pointMm * layout.fontScale;
  const [short, long] = paperMm[options.paper];
  const [widthMm, heightMm] = options.orientation === 'landscape' ? [long, short] : [short, long];
  const small = mm(template.fonts.small);
  const style: Style = {
    measure,
    colors,
    heading: mm(template.fonts.heading),
    body: mm(template.fonts.body),
    table: mm(template.fonts.table),
    small,
  };

  const { frame, scale } = placeFrame(frameBox(layout), content.map.crs, content.map.extent, options.scale);
  const items: Item[] = [
    { kind: 'rect', x: 0, y: 0, width: widthMm, height: heightMm, fill: '#ffffff' },
    { kind: 'rect', ...boxOf(layout.border), stroke: colors.ink, lineWidth: 0.35 },
  ];
  const blocks: PlacedBlock[] = [
    { name: 'title', ...boxOf(layout.title) },
    { name: 'map', ...boxOf(layout.map) },
    { name: 'scaleBar', ...boxOf(layout.scaleBar) },
    { name: 'signature', ...boxOf(layout.signature) },
    { name: 'credit', ...boxOf(layout.credit) },
  ];
  items.push(
    ...titleItems(content, layout.title, mm(template.fonts.title), mm(template.fonts.subtitle), measure),
  );
  items.push(
    ...mapItems(
      content,
      frame,
      { measure, label: mm(template.fonts.label), small, heading: style.heading, band: bandMm(layout) },
      say,
    ),
  );
  items.push(...scaleItems(content, layout.scaleBar, scale, style, say));
  // Panels that grow do so together.
  const most = Math.min(...layout.panels.map(panel => fillPanel(panel, content, style, say).share));
  for (const panel of layout.panels) {
    const filled = fillPanel(panel, content, style, say, most);
    items.push(...filled.items);
    blocks.push(...filled.blocks);
  }
  items.push(...signatureItems(options, boxOf(layout.signature), style, say));
  const [cx, cy, cw, ch] = layout.credit;
  const creditSize = small * 0.92;
  items.push({
    kind: 'text',
    x: cx,
    y: cy + ch / 2 + baselineDrop * creditSize,
    text: shorten(content.credit, cw, creditSize, false, measure),
    size: creditSize,
    color: colors.muted,
  });
  return { widthMm, heightMm, title: content.title, items, blocks, frame, scale };
}

function titleItems(
  content: SheetContent,
  [x, y, width, height]: Rect,
  size: number,
  subtitleSize: number,
  measure: MeasureText,
): Item[] {
  const { colors } = content.template;
  const centre = x + width / 2;
  const sub = content.subtitle ? subtitleSize * lineHeight : 0;
  const room = height - sub;
  let fitted = Math.min(fitSize(content.title, width, size, size * 0.62, true, measure), room / 1.1);
  let lines = wrapText(content.title, width, fitted, true, measure);
  if (lines.length > 1) {
    fitted = Math.min(fitted, room / 2 / 1.15);
    lines = wrapText(content.title, width, fitted, true, measure);
    if (lines.length > 2) lines = [lines[0], shorten(lines.slice(1).join(''), width, fitted, true, measure)];
  }
  const step = fitted * 1.15;
  const top = y + (room - lines.length * step) / 2;
  const items = lines.map((text, i): Item => ({
    kind: 'text',
    x: centre,
    y: top + (i + 0.5) * step + baselineDrop * fitted,
    text,
    size: fitted,
    bold: true,
    anchor: 'middle',
    color: colors.ink,
  }));
  if (content.subtitle)
    items.push({
      kind: 'text',
      x: centre,
      y: y + height - sub / 2 + baselineDrop * subtitleSize,
      text: shorten(content.subtitle, width, subtitleSize, false, measure),
      size: subtitleSize,
      anchor: 'middle',
      color: colors.muted,
    });
  return items;
}

function scaleItems(
  content: SheetContent,
  [x, y, width, height]: Rect,
  scale: number,
  style: Style,
  say: ReturnType<typeof speaker>,
): Item[] {
  const { colors } = content.template;
  const size = style.body;
  const bar = makeScaleBar(scale, width * 0.38);
  const barHeight = height * 0.17;
  const total = barHeight + size * 1.3;
  const left = x + size;
  const top = y + (height - total) / 2;
  const ratio = `${say('scale')} 1:${grouped(scale)}`;
  const right = content.map.crs.name;
  const items = scaleBarItems(bar, left, top, barHeight, size, colors);
  const ratioSize = style.heading;
  const ratioX = left + bar.lengthMm + size * 5;
  const ratioWidth = style.measure(ratio, ratioSize, true);
  items.push({
    kind: 'text',
    x: ratioX,
    y: y + height / 2 + baselineDrop * ratioSize,
    text: ratio,
    size: ratioSize,
    bold: true,
    color: colors.ink,
  });
  const room = x + width - (ratioX + ratioWidth + size * 2);
  items.push({
    kind: 'text',
    x: x + width,
    y: y + height / 2 + baselineDrop * size,
    text: shorten(right, room, size, false, style.measure),
    size,
    anchor: 'end',
    color: colors.muted,
  });
  return items;
}
