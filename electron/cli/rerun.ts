import { basename, resolve } from 'node:path';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { readRecord } from '#host/recipe/read-record.ts';
import type { ProductComparison } from '#host/products/compare/comparison.ts';
import type { ProductRerun } from '#host/products/compare/rerun-product.ts';
import { inWords, say } from '#core/words/said.ts';
import { commonOptions, parse, UsageError } from './arguments.ts';
import { language } from './language.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/**
 * `bloomline rerun <product>`: computes its record again and makes the product itself again. Exit status 0 where
 * everything is identical, 3 where something differs.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    { ...commonOptions, 'look-in': { type: 'string', multiple: true }, zones: { type: 'string' } },
    true,
  );
  if (positionals.length !== 1) throw new UsageError('rerun needs one product');
  const product = resolve(positionals[0]);
  const record = readRecord(product);
  const pool = new RasterPool();
  try {
    // Drawing libraries are loaded when something is made.
    const { rerunProduct } = await import('#host/products/compare/rerun-product.ts');
    const found = await rerunProduct(
      {
        product,
        record,
        lookIn: (values['look-in'] ?? []).map(folder => resolve(folder)),
        ...(values.zones === undefined ? {} : { zonesFile: resolve(values.zones) }),
        pool,
      },
      { onProgress: progressLine() },
    );
    if (values.json) printJson({ product, ...found });
    else tell(found);
    if (!found.identical) process.exitCode = 3;
  } finally {
    await pool.close();
  }
}

function tell(found: ProductRerun): void {
  const { identical, sealIntact, inputs, rules, software, differences, compared, warnings } = found;
  for (const product of found.products) tellProduct(product);
  if (identical) process.stdout.write(`identical: ${compared} numbers, ${inputs.length} inputs\n`);
  if (!sealIntact) process.stdout.write('the record was changed after it was sealed\n');
  for (const { path, now } of inputs.filter(i => !i.same))
    process.stdout.write(`another input: ${path} (now ${now})\n`);
  for (const { id, recorded, now } of rules)
    process.stdout.write(
      recorded === null
        ? `a rule that is new since: ${id}, version ${now}\n`
        : `another rule: ${id}, version ${recorded}, now ${now ?? 'not there'}\n`,
    );
  if (differences.length > 0)
    printTable(
      ['what differs', 'recorded', 'now'],
      differences.map(d => [d.what, d.recorded ?? null, d.found ?? null]),
    );
  if (software.recorded !== software.now)
    process.stdout.write(`made with version ${software.recorded}, run again with ${software.now}\n`);
  for (const warning of warnings) printWarning(warning);
}

function tellProduct({ path, of, compared, differing, differences, notCompared }: ProductComparison): void {
  const name = basename(path);
  const line = of && { name, compared, differing, of: say(`rerun.${of}`) };
  if (line)
    process.stdout.write(
      `${inWords(differing > 0 ? say('rerun.product-differs', line) : say('rerun.product-same', line), language)}\n`,
    );
  if (differences.length > 0)
    printTable(
      ['where', 'in the product', 'now'],
      differences.map(d => [d.where, cell(d.product), cell(d.again)]),
    );
  for (const what of notCompared) printWarning(what);
}

const cell = (value: string | number | boolean | null): string | null =>
  value === null ? null : String(value).slice(0, 80);
