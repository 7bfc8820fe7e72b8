import { groundSamplings, type GroundOptions, type GroundResult } from '#core/ground/beside-satellite.ts';

import { inUnit } from '#core/foundation/rounding.ts';
import { numberOption, UsageError } from './arguments.ts';
import { printTable } from './print.ts';

/** The ground points of a workspace's catalogue, or of a table; `date` holds where its rows have none. */
export function pointsRef(path: string, date: string | undefined): { path: string; date?: string } {
  if (date !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(date))
    throw new UsageError(`--points-date ${date}: expected a date such as 2026-07-01`);
  return { path, ...(date === undefined ? {} : { date }) };
}

/** `--points-within`, `--points-window`, `--points-parameter` and `--points-sampling`. */
export function groundOptionsOf(values: Record<string, unknown>): GroundOptions {
  const text = (name: string) => values[name] as string | undefined;
  const withinHours = numberOption('points-within', text('points-within')) ?? 24;
  if (!(withinHours >= 0 && withinHours <= 24 * 366))
    throw new UsageError(`--points-within ${withinHours}: expected 0 to 8784 hours`);
  const side = numberOption('points-window', text('points-window')) ?? 3;
  if (side !== 1 && side !== 3 && side !== 5)
    throw new UsageError(`--points-window ${side}: expected 1, 3 or 5 pixels`);
  const sampling = groundSamplings.find(s => s === (text('points-sampling') ?? 'fixed'));
  if (!sampling)
    throw new UsageError(
      `--points-sampling ${text('points-sampling')}: expected ${groundSamplings.join(' or ')}`,
    );
  return { withinHours, side, parameter: text('points-parameter') ?? 'chlorophyll-a', sampling };
}

export function printGround({ points, summaries, accuracy, regressions, options }: GroundResult): void {
  const measured = (p: GroundResult['points'][number], parameter: string) =>
    p.values.find(v => v.parameter === parameter)?.value ?? null;
  printTable(
    ['point', options.parameter, 'cells/L', 'grade', 'GB 3838', 'TLI', 'index', 'bloom'],
    points.map(p => [
      p.name,
      measured(p, options.parameter),
      measured(p, 'algal-density'),
      p.density?.level ?? '–',
      p.quality?.class ?? '–',
      p.trophic === null ? null : Number(p.trophic.index.toFixed(2)),
      p.satellite?.value ?? null,
      p.bloom === null ? '–' : p.bloom ? 'yes' : 'no',
    ]),
  );
  for (const s of summaries)
    process.stdout.write(
      `${s.zone ?? 'all zones'}: ${s.points} points, satellite ${s.satellite?.level ?? '–'}, ground ${s.wholeLake?.grade.level ?? '–'}${s.higher && s.higher !== 'equal' ? `, the ${s.higher} is higher` : ''}\n`,
    );
  const { overall, kappa } = accuracy;
  if (overall !== null)
    process.stdout.write(
      `${(overall * 100).toFixed(1)} % of the checked points are right${kappa === null ? '' : `, kappa ${kappa.toFixed(3)}`}\n`,
    );
  const { weighted } = accuracy;
  if (weighted)
    process.stdout.write(
      `area of bloom adjusted by the checked points (Olofsson et al. 2014): ${inUnit(weighted.bloomAreaKm2, 'km²')} ± ${inUnit(weighted.bloomAreaCi95Km2, 'km²')} km² (95 %)\n`,
    );
  else if (overall !== null)
    process.stdout.write(
      options.sampling === 'random'
        ? 'no adjusted area: each class of the map needs at least two checked points\n'
        : 'no adjusted area: fixed sites are no probability sample (--points-sampling random says that they are one)\n',
    );
  for (const { form, r2, leftOut, count } of regressions)
    process.stdout.write(
      `${form}: n ${count}, R² ${r2.toFixed(3)}, RMSE ${leftOut.rmse?.toFixed(3) ?? '–'} (each point left out in turn)\n`,
    );
}
