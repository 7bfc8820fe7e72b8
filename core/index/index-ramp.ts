/** Colours of an index from low to high, as #rrggbb, evenly spaced. */
export const indexRamp = ['#2b3a67', '#2f6f9f', '#4fb0b5', '#b9dcae', '#f0e8a2'] as const;
