import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { areaJobs } from '../tests/bench/area-jobs.ts';
import type { BenchPlaces, Job } from '../tests/bench/job.ts';
import { makeBenchData } from '../tests/bench/make-data.ts';
import { measure, median, type Figures } from '../tests/bench/measure.ts';
import { atlasJobs } from '../tests/bench/atlas-jobs.ts';
import { fieldJobs } from '../tests/bench/field-jobs.ts';
import { seriesJobs } from '../tests/bench/series-jobs.ts';
import { intakeJobs } from '../tests/bench/intake-jobs.ts';
import { pictureJobs } from '../tests/bench/picture-jobs.ts';
import { writeJobs } from '../tests/bench/write-jobs.ts';
import { zonalJobs } from '../tests/bench/zonal-jobs.ts';

/**
 * `npm run bench [-- --runs 5] [--job text]`: Bloomline and the native tools in turn on the same files, whole
 * processes,
 * and the ratios of medians. Needs GDAL and rasterio; what is missing is said. Results go to tests/bench/RESULTS.md.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const option = (name: string, fallback: string) => {
  const at = process.argv.indexOf(`--${name}`);
  return at >= 0 ? process.argv[at + 1] : fallback;
};
const runs = Number(option('runs', '5'));
const wanted = option('job', '');
const folder = option('data', join(tmpdir(), 'bloomline-bench'));
mkdirSync(folder, { recursive: true });

const cli = join(root, 'dist', 'host', 'cli.js');
if (!existsSync(cli)) throw new Error('build first: npm run build');
const data = makeBenchData(folder, [
  'cog_deflate',
  'tiled_deflate',
  'tiled_lzw',
  'tiled_zstd',
  'striped_raw',
  'striped_lzw',
]);

const places: BenchPlaces = {
  bloomline: [process.execPath, cli],
  folder,
  data,
  script: name => join(root, 'tests', 'bench', name),
};
const rows: string[] = [];
for (const job of [
  ...areaJobs(places),
  ...writeJobs(places),
  ...zonalJobs(places),
  ...pictureJobs(places),
  ...fieldJobs(places),
  ...seriesJobs(places),
  ...atlasJobs(places),
  ...intakeJobs(places),
]) {
  if (wanted && !job.name.includes(wanted)) continue;
  const row = compare(job);
  rows.push(row);
  process.stdout.write(`${row}\n`);
}
record(rows);

/** Runs the contenders in turn, once unmeasured and then `runs` times, and writes one table row per rival. */
function compare(job: Job): string {
  const figures = new Map<string, Figures[]>();
  const contenders = [{ name: 'Bloomline', command: job.ours }, ...job.rivals.filter(r => r.available)];
  for (let run = -1; run < (job.runs ?? runs); run++)
    for (const { name, command } of contenders) {
      const result = measure(command, { cwd: root });
      if (run >= 0) figures.set(name, [...(figures.get(name) ?? []), result]);
    }
  const mid = (name: string, key: keyof Figures) => median(figures.get(name)!.map(f => f[key]));
  const of = (name: string) =>
    `${mid(name, 'wallS').toFixed(2)} / ${mid(name, 'cpuS').toFixed(2)} / ${Math.round(mid(name, 'peakMb'))}`;
  return job.rivals
    .map(rival => {
      if (!rival.available) return `| ${job.name} | ${rival.name} | not installed | | | | | |`;
      const ratio = (key: keyof Figures) =>
        median(figures.get('Bloomline')!.map((f, i) => f[key] / figures.get(rival.name)![i][key])).toFixed(2);
      return `| ${job.name} | ${rival.name} | ${of('Bloomline')} | ${of(rival.name)} | **${ratio('wallS')}** | ${ratio('cpuS')} | ${ratio('peakMb')} | ${rival.reach} |`;
    })
    .join('\n');
}

function record(lines: string[]): void {
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const path = join(root, 'tests', 'bench', 'RESULTS.md');
  const head = `## ${new Date().toISOString().slice(0, 10)} · commit ${commit} · ${cpus().length} × ${cpus()[0]?.model ?? 'unknown'} · ${runs} runs\n\n| job | against | Bloomline wall s / CPU s / peak MB | rival wall / CPU / peak | wall ratio (median of pairs) | CPU ratio | memory ratio | reach |\n|---|---|---|---|---|---|---|---|\n`;
  const before = existsSync(path)
    ? readFileSync(path, 'utf8')
    : '# Benchmark results\n\nWhole processes, warm files, run in turn. Newest first.\n';
  const [title, ...rest] = before.split(/(?=^## )/m);
  writeFileSync(path, `${title.trimEnd()}\n\n${head}${lines.join('\n')}\n\n${rest.join('')}`);
}
