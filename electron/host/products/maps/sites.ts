import { sitesContent } from '#core/page/site-content.ts';
import { inEnglish } from '#core/words/said.ts';
import { siteSheets } from '#host/products/sheets/site-map.ts';
import { mapKind } from './map-kind.ts';

/** 样点分布图. */
export const sitesMap = mapKind({
  kind: 'sites',
  from: ['sites'],
  madeOf: inEnglish('map.of-sites'),
  lacks: ({ sites }) => (sites > 0 ? null : inEnglish('map.no-sites-yet')),
  sheets: siteSheets({
    parts: (points, _, common, { template, settings }) =>
      sitesContent(points, template.colors.warning, common, settings.language),
  }),
});
