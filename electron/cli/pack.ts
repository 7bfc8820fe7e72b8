import { basename, resolve } from 'node:path';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { findAssessment, packAssessment } from '#host/exchange/packages/pack-assessment.ts';
import { commonOptions, parse, required, UsageError } from './arguments.ts';
import { languageOption, productOptions, productsOption } from './assess-output.ts';
import { printJson, printWarning, progressLine } from './print.ts';
import { writesAs } from './writes-as.ts';

/** `bloomline pack <number or id>`: an approved assessment as a sealed package for another office. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      ...productOptions,
      workspace: { type: 'string' },
      to: { type: 'string' },
      office: { type: 'string' },
      language: { type: 'string' },
    },
    true,
  );
  if (positionals.length !== 1) throw new UsageError('pack needs the number of one assessment');
  const path = resolve(required('to', values.to));
  if (!/\.zip$/i.test(path)) throw new UsageError(`--to ${path}: expected a file that ends in .zip`);
  const workspace = resolve(required('workspace', values.workspace));
  const language = languageOption(values.language);
  const products = (await productsOption(values.export)) ?? undefined;
  const catalogue = await openCatalogue(workspace);
  try {
    const office = values.office?.trim() || basename(workspace);
    const packed = await packAssessment(
      catalogue,
      {
        assessmentId: findAssessment(catalogue, positionals[0]),
        path,
        who: writesAs(catalogue),
        office,
        sheet: { language, paper: 'A4', orientation: 'landscape', organisation: office.slice(0, 60) },
        products,
      },
      { onProgress: progressLine() },
    );
    if (values.json) printJson(packed);
    else
      process.stdout.write(
        `${packed.number}: ${packed.files} files, ${packed.bytes} bytes\nseal ${packed.seal}\n${path}\n`,
      );
    for (const warning of packed.warnings) printWarning(warning);
  } finally {
    catalogue.close();
  }
}
