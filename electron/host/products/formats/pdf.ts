import { writeFile } from 'node:fs/promises';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { paintPdf } from '#host/products/sheets/paint-pdf.ts';
import { recordJson } from '#host/recipe/sealed-record.ts';
import type { ProductFormat } from './product-format.ts';

/** The sheet: vectors and subset fonts over one raster, the record attached. */
export const pdfFormat: ProductFormat = {
  kind: 'pdf',
  label: { zh: '专题图 PDF', en: 'Map sheet, PDF' },
  ending: '.pdf',
  async write(path, { input, drawn, record, hash }) {
    const { assessment, sheet } = input;
    const { recipe } = assessment.result;
    const { page, images } = await drawn();
    const bytes = await paintPdf(page, images, {
      language: sheet.language,
      author: sheet.preparedBy ?? sheet.organisation ?? '',
      subject: [assessment.name, recipe.simulated ? simulatedLabel : ''].filter(Boolean).join(' · '),
      keywords: `${recipe.kind}, ${recipe.software.name} ${recipe.software.version}, recipe ${hash}`,
      created: new Date(),
      attachments: [
        {
          name: 'recipe.json',
          type: 'application/json',
          description: 'Bloomline recipe: inputs, parameters, rules',
          bytes: Buffer.from(recordJson(record())),
        },
      ],
    });
    await writeAtomically(path, part => writeFile(part, bytes));
  },
};
