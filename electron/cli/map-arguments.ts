import type { parse } from './arguments.ts';
import { outOptions } from './assess-output.ts';
import { redlineOptions } from './assess-redline.ts';
import { maskCommandOptions } from './mask-arguments.ts';

/** Options of `bloomline map`: those of the assessments, and those of sheets. */
export const mapOptions = {
  ...outOptions,
  ...redlineOptions,
  ...maskCommandOptions,
  scene: { type: 'string', multiple: true },
  series: { type: 'string' },
  acquired: { type: 'string' },
  lake: { type: 'string' },
  points: { type: 'string' },
  'points-date': { type: 'string' },
  period: { type: 'string' },
  endmembers: { type: 'string' },
  patch: { type: 'string' },
  template: { type: 'string' },
  workspace: { type: 'string' },
  paper: { type: 'string' },
  orientation: { type: 'string' },
  'map-scale': { type: 'string' },
  grid: { type: 'string' },
  'grid-step': { type: 'string' },
  palette: { type: 'string' },
  'north-arrow': { type: 'string' },
  subtitle: { type: 'string' },
  source: { type: 'string' },
  remark: { type: 'string' },
  title: { type: 'string' },
  'prepared-by': { type: 'string' },
  'reviewed-by': { type: 'string' },
  'issued-by': { type: 'string' },
  organisation: { type: 'string' },
  date: { type: 'string' },
  'map-number': { type: 'string' },
  dpi: { type: 'string' },
  format: { type: 'string' },
  atlas: { type: 'string' },
  'one-file': { type: 'boolean' },
} as const;
export type MapValues = ReturnType<typeof parse<typeof mapOptions>>['values'];
