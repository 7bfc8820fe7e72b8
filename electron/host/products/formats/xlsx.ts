import type { ProductFormat } from './product-format.ts';
import { writeResultTables } from './result-tables.ts';

/** Zones, patches, ground points and provenance, a sheet each. */
export const xlsxFormat: ProductFormat = {
  kind: 'xlsx',
  label: { zh: '区域统计表 XLSX', en: 'Zone table, XLSX' },
  ending: '.xlsx',
  write: (path, { input: { assessment, sheet } }) =>
    writeResultTables(path, 'xlsx', assessment, sheet.language),
};
