import type { ValidityReason } from '#core/bands/validity.ts';
import type { Correction } from '#core/mask/correction.ts';

/** Colours of the map in the window, #rrggbb; files that other programs open have them, too. */

/** Bloom from just above the threshold to strong. */
export const bloomRamp = ['#e8f25a', '#9bdc2f', '#3fae2a', '#12702d'] as const;

/** Why a pixel does not count. A valid one has no colour. */
export const reasonColors: Record<Exclude<ValidityReason, 'valid'>, string> = {
  nodata: '#6b7280',
  saturated: '#f97316',
  cloud: '#ff9db5',
  'cloud-shadow': '#7457c8',
  cirrus: '#9fd3f5',
  snow: '#3ec6e0',
  undefined: '#d946a6',
  'sun-glint': '#ffd54f',
  land: '#8d6e63',
  shore: '#e0a458',
  'aquatic-vegetation': '#a8c256',
  'hand-bloom': '#17a34a',
  'hand-clear': '#2f6fd0',
  'outside-scene': '#94a3b8',
};

/** A hand correction has the colour of what it makes of its pixels. */
export const correctionColor = ({ action, reason }: Pick<Correction, 'action' | 'reason'>): string =>
  action === 'bloom'
    ? reasonColors['hand-bloom']
    : action === 'clear'
      ? reasonColors['hand-clear']
      : reason
        ? reasonColors[reason]
        : '#ffffff';

export const zoneColors = {
  lake: '#38d6f0',
  redline: '#ff5a4d',
  'aquatic-vegetation': '#a8c256',
  other: '#d7b45a',
} as const;

export const patchColor = '#ff3fa4';
