import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import type { Window } from '#core/grid/grid.ts';
import { say } from '#core/words/said.ts';
import { convertToCog } from '#host/raster/convert-to-cog.ts';
import { commonOptions, compressionOption, parse, required, UsageError } from './arguments.ts';
import { printJson, progressLine } from './print.ts';

/**
 * `bloomline convert <in.tif> --out <out.tif>`: any readable TIFF as a Cloud Optimized GeoTIFF; with --window a part.
 */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    { ...commonOptions, out: { type: 'string' }, compress: { type: 'string' }, window: { type: 'string' } },
    true,
  );
  if (positionals.length !== 1) throw new UsageError('convert needs one file');
  const out = resolve(required('out', values.out));
  const compression = compressionOption(values.compress);
  const source = resolve(positionals[0]);
  if (source === out) throw new BloomlineError('bad-input', out, say('cli.source-overwritten'));
  const progress = progressLine();
  const started = performance.now();
  const window = values.window === undefined ? null : windowOption(values.window);
  await convertToCog(source, out, compression, (done, all) => progress(done, all, 'rows'), window);
  const ms = Math.round(performance.now() - started);
  const bytes = statSync(out).size;
  if (values.json) printJson({ file: source, out, compression, bytes, ms });
  else process.stdout.write(`${out}: ${bytes} bytes, ${compression}, ${ms} ms\n`);
}

function windowOption(text: string): Window {
  const numbers = text.split(',').map(Number);
  if (numbers.length !== 4 || !numbers.every(Number.isInteger))
    throw new UsageError(`--window ${text}: expected column,row,width,height`);
  const [col, row, width, height] = numbers;
  return { col, row, width, height };
}
