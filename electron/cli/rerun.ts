import { resolve } from 'node:path';
import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { readRecord } from '#host/recipe/read-record.ts';
import { rerun, type Rerun } from '#host/run/rerun/rerun.ts';
import { commonOptions, parse, UsageError } from './arguments.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/** `bloomline rerun <product>`: exit status 0 where everything is identical, 3 where something differs. */
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
    const found = await rerun(
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

function tell(found: Rerun): void {
  const { identical, sealIntact, inputs, rules, software, differences, compared, warnings } = found;
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
