/** A sheet as numbers: millimetres from the upper-left corner of the paper, y downwards. Painters add nothing. */
export interface Page {
  widthMm: number;
  heightMm: number;
  title: string;
  items: Item[];
  /** What was laid out where, for tests and for a screen that lets people click on a block. */
  blocks: PlacedBlock[];
  /** The map inside its neat line. */
  frame: FrameBox;
  /** A second frame of the same extent and scale. */
  beside?: FrameBox;
  /** 1:N. */
  scale: number;
}

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

export interface PlacedBlock extends Box {
  name: string;
  /** Rows of a table that found no room: they go into a file beside the sheet. */
  rowsLeft?: number;
}

/** A map frame on paper; `extent` is what it shows, in units of `crs`. */
export interface FrameBox extends Box {
  extent: readonly [number, number, number, number];
  /** Millimetres on paper per unit of the frame's CRS. */
  mmPerUnit: number;
}

/** Lines and fills. Colours are #rrggbb, widths millimetres, opacity 0–1. */
export interface Paint {
  fill?: string;
  stroke?: string;
  lineWidth?: number;
  dash?: readonly [number, number];
  opacity?: number;
}

export interface RectItem extends Box, Paint {
  kind: 'rect';
}

export interface PolylineItem extends Paint {
  kind: 'polyline';
  points: readonly (readonly [number, number])[];
}

/** Rings are filled by the even-odd rule. */
export interface PolygonItem extends Paint {
  kind: 'polygon';
  rings: readonly (readonly (readonly [number, number])[])[];
}

export interface CircleItem extends Paint {
  kind: 'circle';
  x: number;
  y: number;
  radius: number;
}

/**
 * One line of text; y is the baseline, `size` the em in millimetres, `rotate` degrees counter-clockwise about (x, y).
 */
export interface TextItem {
  kind: 'text';
  x: number;
  y: number;
  text: string;
  size: number;
  bold?: boolean;
  anchor?: 'start' | 'middle' | 'end';
  color: string;
  halo?: { color: string; width: number };
  rotate?: number;
}

/** A picture by id, stretched over the box with nearest pixels. */
export interface RasterItem extends Box {
  kind: 'raster';
  image: string;
}

/** Items of which only the part inside the box is seen. */
export interface ClipItem extends Box {
  kind: 'clip';
  items: Item[];
}

export type Item = RectItem | PolylineItem | PolygonItem | CircleItem | TextItem | RasterItem | ClipItem;

/** Width in millimetres of one line of text whose em is `size` millimetres. */
export type MeasureText = (text: string, size: number, bold: boolean) => number;

/** A point of type in millimetres. */
export const pointMm = 25.4 / 72;

export const paperMm = { A4: [210, 297], A3: [297, 420] } as const;

/** Items moved by dx, dy. */
export function translate(items: readonly Item[], dx: number, dy: number): Item[] {
  const move = ([x, y]: readonly [number, number]): [number, number] => [x + dx, y + dy];
  return items.map((item): Item => {
    switch (item.kind) {
      case 'polyline':
        return { ...item, points: item.points.map(move) };
      case 'polygon':
        return { ...item, rings: item.rings.map(ring => ring.map(move)) };
      case 'clip':
        return { ...item, x: item.x + dx, y: item.y + dy, items: translate(item.items, dx, dy) };
      default:
        return { ...item, x: item.x + dx, y: item.y + dy };
    }
  });
}
