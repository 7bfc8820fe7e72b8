import type { FormField } from '#core/plots/plot-form.ts';

/** Fields that most forms share, by what they are about; the rest are the form's own. */
const groups = {
  survey: ['survey-date', 'surveyor', 'landscape-photo', 'weather'],
  address: ['province', 'city', 'county', 'town', 'village', 'division-code'],
  terrain: ['landform', 'slope', 'aspect', 'slope-position', 'elevation'],
  ground: [
    'soil-texture',
    'soil-type',
    'litter',
    'sand-cover',
    'erosion',
    'salt-patches',
    'bare-ground',
    'water-condition',
    'annual-rainfall',
  ],
} as const;

export type FieldGroup = 'own' | keyof typeof groups;

/** The fields of a form in the order in which they are filled in. */
export function groupFields(fields: readonly FormField[]): [FieldGroup, FormField[]][] {
  const shared = Object.entries(groups) as [keyof typeof groups, readonly string[]][];
  const taken = new Set(shared.flatMap(([, ids]) => ids));
  const grouped: [FieldGroup, FormField[]][] = [
    ['own', fields.filter(field => !taken.has(field.id))],
    ...shared.map(([group, ids]): [FieldGroup, FormField[]] => [
      group,
      fields.filter(field => ids.includes(field.id)),
    ]),
  ];
  return grouped.filter(([, members]) => members.length > 0);
}
