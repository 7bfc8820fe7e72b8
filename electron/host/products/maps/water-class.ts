import { inLanguage } from '#core/foundation/text.ts';
import { siteLook, waterClassContent } from '#core/page/site-content.ts';
import { inEnglish } from '#core/words/said.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { siteSheets } from '#host/products/sheets/site-map.ts';
import { waterRules } from '#host/run/rules/rules.ts';
import { mapKind } from './map-kind.ts';

/** 水质类别图. */
export const waterClassMap = mapKind({
  kind: 'water-class',
  from: ['sites'],
  madeOf: inEnglish('map.of-sites'),
  lacks: ({ classed }) => (classed > 0 ? null : inEnglish('map.no-class-yet')),
  sheets: siteSheets({
    parts: (_, classes, common, { settings: { language, palette } }) => {
      const names = new Map(loadParameters().map(p => [p.id, inLanguage(p.name, language)]));
      return waterClassContent(classes, waterRules(), common, language, id => names.get(id) ?? id, palette);
    },
    dot: (site, { settings }) => siteLook(site, settings.palette),
  }),
});
