import type { Crs, Extent } from '#core/grid/grid.ts';
import type { MultiPolygon } from '#core/zones/zone.ts';
import type { Locator } from './locator.ts';
import type { Template } from './template.ts';

export interface LegendEntry {
  label: string;
  /** With its unit; null where the assessment gives none. */
  area: string | null;
  /** `mark` is the letter in a point. */
  swatch: { kind: 'fill' | 'outline' | 'hatch' | 'point'; color: string; opacity?: number; mark?: string };
}

export interface TableCell {
  text: string;
  /** #rrggbb, a small square before the text. */
  swatch?: string;
  /** A visible doubt behind the text, such as 待核对. */
  mark?: string;
}

export interface SheetTable {
  heading: string;
  columns: { label: string; unit?: string; align: 'start' | 'end' }[];
  rows: TableCell[][];
  /** Below the table: what the marks and ranges mean. */
  footnotes: string[];
}

export interface NoteLine {
  label: string;
  text: string;
  /** Printed in the warning colour behind the text. */
  mark?: string;
}

/** What stands beside the map. */
export type SheetParts = Pick<SheetContent, 'legend' | 'table' | 'notes'>;

/** Everything on a sheet, in the sheet's language; map geometry in the frame's CRS. */
export interface SheetContent {
  template: Template;
  title: string;
  subtitle: string | null;
  simulated: boolean;
  map: {
    crs: Crs;
    /** What must be seen, in the frame's CRS. */
    extent: Extent;
    /** Id of the picture that fills the frame; null leaves it white. */
    image: string | null;
    /** A second frame of the same extent beside the first, such as the later date; words say which is which. */
    beside?: { image: string; labels: [string, string] };
    locator?: Locator;
    zones: { name: string; geometry: MultiPolygon }[];
    /** What of the zones lies beside the picture: hatched. */
    outside?: MultiPolygon;
    patches: { label: string | null; geometry: MultiPolygon }[];
    /** A colour and a letter of its own where sites have classes. */
    sites: { name: string; x: number; y: number; color?: string; mark?: string }[];
  };
  legend: LegendEntry[];
  table: SheetTable;
  notes: NoteLine[];
  /** Software, recipe, template. */
  credit: string;
}
