/** Tables whose rows belong to a site (`site_id`), in the order in which they can be removed. */
export const sitePartTables = [
  'photo',
  'plot_row',
  'observation',
  'no_value',
  'quadrat',
  'outline',
  'track',
] as const;
