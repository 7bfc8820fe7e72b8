/** Colours of the map and of its legends, as #rrggbb. */

import type { ValidityReason } from '#core/bands/validity.ts';
import { reasonColors } from '#core/page/map-look.ts';

export { indexRamp } from '#core/index/index-ramp.ts';

export { bloomRamp, correctionColor, patchColor, reasonColors, zoneColors } from '#core/page/map-look.ts';

/** What fills the swatch of a reason: its colour, or the hatching of what lies outside of the scene. */
export const reasonFill = (reason: Exclude<ValidityReason, 'valid'>): string =>
  reason === 'outside-scene'
    ? `repeating-linear-gradient(-45deg, ${reasonColors[reason]} 0 1.25px, transparent 1.25px 4px)`
    : reasonColors[reason];

/** Pins of comments. */
export const commentColors = { open: '#f2b53a', resolved: '#8fb7a4', new: '#6fd3f2' } as const;

export const brushColor = '#ffe14d';

/** The chosen one. */
export const patchChosenColor = '#ffe14d';

export const plotColor = '#ffb020';

export const quadratColor = '#7fe3ff';

/** Classes of surface water, as monitoring reports and our maps colour them. */
export { waterClassColors } from '#core/page/site-content.ts';

/** Outline of the area within which sites are searched. */
export const findAreaColor = '#ffe14d';
