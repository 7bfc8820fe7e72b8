import { indexParametersSchema } from '#core/ecology/ecology-recipes.ts';
import type { IndexRequest } from '#core/ecology/ecology-requests.ts';
import type { IndexResult } from '#core/ecology/ei.ts';
import { eiInputs, eqiInputs } from '#core/ecology/ei-inputs.ts';
import { readIndexTable } from '#host/run/ecology/index-table.ts';
import { checkLegend } from '#host/run/ecology/legend.ts';
import { eiRules } from '#host/run/rules/ecology-rules.ts';
import { assessIndex, landClassWords } from '#host/run/ei/assess-index.ts';
import { resultKind } from './result-kind.ts';

export const indexKind = resultKind({
  kind: 'ecology-index',
  parameters: indexParametersSchema,
  result: (result: IndexResult) => result,
  async run({ standard, rows, table, landCover }: IndexRequest, { resolver, pool, progress }, use) {
    const land = landCover && {
      scene: await resolver.raster(landCover.scene),
      legend: checkLegend(landCover.legend, landCover.legendSubject, landClassWords(eiRules())),
      legendSubject: landCover.legendSubject,
      zones: await resolver.zones(landCover.zones),
      year: landCover.year,
    };
    // A table is read as it is now: its numbers may have changed since a record was made.
    const columns = standard === 'EI' ? eiInputs(eiRules()) : eqiInputs();
    const read = table === null ? rows : await readIndexTable(table, columns);
    const files = table === null ? [] : [table];
    return use(await assessIndex({ standard, rows: read, files, landCover: land }, pool, progress));
  },
  request({ parameters }, { path, zones }): IndexRequest | null {
    const { standard, scenes, asked } = parameters;
    if (!asked) return null;
    const { rows, table, landCover } = asked;
    return {
      kind: 'ecology-index',
      standard,
      rows,
      table: table === null ? null : path(table),
      landCover: landCover && {
        ...landCover,
        scene: { files: scenes[0].files.map(path) },
        legendSubject: 'legend',
        zones,
      },
    };
  },
});
