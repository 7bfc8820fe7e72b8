import { validationKind } from '#host/run/kinds/validation.ts';
import { commandResolver } from './resolver.ts';
import { openAtLevel } from '#host/raster/open-at-level.ts';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { catalogueFile } from '#host/files/protected-files.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';

import { validationSites, type ValidationSite } from '#host/run/validation/validation-sites.ts';
import { loadParameters } from '#host/catalogue/parameters.ts';
import { withImported } from '#host/exchange/field-import/points-of-file.ts';

import { RasterPool } from '#host/raster/pool/raster-pool.ts';
import {
  cloudsOption,
  commonOptions,
  numberOption,
  parse,
  required,
  sceneOptions,
  sceneOptionsOf,
  UsageError,
} from './arguments.ts';
import { intoFolder } from './output-folder.ts';
import { printJson, printTable, printWarning, progressLine } from './print.ts';

/** Short words for the parameters of vegetation. */
const shortNames: Record<string, string> = {
  cover: 'vegetation-cover',
  lai: 'leaf-area-index',
  biomass: 'biomass',
};

/** `bloomline validate`: plots beside a satellite product, P = 1 − REE and kappa. */
export async function run(args: string[]): Promise<void> {
  const { values, positionals } = parse(
    args,
    {
      ...commonOptions,
      ...sceneOptions,
      scene: { type: 'string', multiple: true },
      clouds: { type: 'string' },
      acquired: { type: 'string' },
      plots: { type: 'string' },
      'plots-date': { type: 'string' },
      parameter: { type: 'string' },
      product: { type: 'string' },
      factor: { type: 'string' },
      endmembers: { type: 'string' },
      classes: { type: 'string' },
      window: { type: 'string' },
      'within-days': { type: 'string' },
      out: { type: 'string' },
      language: { type: 'string' },
    },
    true,
  );
  const paths = [...positionals, ...(values.scene ?? [])];
  if (paths.length === 0) throw new UsageError('validate needs a scene or a raster');
  const plotsPath = resolve(required('plots', values.plots));
  const asked = required('parameter', values.parameter);
  const id = shortNames[asked.toLowerCase()] ?? asked;
  const parameter = loadParameters().find(p => p.id === id);
  if (!parameter) throw new UsageError(`--parameter ${asked}: no known parameter`);
  const side = numberOption('window', values.window) ?? 3;
  if (side !== 1 && side !== 3 && side !== 5)
    throw new UsageError(`--window ${side}: expected 1, 3 or 5 pixels`);
  const language = values.language ?? 'zh-CN';
  if (language !== 'zh-CN' && language !== 'en')
    throw new UsageError(`--language ${language}: expected zh-CN or en`);
  const numbers = (name: string, text: string | undefined) =>
    text?.split(',').map(part => numberOption(name, part)!) ?? null;
  const ends = numbers('endmembers', values.endmembers);
  if (ends && ends.length !== 2)
    throw new UsageError('--endmembers: expected NDVI of soil and of full cover');
  const said = sceneOptionsOf(values);
  const scene = await openAtLevel(paths, said);
  const { sites, notes } = await sitesOf(plotsPath, values['plots-date'], id);
  const roles = scene.bands.some(b => b.role === 'R') && scene.bands.some(b => b.role === 'N');
  const pool = new RasterPool();
  try {
    const result = await validationKind.run(
      {
        kind: 'validation',
        scene: { files: paths, said },
        product: values.product ?? (roles && id === 'vegetation-cover' ? 'FVC' : 'raster'),
        factor: numberOption('factor', values.factor) ?? null,
        endmembers: ends && { soil: ends[0], vegetation: ends[1] },
        parameter,
        sites,
        classLimits: numbers('classes', values.classes),
        side,
        withinDays: numberOption('within-days', values['within-days']) ?? null,
        clouds: cloudsOption(values.clouds),
        files: existsSync(join(plotsPath, catalogueFile)) ? [] : [plotsPath],
        notes,
      },
      { resolver: commandResolver, pool, progress: { onProgress: progressLine() } },
      made => made,
    );
    const products =
      values.out === undefined
        ? []
        : await intoFolder(resolve(values.out), async () =>
            (await import('#host/products/ecology/export-validation.ts')).exportValidation(
              result,
              scene.name,
              resolve(values.out!),
              language,
            ),
          );
    if (values.json) printJson({ ...result, products: products.map(p => p.path) });
    else {
      printTable(
        ['plot', 'type', `measured ${parameter.unit}`, 'retrieved', 'valid %', 'left out'],
        result.plots.map(p => [
          p.name,
          p.type,
          p.measured,
          p.retrieved,
          Math.round(p.validShare * 100),
          p.leftOut ?? '',
        ]),
      );
      printTable(
        ['type', 'plots', 'P %', 'pass ≥ 80 %', 'R²', 'RMSE', 'classes right %', 'kappa'],
        result.accuracies.map(a => [
          a.type ?? 'all',
          a.plots,
          a.p === null ? null : a.p * 100,
          a.passes === null ? '–' : a.passes ? 'yes' : 'no',
          a.agreement.r2,
          a.agreement.rmse,
          a.classes ? a.classes.overall * 100 : null,
          a.classes?.kappa ?? null,
        ]),
      );
      for (const product of products) process.stdout.write(`${product.path}\n`);
    }
    for (const warning of result.recipe.warnings) printWarning(warning);
  } finally {
    await pool.close();
  }
}

async function sitesOf(
  path: string,
  date: string | undefined,
  parameter: string,
): Promise<{ sites: ValidationSite[]; notes: string[] }> {
  if (!existsSync(join(path, catalogueFile)))
    return withImported(path, date, (catalogue, notes) => ({
      sites: validationSites(catalogue, parameter),
      notes,
    }));
  const catalogue: Catalogue = await openCatalogue(path, { readOnly: true });
  try {
    return { sites: validationSites(catalogue, parameter), notes: [] };
  } finally {
    catalogue.close();
  }
}
