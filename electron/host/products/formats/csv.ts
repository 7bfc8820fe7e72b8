import { writeCsv } from '#host/formats/tables/write-csv.ts';
import { zoneTable } from '#host/products/tables/zone-tables.ts';
import type { ProductFormat } from './product-format.ts';

export const csvFormat: ProductFormat = {
  kind: 'csv',
  label: { zh: '区域统计表 CSV', en: 'Zone table, CSV' },
  ending: '.csv',
  write: (path, { input: { assessment, sheet } }) =>
    writeCsv(path, zoneTable(assessment.result, sheet.language, assessment.approval)),
};
