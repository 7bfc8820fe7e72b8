import type { SeriesResult } from '#core/bloom/series.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { rampLook } from '#core/page/class-look.ts';
import { frequencyContent } from '#core/page/frequency-content.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import type { Template } from '#core/page/template.ts';
import { speaker } from '#core/page/words.ts';
import { inEnglish } from '#core/words/said.ts';
import type { ZoneSet } from '#core/zones/zone-set.ts';
import { productStem } from '#host/files/file-name.ts';
import { sensors } from '#host/files/resources.ts';
import type { Frequency } from '#host/products/sheets/frequency-raster.ts';
import type { MapSheet } from '#host/products/sheets/map-sheet.ts';
import { seriesFrequency } from '#host/products/sheets/series-frequency.ts';
import { colored, lookOf } from '#host/products/sheets/sheet-look.ts';
import { mapImage } from '#host/products/sheets/sheet-material.ts';
import { contentOf, factsOf } from '#host/products/sheets/thematic-map.ts';
import { mapKind } from './map-kind.ts';

/** 水华频次图 of a series. */
export const frequencyMap = mapKind({
  kind: 'frequency',
  from: ['series'],
  madeOf: inEnglish('map.of-series'),
  lacks: ({ scenes }) => (scenes > 0 ? null : inEnglish('map.no-result-yet')),
  async sheets(
    { result, name, folder, zones, options, rows },
    { sheet, template },
    { pool, progress, keep },
  ) {
    const found = await keep(['frequency', folder, zones, options, rows], () =>
      seriesFrequency(folder, zones, options, rows, pool, progress),
    );
    const dates = found.used.map(u => u.date);
    return {
      stem: productStem(template.id, name, `${dates[0]}_${dates.at(-1)!}`),
      sheets: [{ name, make: async () => frequencySheet(result, found, zones, sheet, template) }],
      warnings: found.otherGrid ? [inEnglish('cli.scenes-without-place', { count: found.otherGrid })] : [],
    };
  },
});

function frequencySheet(
  result: SeriesResult,
  found: Frequency,
  zones: ZoneSet,
  sheet: SheetOptions,
  template: Template,
): MapSheet {
  const look = lookOf(sheet, template);
  const raster = colored(found.raster, rampLook, look);
  const facts = factsOf(found.scene, raster, look);
  const dates = found.used.map(u => u.date);
  const period = `${dates[0]} – ${dates[dates.length - 1]}`;
  const parts = frequencyContent(
    result,
    {
      areaKm2: found.areaKm2,
      zoneAreaKm2: Object.values(found.areaKm2).reduce((a, b) => a + b, 0),
      days: found.days,
      scenes: found.used.length,
      first: dates[0],
      last: dates[dates.length - 1],
      source: sourceText(result, sheet.language),
      indexText: String(result.recipe.parameters.index),
      thresholds: found.used.map(u => u.threshold),
    },
    facts,
    sheet.language,
  );
  return {
    content: contentOf({ scene: found.scene, zones }, parts, look, period, result.recipe, undefined, {
      date: period,
      time: period,
    }),
    pictures: [{ id: mapImage, scene: found.scene, raster }],
    recipe: result.recipe,
  };
}

function sourceText({ series, recipe }: SeriesResult, language: Language): string {
  const ids = [...new Set(series.map(row => row.sensor))];
  const names = ids.map(id => {
    const sensor = sensors().find(s => s.id === id);
    return sensor ? inLanguage(sensor.name, language) : (id ?? speaker(language)('unknownSensor'));
  });
  return `${names.join('、')} · ${String(recipe.parameters.folder).split(/[\\/]/).at(-1)}`;
}
