import type { BloomMaterial, BloomRow, ReportSource } from '#core/report/material.ts';
import { parsePeriod } from '#core/foundation/period.ts';

const grade = { level: 'Ⅲ', label: '轻度水华', labelEn: 'Light bloom', rule: 'r', evidence: 'to-confirm' as const, color: '#fff' }; // prettier-ignore

/** A zone on a day; null for the area where it could not be assessed. */
export const row = (date: string, areaKm2: number | null, zone = '西湖'): BloomRow => ({
  date,
  zone,
  areaKm2,
  share: areaKm2 === null ? null : areaKm2 / 10,
  validShare: areaKm2 === null ? 0.1 : 1,
  grade: areaKm2 === null ? null : grade,
  why: areaKm2 === null ? 'no valid pixel' : null,
  index: 'NDVI',
  source: 0,
});

export const source: ReportSource = {
  kind: 'bloom',
  name: '西湖七月',
  number: 'BL-2025-0001',
  state: 'approved',
  recipe: 'abcdef012345',
  created: '2025-07-20T00:00:00Z',
  simulated: false,
  rules: [{ id: 'r', name: { zh: '某规则', en: 'A rule' }, version: '1', evidence: 'to-confirm' }],
  warnings: [],
};

/** July 2025: 2, not assessable, 4 and 3 km²; June 1 km². */
export const july: BloomMaterial = {
  called: { zh: '水华监测月报', en: 'Monthly bloom report' },
  period: parsePeriod('month', '2025-07')!,
  zones: ['西湖'],
  sources: [source],
  software: { name: 'Bloomline', version: '9' },
  organisation: '某监测中心',
  preparedBy: '',
  mapMissing: null,
  rows: [row('2025-07-02', 2), row('2025-07-05', null), row('2025-07-12', 4), row('2025-07-30', 3)],
  before: [row('2025-06-20', 1)],
  occurrence: { minShare: 0.25, leastDates: 3 },
  warnings: [
    {
      zone: '西湖',
      rule: { zh: '面积超限', en: 'Area above' },
      evidence: 'to-confirm',
      since: '2025-07-12',
      until: '2025-07-12',
      state: 'verified',
      steps: [
        { state: 'issued', day: '2025-07-13', who: '李析', why: '' },
        { state: 'verified', day: '2025-08-01', who: '王核', why: '现场' },
      ],
    },
  ],
  ground: [1, 2, 6].map(value => ({ zone: '西湖', site: `点${value}`, day: '2025-07-12', parameter: { zh: '藻密度', en: 'Algal density' }, unit: 'cells/L', value })), // prettier-ignore
};
