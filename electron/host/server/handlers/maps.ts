import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Product } from '#core/contract/products.ts';
import type { mapCalls } from '#core/contract/map-calls.ts';
import type { TemplateFile } from '#core/page/template.ts';
import {
  keepTemplate,
  ownTemplate,
  ownTemplates,
  removeTemplate,
  renameTemplate,
  saveTemplate,
} from '#host/catalogue/own-templates.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import { productStem, safeName } from '#host/files/file-name.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { builtInFile, readTemplateFile, templateOfKind } from '#host/products/sheets/template-file.ts';
import { refuseOtherContent, signedSheet } from '#host/products/review/signed-export.ts';
import { material } from './assessments.ts';
import type { Handlers } from '#host/server/context/context.ts';

/** Throws `bad-input` where a template is for no kind of map that there is. */
async function checkKind({ kind }: TemplateFile, subject: string): Promise<void> {
  const { mapKindOf } = await import('#host/products/maps/map-kinds.ts');
  mapKindOf(kind, subject);
}

export const mapHandlers: Pick<Handlers, keyof typeof mapCalls> = {
  'map.choices': async ({ subject }, context) => {
    const { mapKinds, reasonAgainst } = await import('#host/products/maps/map-kinds.ts');
    const { matterOf } = await import('./map-subject.ts');
    const { productFormats } = await import('#host/products/formats/product-formats.ts');
    const { matter, patches } = matterOf(subject, context);
    const choices = mapKinds.map(map => ({
      kind: map.kind,
      template: builtInFile(map.kind),
      reason: reasonAgainst(map, matter),
      atlas: map.atlas ?? null,
    }));
    return { choices, patches, products: productFormats.map(({ kind, label }) => ({ kind, label })) };
  },

  'map.preview': async (request, context, progress) => {
    // Drawing libraries are loaded when the first sheet is asked for.
    const { mapOf } = await import('./map-subject.ts');
    const { previewMap } = await import('#host/products/sheets/preview-sheet.ts');
    const { sheet, options } = await mapOf(request, context, progress);
    const { png, ...page } = await previewMap(sheet, options, progress);
    return { png: png.toString('base64'), ...page };
  },

  'export.map': async ({ directory, formats, dpi = 300, ...request }, context, progress) => {
    const { mapOf } = await import('./map-subject.ts');
    const { drawMap, writeMap } = await import('#host/products/sheets/map-sheet.ts');
    const target = context.roots.check(directory);
    const { sheet, options, stem, signed } = await mapOf(request, context, progress);
    if (signed) await refuseOtherContent(context.workspace.catalogue, signed, progress);
    await prepareDirectory(target);
    const drawn = await drawMap(sheet, options, dpi, progress);
    const products: Product[] = [];
    for (const format of new Set(formats)) {
      const path = join(target, `${stem}.${format}`);
      const [map, ...tables] = await writeMap(path, format, drawn, sheet, options, dpi);
      products.push({ kind: format, path: map, bytes: (await stat(map)).size });
      for (const table of tables)
        if (products.every(p => p.path !== table))
          products.push({ kind: 'csv', path: table, bytes: (await stat(table)).size });
    }
    return { directory: target, products };
  },

  'export.assessment': async ({ assessmentId, sheet, template, directory, ...what }, context, progress) => {
    const { exportAssessment } = await import('#host/products/export-assessment.ts');
    const bulletin = context.workspace.catalogue.bulletins.get(assessmentId, sheet.language)?.text;
    const made = material(context, assessmentId);
    await refuseOtherContent(context.workspace.catalogue, made, progress);
    return exportAssessment(
      {
        ...made,
        sheet: signedSheet(sheet, made.assessment),
        template: templateOfKind(made.assessment.kind, template),
        ...(bulletin === undefined ? {} : { bulletin }),
        directory: context.roots.check(directory),
        ...what,
      },
      progress,
    );
  },

  'export.atlas': async ({ assessmentId, sheet, template, directory, by, oneFile }, context, progress) => {
    const { mapKinds } = await import('#host/products/maps/map-kinds.ts');
    const { makeAtlas } = await import('#host/products/atlas/make-atlas.ts');
    const { assessmentAtlas } = await import('#host/products/atlas/assessment-atlas.ts');
    const { productDate } = await import('#host/products/sheets/sheet-material.ts');
    const made = material(context, assessmentId);
    await refuseOtherContent(context.workspace.catalogue, made, progress);
    const options = signedSheet(sheet, made.assessment);
    const input = { ...made, sheet: options };
    const kind = mapKinds.find(k => k.atlas === by && k.from.includes(made.assessment.kind));
    return makeAtlas(
      {
        ...assessmentAtlas(input, by, template && kind && templateOfKind(kind.kind, template)),
        stem: productStem(
          input.assessment.kind,
          `${input.scenes.map(s => s.name).join('-')}_${by}`,
          productDate(input),
        ),
        options,
        directory: context.roots.check(directory),
        oneFile,
        format: 'pdf',
        dpi: 300,
      },
      progress,
    );
  },

  'templates.list': (_, { workspace }) => ownTemplates(workspace.catalogue),
  'templates.save': async ({ name, file }, { workspace }) => {
    await checkKind(file, name);
    return saveTemplate(workspace.catalogue, workspace.who, name, file);
  },
  'templates.rename': ({ name, to }, { workspace }) =>
    renameTemplate(workspace.catalogue, workspace.who, name, to),
  'templates.remove': ({ name }, { workspace }) => {
    removeTemplate(workspace.catalogue, workspace.who, name);
    return null;
  },
  'templates.import': async ({ path }, { workspace, roots }) => {
    const file = readTemplateFile(roots.check(path));
    await checkKind(file, path);
    return keepTemplate(workspace.catalogue, workspace.who, file);
  },

  'export.template': async ({ name, directory }, { workspace, roots }) => {
    const { file } = ownTemplate(workspace.catalogue, name);
    const target = roots.check(directory);
    await prepareDirectory(target);
    const path = join(target, `${safeName(name)}.template.json`);
    await writeAtomically(path, part => writeFile(part, `${JSON.stringify(file, null, 2)}\n`));
    return { path };
  },
};
