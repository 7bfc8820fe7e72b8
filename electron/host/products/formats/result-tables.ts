import type { Language } from '#core/foundation/text.ts';
import type { Approval } from '#core/review/approval.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { writeXlsx, type Sheet } from '#host/formats/tables/write-xlsx.ts';
import { recipeHash } from '#host/products/sheets/sheet-material.ts';
import { groundTable } from '#host/products/tables/ground-table.ts';
import {
  bloomPatchTable,
  patchTable,
  provenanceTable,
  zoneTable,
} from '#host/products/tables/zone-tables.ts';

/** What the tables of an assessment are written from: its result and approval alone. */
interface Tabled {
  result: AssessmentResult;
  approval?: Approval | null;
}

/** Zones, patches, ground points and provenance, a sheet each. */
function sheetsOf({ result, approval }: Tabled, language: Language): Sheet[] {
  const say = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  return [
    { name: say('分区统计', 'Zones'), table: zoneTable(result, language, approval) },
    result.kind === 'redline'
      ? { name: say('疑似图斑', 'Patches'), table: patchTable(result, language) }
      : { name: say('水华斑块', 'Patches'), table: bloomPatchTable(result, language) },
    ...(result.kind === 'bloom' && result.ground
      ? [{ name: say('地面对照', 'Ground points'), table: groundTable(result.ground, language) }]
      : []),
    {
      name: say('来源与方法', 'Provenance'),
      table: provenanceTable(result.recipe, recipeHash(result.recipe), language, approval),
    },
  ];
}

/** The zone table as CSV, or all tables as a workbook. */
export const writeResultTables = (
  path: string,
  kind: 'csv' | 'xlsx',
  assessment: Tabled,
  language: Language,
): Promise<void> =>
  kind === 'csv'
    ? writeCsv(path, zoneTable(assessment.result, language, assessment.approval))
    : writeXlsx(path, sheetsOf(assessment, language));
