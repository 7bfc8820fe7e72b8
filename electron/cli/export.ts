import { resolve } from 'node:path';
import { plotFormats, siteFilterSchema, type PlotFilter } from '#core/contract/plot-calls.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { exportPlots } from '#host/exchange/field-export/export-plots.ts';
import { commonOptions, parse, required, UsageError } from './arguments.ts';
import { printJson } from './print.ts';

/** `bloomline export plots`: sites and their observations out of a workspace. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      workspace: { type: 'string' },
      where: { type: 'string' },
      format: { type: 'string' },
      out: { type: 'string' },
      encoding: { type: 'string' },
      photos: { type: 'string' },
      language: { type: 'string' },
    },
    true,
  );
  if (positionals[0] !== 'plots' || positionals.length !== 1) throw new UsageError('export knows plots only');
  const format = plotFormats.find(f => f === values.format);
  if (!format)
    throw new UsageError(`--format ${values.format ?? ''}: expected one of ${plotFormats.join(', ')}`);
  const path = resolve(required('out', values.out));
  const catalogue = await openCatalogue(resolve(required('workspace', values.workspace)), { readOnly: true });
  try {
    const result = await exportPlots(catalogue, {
      filter: filterOf(values.where, catalogue),
      format,
      path,
      language: values.language === 'en' ? 'en' : 'zh-CN',
      encoding: choice('encoding', values.encoding, ['utf-8', 'gb18030']),
      photos: photosOf(values.photos),
    });
    if (values.json) printJson(result);
    else
      process.stdout.write(
        `${result.path}: ${result.sites} sites, ${result.observations} observations, ${result.photos} photos\n`,
      );
  } finally {
    catalogue.close();
  }
}

/** `kind=section,text=太湖,parameter=chlorophyll-a,min=10,from=2026-01-01,zone=太湖` */
function filterOf(where: string | undefined, catalogue: Catalogue): PlotFilter {
  const filter: Record<string, unknown> = {};
  for (const part of (where ?? '').split(',').filter(Boolean)) {
    const match = /^\s*(\w+)\s*=\s*(.*?)\s*$/.exec(part);
    if (!match) throw new UsageError(`--where ${part}: expected name=value`);
    const [, name, value] = match;
    if (name === 'kind') filter.kinds = [...((filter.kinds as string[] | undefined) ?? []), value];
    else if (name === 'min' || name === 'max') filter[name] = Number(value);
    else if (name === 'zone') {
      const zone = catalogue.zones.list().find(z => z.name === value || String(z.id) === value);
      if (!zone) throw new UsageError(`--where zone=${value}: there is no such zone`);
      filter.zoneId = zone.id;
    } else if (name === 'box') filter.box = value.split(/\s+/).map(Number);
    else filter[name] = value;
  }
  const checked = siteFilterSchema.safeParse(filter);
  if (checked.success) return checked.data;
  const { path, message } = checked.error.issues[0];
  throw new UsageError(`--where ${path.join('.')}: ${message}`);
}

function choice<T extends string>(
  name: string,
  value: string | undefined,
  known: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = known.find(k => k === value.toLowerCase());
  if (!found) throw new UsageError(`--${name} ${value}: expected ${known.join(' or ')}`);
  return found;
}

function photosOf(value: string | undefined) {
  const wanted = choice('photos', value, ['keep', 'strip', 'none']);
  return wanted === 'keep' ? 'keep-exif' : wanted === 'strip' ? 'strip-exif' : 'none';
}
