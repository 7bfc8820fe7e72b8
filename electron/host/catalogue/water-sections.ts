import { dayAt, dayMs } from '#core/foundation/dates.ts';
import { previousPeriod, samePeriodLastYear, type Period } from '#core/foundation/period.ts';
import type { WaterRules } from '#core/foundation/rules.ts';
import type { NoValue } from '#core/plots/site.ts';
import type { WaterValue } from '#core/water/period-means.ts';
import { waterPeriod, type Section } from '#core/water/sections.ts';
import type { Catalogue } from './catalogue.ts';
import { listSites } from './sites.ts';
import { siteWaters } from './water-points.ts';

interface ValueRow extends WaterValue {
  siteId: number;
}

/**
 * Sections, and every other site where an item of the standard was measured, with their values of a period, of the one
 * before and of the year before. Outlets are none. In the order of their rivers, then as they were brought in.
 */
export function waterSections(
  { reader }: Pick<Catalogue, 'reader'>,
  { surfaceWater, trophic }: WaterRules,
  period: Period,
): Section[] {
  const items = surfaceWater.items.map(i => i.parameter);
  const judged = [
    ...new Set([
      ...items,
      ...trophic.components.map(c => c.parameter),
      ...surfaceWater.items.flatMap(i => (i.saturation ? [i.saturation.parameter, 'water-temperature'] : [])),
    ]),
  ];
  const marks = (list: readonly unknown[]) => list.map(() => '?').join(',');
  const sites = listSites(
    reader,
    `geom NOTNULL AND (kind = 'section' OR (kind NOT IN ('cruise', 'marine-plot') AND EXISTS (
      SELECT 1 FROM observation o WHERE o.site_id = site.id AND o.parameter IN (${marks(items)}))))`,
    ...items,
  );
  const [from, to] = span(period);
  const values = Map.groupBy(
    reader.all<ValueRow>(
      `SELECT site_id AS siteId, parameter, value, time, depth_m AS depthM, flag, superseded_by AS supersededBy,
        censored, vertical, layer FROM observation
       WHERE superseded_by IS NULL AND flag <> 'invalid' AND time >= ? AND time < ? AND parameter IN (${marks(judged)})
       ORDER BY id`,
      from,
      to,
      ...judged,
    ),
    v => v.siteId,
  );
  const noValues = Map.groupBy(
    reader.all<Pick<NoValue, 'siteId' | 'time' | 'parameter' | 'reason'>>(
      'SELECT site_id AS siteId, time, parameter, reason FROM no_value WHERE time >= ? AND time < ? ORDER BY id',
      from,
      to,
    ),
    v => v.siteId,
  );
  const waterOf = siteWaters(reader);
  return sites.flatMap(site => {
    const { outlet, ...water } = waterOf(site);
    const { id: siteId, name, code, lon, lat } = site;
    const own = { values: values.get(siteId) ?? [], noValues: noValues.get(siteId) ?? [] };
    return outlet ? [] : [{ siteId, name, code, lon, lat, ...water, ...own }];
  });
}

/** Texts of times that hold both periods to compare with; a day more at each end, for times may have another zone. */
function span(period: Period): [string, string] {
  const first = [samePeriodLastYear(period), previousPeriod(period)]
    .map(p => p?.from ?? period.from)
    .sort()[0];
  return [dayAt(Date.parse(first) - dayMs), dayAt(Date.parse(period.to) + 2 * dayMs)];
}

/** The newest month with a value of a section; null where there is none. */
export function newestMonth(
  { reader }: Pick<Catalogue, 'reader'>,
  { surfaceWater }: WaterRules,
): Period | null {
  const items = surfaceWater.items.map(i => i.parameter);
  const newest = reader.get<{ time: string | null }>(
    `SELECT max(time) AS time FROM observation WHERE superseded_by IS NULL AND flag <> 'invalid'
     AND parameter IN (${items.map(() => '?').join(',')})`,
    ...items,
  )?.time;
  return newest ? waterPeriod(newest.slice(0, 7)) : null;
}
