import { sharedData } from '#tests/fixtures/shared.ts';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commitImport } from '#host/exchange/field-import/commit-import.ts';
import { readImport } from '#host/exchange/field-import/read-import.ts';
import { open, temporaryFolder } from '#tests/host/catalogue/workspace.ts';

const field = (name: string) => join(sharedData, '05_field', name);
const lakes = (name: string) => join(sharedData, '04_vector', 'lakes', 'ne10m_selected_DERIVED', name);

/** Rows were counted with Python's csv module, places read from the files' first lines. */
describe.skipIf(!existsSync(sharedData))('real tables come in with right counts, places and units', () => {
  it('Taiwan’s reservoirs: Chinese names, angles and TWD97 metres that agree within a metre', async () => {
    const catalogue = await open(temporaryFolder());
    const read = await readImport(catalogue, field('taiwan_reservoirs/final_data.csv'), null);
    expect(read.report).toMatchObject({ encoding: 'UTF-8 BOM', delimiter: ',', rows: 1095, accepted: 1093, observations: 1093, sites: 96 }); // prettier-ignore
    // 96: places of one number and name within 200 m are one (counted by Python).
    // Two rows repeat an earlier one to the letter of its value.
    expect(read.report.rejected.map(r => r.code)).toEqual(['duplicate-in-file', 'duplicate-in-file']);
    // Kinmen and Matsu among them, whose metres count from 119° E.
    expect(read.report.placesApartM).toBeLessThan(1);
    const columns = {
      ...read.report.mapping.columns,
      twd97lon: { as: 'ignore' as const },
      twd97lat: { as: 'ignore' as const },
    };
    const byMetres = await readImport(catalogue, field('taiwan_reservoirs/final_data.csv'), {
      ...read.report.mapping,
      columns,
      crs: 3826,
    });
    // Some reservoirs were sampled at several places of the same name: the nearest one counts.
    for (const site of byMetres.plan.sites) {
      const metres = read.plan.sites
        .filter(other => other.name === site.name)
        .map(other => Math.hypot((site.lon - other.lon) * 102_000, (site.lat - other.lat) * 111_000));
      expect(Math.min(...metres), site.name).toBeLessThan(1);
    }
    await commitImport(catalogue, read, { who: 'li' });
    const [site] = catalogue.sites.find({ text: '鳳山水庫二' }).sites;
    expect(site).toMatchObject({ name: '鳳山水庫二', code: '2186', lon: 120.390094, lat: 22.538978 });
    const first = catalogue.sites.card(site.id).observations.find(o => o.time === '2023-04-12');
    expect(first).toMatchObject({ parameter: 'chlorophyll-a', value: 308, unit: 'µg/L' });
  });

  it('Taiwan’s samples: one row per measurement, day before month', async () => {
    const catalogue = await open(temporaryFolder());
    const { report, plan } = await readImport(catalogue, field('taiwan_reservoirs/sample_data.csv'), null);
    expect(report.rows).toBe(5876);
    expect(plan.observations[0]).toMatchObject({
      time: '2021-06-28T09:30:00+08:00',
      value: 12.3,
      depthM: 0.5,
    });
    // The rest carries a unit that does not fit its item, an item that is not measured here, or stands there twice.
    expect(new Set(report.rejected.map(r => r.code))).toEqual(
      new Set(['unit-unknown', 'parameter-unknown', 'duplicate-in-file']),
    );
    expect(report.accepted + report.rejected.length).toBe(report.rows);
  });

  it('San Francisco Bay: two layouts of a survey join the stations of a workbook', async () => {
    const catalogue = await open(temporaryFolder());
    const commit = async (name: string) =>
      commitImport(catalogue, await readImport(catalogue, field(`sf_bay_usgs/${name}`), { adjust: { utcOffset: '-08:00' } }), { who: 'li' }); // prettier-ignore
    expect(await commit('USGSSFBayStations.xlsx')).toMatchObject({ rows: 59, accepted: 59, sites: 59 });
    expect(await commit('2018SanFranciscoBayWaterQualityData.csv')).toMatchObject({
      rows: 8568,
      accepted: 8568,
      sites: 0,
    });
    expect(await commit('wqdata22.csv')).toMatchObject({ rows: 3271, accepted: 3271, sites: 0 });
    const [station] = catalogue.sites.find({ text: 'Chain Island' }).sites;
    expect(station).toMatchObject({ code: '2', lon: -121.851667, lat: 38.063333 });
    // "1/10/18",709 at station 36 and 2 m: 4.2 µg/L
    const [s36] = catalogue.sites.list().filter(s => s.code === '36');
    const sample = catalogue.sites
      .card(s36.id)
      .observations.filter(o => o.time === '2018-01-10T07:09:00-08:00' && o.depthM === 2);
    expect(sample).toContainEqual(expect.objectContaining({ parameter: 'chlorophyll-a', value: 4.2 }));
  });

  it('vegetation plots: trees into lists, biomass and sizes of plots', async () => {
    const catalogue = await open(temporaryFolder());
    const report = async (name: string, adjust = {}) =>
      (await readImport(catalogue, field(`vegetation_plots/${name}`), { adjust })).report;
    expect(await report('KarnatakaForest.csv')).toMatchObject({
      rows: 4668,
      accepted: 4668,
      sites: 10,
      listRows: 4668,
    });
    expect(await report('SampleUnformattedPlots.csv')).toMatchObject({ rows: 3272, accepted: 3272, sites: 3272, observations: 3272 }); // prettier-ignore
    const plots = await report('SamplePlots.csv');
    expect(plots.rows).toBe(8321);
    expect(plots.accepted + plots.rejected.length).toBe(8321);
    const cover = await readImport(catalogue, field('vegetation_plots/veg-cover-fraction_potsdam_point.gpkg'), { adjust: { date: '2020-08-01' } }); // prettier-ignore
    expect(cover.report).toMatchObject({ rows: 200, accepted: 200, observations: 200 });
    expect(cover.plan.sites[0].lon).toBeGreaterThan(12.5);
    expect(cover.plan.sites[0].lat).toBeGreaterThan(52);
  });

  it('eight lakes have their Chinese names in every format', async () => {
    const catalogue = await open(temporaryFolder());
    const names = async (name: string) =>
      (await readImport(catalogue, lakes(name), null)).plan.sites.map(s => s.name).sort();
    const expected = await names('lakes.geojson');
    expect(expected).toHaveLength(8);
    expect(expected.filter(name => /[\u3400-\u9fff]/.test(name)).length).toBeGreaterThanOrEqual(5);
    for (const file of ['lakes.gpkg', 'lakes.kml', 'lakes_utf8.shp', 'lakes_gbk_nocpg.shp'])
      expect(await names(file)).toEqual(expected);
    const five = await names('china_lakes_cgcs2000_3deg_gbk.shp');
    expect(expected).toEqual(expect.arrayContaining(five));
  });
});
