import { inEnglish } from '#core/words/said.ts';
import { assessmentSheets } from '#host/products/sheets/assessment-map.ts';
import { mapKind } from './map-kind.ts';

/** 水华监测图. */
export const bloomMap = mapKind({
  kind: 'bloom',
  from: ['bloom'],
  madeOf: inEnglish('map.of-bloom'),
  lacks: () => null,
  atlas: 'zones',
  sheets: assessmentSheets,
});
