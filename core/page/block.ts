import type { Item, MeasureText } from './page.ts';
import type { Template } from './template.ts';

/** Items around their own (0, 0), and the room that they take. */
export interface Block {
  width: number;
  height: number;
  items: Item[];
  /** Rows of a table that found no room. */
  rowsLeft?: number;
}

/** What every block is drawn with. Sizes in millimetres. */
export interface Style {
  measure: MeasureText;
  colors: Template['colors'];
  heading: number;
  body: number;
  table: number;
  small: number;
}

/** A heading over a thin rule; returns the y below. */
export function headingItems(text: string, width: number, style: Style): { items: Item[]; height: number } {
  const baseline = style.heading * 0.95;
  const rule = baseline + style.heading * 0.42;
  return {
    items: [
      { kind: 'text', x: 0, y: baseline, text, size: style.heading, bold: true, color: style.colors.accent },
      {
        kind: 'polyline',
        points: [
          [0, rule],
          [width, rule],
        ],
        stroke: style.colors.accent,
        lineWidth: 0.25,
      },
    ],
    height: rule + style.heading * 0.35,
  };
}
