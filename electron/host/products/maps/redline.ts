import { inEnglish } from '#core/words/said.ts';
import { assessmentSheets } from '#host/products/sheets/assessment-map.ts';
import { mapKind } from './map-kind.ts';

/** 红线变化图. */
export const redlineMap = mapKind({
  kind: 'redline',
  from: ['redline'],
  madeOf: inEnglish('map.of-redline'),
  lacks: () => null,
  atlas: 'zones',
  sheets: assessmentSheets,
});
