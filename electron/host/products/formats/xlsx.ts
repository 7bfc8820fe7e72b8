import { writeXlsx } from '#host/formats/tables/write-xlsx.ts';
import { groundTable } from '#host/products/tables/ground-table.ts';
import {
  bloomPatchTable,
  patchTable,
  provenanceTable,
  zoneTable,
} from '#host/products/tables/zone-tables.ts';
import type { ProductFormat } from './product-format.ts';

/** Zones, patches, ground points and provenance, a sheet each. */
export const xlsxFormat: ProductFormat = {
  kind: 'xlsx',
  label: { zh: '区域统计表 XLSX', en: 'Zone table, XLSX' },
  ending: '.xlsx',
  write: (path, { input: { assessment, sheet }, say, hash }) => {
    const { result, approval } = assessment;
    const { language } = sheet;
    return writeXlsx(path, [
      { name: say('分区统计', 'Zones'), table: zoneTable(result, language, approval) },
      result.kind === 'redline'
        ? { name: say('疑似图斑', 'Patches'), table: patchTable(result, language) }
        : { name: say('水华斑块', 'Patches'), table: bloomPatchTable(result, language) },
      ...(result.kind === 'bloom' && result.ground
        ? [{ name: say('地面对照', 'Ground points'), table: groundTable(result.ground, language) }]
        : []),
      {
        name: say('来源与方法', 'Provenance'),
        table: provenanceTable(result.recipe, hash, language, approval),
      },
    ]);
  },
};
