import type { Item } from './page.ts';
import type { NorthArrow } from './sheet-settings.ts';
import type { Template } from './template.ts';

/**
 * An arrow about (x, y) of the given height: turned clockwise by `degrees` to true north, or straight up to grid
 * north.
 */
export function northArrowItems(
  x: number,
  y: number,
  height: number,
  degrees: number,
  label: string,
  colors: Template['colors'],
  shown: Exclude<NorthArrow, 'none'>,
): Item[] {
  const half = height / 2;
  const turn = (dx: number, dy: number): [number, number] => {
    const angle = ((shown === 'grid' ? 0 : degrees) * Math.PI) / 180;
    return [x + dx * Math.cos(angle) - dy * Math.sin(angle), y + dx * Math.sin(angle) + dy * Math.cos(angle)];
  };
  const tip = turn(0, -half * 0.62);
  const notch = turn(0, half * 0.62);
  const left = turn(-half * 0.42, half);
  const right = turn(half * 0.42, half);
  const size = height * 0.3;
  const at = turn(0, -half * 0.62 - size * 0.62);
  // The thin line points to grid north, straight up.
  const grid: Item[] =
    shown !== 'both' || Math.abs(degrees) < 0.05
      ? []
      : [
          {
            kind: 'polyline',
            points: [
              [x, y + half],
              [x, y - half * 0.5],
            ],
            stroke: colors.muted,
            lineWidth: 0.18,
            dash: [0.7, 0.5],
          },
        ];
  return [
    ...grid,
    { kind: 'polygon', rings: [[tip, notch, left]], fill: colors.ink, stroke: colors.ink, lineWidth: 0.15 },
    { kind: 'polygon', rings: [[tip, right, notch]], fill: '#ffffff', stroke: colors.ink, lineWidth: 0.15 },
    {
      kind: 'text',
      x: at[0],
      y: at[1] + size * 0.36,
      text: label,
      size,
      bold: true,
      anchor: 'middle',
      color: colors.ink,
    },
  ];
}
