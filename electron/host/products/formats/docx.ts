import { writeFile } from 'node:fs/promises';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { assessmentReport } from '#host/products/reports/assessment-report.ts';
import type { ProductFormat } from './product-format.ts';

export const docxFormat: ProductFormat = {
  kind: 'docx',
  label: { zh: '报告（Word DOCX）', en: 'Report (Word DOCX)' },
  ending: '.docx',
  async write(path, { input, painted }) {
    const { png, page } = await painted();
    // The library is loaded when a report is written.
    const { writeDocx } = await import('#host/products/reports/write-docx.ts');
    const map = { png, widthMm: page.widthMm, heightMm: page.heightMm };
    const bytes = await writeDocx(assessmentReport(input, { page }), () => map);
    await writeAtomically(path, part => writeFile(part, bytes));
  },
};
