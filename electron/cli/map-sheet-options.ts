import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { BloomlineError } from '#core/foundation/errors.ts';
import { sheetOptionsSchema, type SheetOptions } from '#core/page/sheet-options.ts';
import type { Template } from '#core/page/template.ts';
import { say } from '#core/words/said.ts';
import { openCatalogue } from '#host/catalogue/catalogue.ts';
import { ownTemplate } from '#host/catalogue/own-templates.ts';
import { readTemplateFile, templateOfKind } from '#host/products/sheets/template-file.ts';
import { numberOption, UsageError } from './arguments.ts';
import { languageOption } from './assess-output.ts';
import type { MapValues } from './map-arguments.ts';

/** `--template`: a file, or the name of a template of `--workspace`; left out, the one that comes with the program. */
export async function templateOption(
  { template, workspace }: Pick<MapValues, 'template' | 'workspace'>,
  kind: string,
): Promise<Template> {
  if (template === undefined) return templateOfKind(kind, undefined);
  if (existsSync(template)) {
    const path = resolve(template);
    return templateOfKind(kind, readTemplateFile(path), basename(path));
  }
  if (workspace === undefined)
    throw new BloomlineError('not-found', template, say('map.template-without-workspace'));
  const catalogue = await openCatalogue(workspace, { readOnly: true });
  try {
    return templateOfKind(kind, ownTemplate(catalogue, template).file, template);
  } finally {
    catalogue.close();
  }
}

/** What the options say of the sheet; what they leave out the template says. */
export function sheetOptionsOf(values: MapValues, template: Template): SheetOptions {
  const parsed = sheetOptionsSchema.safeParse({
    language: languageOption(values.language),
    paper: values.paper ?? template.paper ?? 'A4',
    orientation: values.orientation ?? template.orientation ?? 'landscape',
    title: values.title,
    subtitle: values.subtitle,
    source: values.source,
    remark: values.remark,
    scale: numberOption('map-scale', values['map-scale']),
    grid: values.grid,
    gridStep: numberOption('grid-step', values['grid-step']),
    palette: values.palette,
    northArrow: values['north-arrow'],
    preparedBy: values['prepared-by'],
    reviewedBy: values['reviewed-by'],
    issuedBy: values['issued-by'],
    organisation: values.organisation,
    date: values.date,
    mapNumber: values['map-number'],
  });
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new UsageError(`--${issue.path.join('.')}: ${issue.message}`);
}
