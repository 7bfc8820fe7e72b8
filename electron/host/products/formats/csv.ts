import type { ProductFormat } from './product-format.ts';
import { writeResultTables } from './result-tables.ts';

export const csvFormat: ProductFormat = {
  kind: 'csv',
  label: { zh: '区域统计表 CSV', en: 'Zone table, CSV' },
  ending: '.csv',
  write: (path, { input: { assessment, sheet } }) =>
    writeResultTables(path, 'csv', assessment, sheet.language),
};
