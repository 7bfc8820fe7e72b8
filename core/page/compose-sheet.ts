import type { SheetOptions } from './sheet-options.ts';
import type { Style } from './block.ts';
import { northDirection, placeFrame } from './frame.ts';
import { makeKilometreGrid } from './kilometre-grid.ts';
import { degreeText, makeGraticule } from './graticule.ts';
import { mapItems } from './map-items.ts';
import { grouped } from './number-text.ts';
import {
  paperMm,
  pointMm,
  type Box,
  type FrameBox,
  type Item,
  type MeasureText,
  type Page,
  type PlacedBlock,
} from './page.ts';
import { fillPanel } from './panel.ts';
import { makeScaleBar, scaleBarItems } from './scale-bar.ts';
import type { NoteLine, SheetContent } from './sheet-content.ts';
import { dressed, settle, type SettledOptions } from './settle.ts';
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
export function composeSheet(given: SheetContent, sheet: SheetOptions, measure: MeasureText): Page {
  const options = settle(sheet, given.template);
  const template = dressed(given.template, options);
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

  const whole = frameBox(layout);
  const { map } = given;
  const boxes = map.beside ? besideEachOther(whole, layout) : [whole];
  const [{ frame, scale }] = boxes.map(box => placeFrame(box, map.crs, map.extent, options.scale));
  const content = withMapNotes({ ...given, template }, frame, options, say);
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
  boxes.forEach((box, i) =>
    items.push(
      ...mapItems(
        content,
        { ...frame, ...box },
        { measure, label: mm(template.fonts.label), small, heading: style.heading, band: bandMm(layout) },
        say,
        {
          settings: options,
          image: i === 1 ? map.beside!.image : map.image,
          label: map.beside?.labels[i] ?? null,
          first: i === 0,
        },
      ),
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
  const second = boxes[1] ? { beside: { ...frame, ...boxes[1] } } : {};
  return { widthMm, heightMm, title: content.title, items, blocks, frame, ...second, scale };
}

/** Two frames of the same size in the place of one: side by side, or one above the other where it is upright. */
function besideEachOther(whole: Box, layout: Layout): [Box, Box] {
  const gap = 2 * bandMm(layout) + 1;
  if (whole.width >= whole.height) {
    const width = (whole.width - gap) / 2;
    return [
      { ...whole, width },
      { ...whole, x: whole.x + width + gap, width },
    ];
  }
  const height = (whole.height - gap) / 2;
  return [
    { ...whole, height },
    { ...whole, y: whole.y + height + gap, height },
  ];
}

/** What the notes say of the frame itself: its lines, and the angle between grid north and true north. */
function withMapNotes(
  content: SheetContent,
  frame: FrameBox,
  { grid, gridStep, source, remark, legendAreas }: SettledOptions,
  say: ReturnType<typeof speaker>,
): SheetContent {
  const { crs } = content.map;
  const lines =
    grid === 'none'
      ? null
      : grid === 'kilometres'
        ? say('kilometreGrid', { step: makeKilometreGrid(frame, gridStep).intervalM / 1000, crs: crs.name })
        : say('graticule', { step: degreeText(makeGraticule(frame, crs, gridStep).interval) });
  const [minX, minY, maxX, maxY] = frame.extent;
  // True north lies to the left of grid north where the convergence is positive.
  const turn = -northDirection(crs, (minX + maxX) / 2, (minY + maxY) / 2);
  const seconds = Math.round(Math.abs(turn) * 3600);
  return {
    ...content,
    legend: legendAreas ? content.legend : content.legend.map(entry => ({ ...entry, area: null })),
    notes: [
      ...withSource(content.notes, source, say('source')),
      ...(lines ? [{ label: say('gridLines'), text: lines }] : []),
      { label: say('convergence'), text: `${turn < 0 ? '−' : '+'}${degreeText(seconds)}` },
      ...(remark?.trim() ? [{ label: say('remark'), text: remark.trim() }] : []),
    ],
  };
}

/** What the user says of the data stands below what the program knows of it. */
function withSource(notes: readonly NoteLine[], source: string | undefined, label: string): NoteLine[] {
  const text = source?.trim();
  if (!text) return [...notes];
  const at = notes.findIndex(note => note.label === label);
  if (at < 0) return [{ label, text }, ...notes];
  return notes.map((note, i) => (i === at ? { ...note, text: `${note.text}\n${text}` } : note));
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
