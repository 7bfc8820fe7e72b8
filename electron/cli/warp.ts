import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { resamplings } from '#core/grid/resample.ts';
import { say } from '#core/words/said.ts';
import { inspectFile } from '#host/raster/inspect-file.ts';
import { warpToGrid } from '#host/raster/warp-to-grid.ts';
import { commonOptions, compressionOption, parse, required, UsageError } from './arguments.ts';
import { printJson, progressLine } from './print.ts';

/** `bloomline warp <in.tif> --like <other.tif> --out <out.tif>`: a file on the grid of another one. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      like: { type: 'string' },
      resampling: { type: 'string' },
      out: { type: 'string' },
      compress: { type: 'string' },
    },
    true,
  );
  if (positionals.length !== 1) throw new UsageError('warp needs one file');
  const how = resamplings.find(name => name === (values.resampling ?? 'bilinear'));
  if (!how)
    throw new UsageError(`--resampling ${values.resampling}: expected one of ${resamplings.join(', ')}`);
  const [source, like, out] = [
    resolve(positionals[0]),
    resolve(required('like', values.like)),
    resolve(required('out', values.out)),
  ];
  if (out === source || out === like)
    throw new BloomlineError('bad-input', out, say('cli.source-overwritten'));
  const progress = progressLine();
  const started = performance.now();
  const compression = compressionOption(values.compress);
  const { grid } = inspectFile(like);
  await warpToGrid(source, grid, out, { how, compression }, (done, all) => progress(done, all, 'rows'));
  const ms = Math.round(performance.now() - started);
  const bytes = statSync(out).size;
  if (values.json)
    printJson({
      file: source,
      like,
      out,
      resampling: how,
      width: grid.width,
      height: grid.height,
      bytes,
      ms,
    });
  else
    process.stdout.write(`${out}: ${grid.width} × ${grid.height} pixels, ${how}, ${bytes} bytes, ${ms} ms\n`);
}
