import { copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { AssessmentResult } from '#core/review/assessment.ts';
import { outcomeOf } from '#core/review/outcome.ts';
import { recipeInWords } from '#core/review/recipe-words.ts';
import type { ReviewStep } from '#core/review/states.ts';
import type { ReceivedDetail, ReceivedPackage } from '#core/contract/package-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { makeOwnFolder, writeInWorkspace } from '#host/files/atomic-file.ts';
import { aboutOf, packageFiles } from '#host/recipe/package-manifest.ts';
import { readPackage, verifyWhole } from './verify-package.ts';

const folder = 'packages';

/**
 * Takes an intact package into a workspace, where it can only be read: it is kept as it came, under its number and
 * seal. Throws `bad-input` for one that was changed or taken before, or that was made in this workspace.
 */
export async function receivePackage(
  catalogue: Catalogue,
  who: string,
  path: string,
): Promise<ReceivedPackage> {
  const { packages, directory } = catalogue;
  const about = aboutOf(readPackage(path).manifest);
  const { seal, approval, office } = about;
  const before = packages.bySeal(seal);
  if (before)
    throw new BloomlineError(
      'bad-input',
      approval.number,
      say('package.taken-before', { day: before.time.slice(0, 10), office }),
    );
  if (packages.wasSent(seal)) throw new BloomlineError('bad-input', approval.number, say('package.own'));
  const report = await verifyWhole(path);
  if (!report.intact)
    throw new BloomlineError('bad-input', path, say('package.not-as-packed', { what: report.problems[0] }));
  const file = `${folder}/${approval.number}_${seal.slice(0, 12)}.zip`;
  const target = join(directory, file);
  await makeOwnFolder(join(directory, folder));
  await writeInWorkspace(target, part => copyFile(path, part));
  try {
    // What lies there now is what is taken, whatever happened to the other one meanwhile.
    if (readPackage(target).manifest.seal !== seal)
      throw new BloomlineError('bad-input', path, say('package.changed-while-copied'));
    return packages.addReceived(who, about, file, report.signing?.key ?? null);
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

/** What a received package shows: its sheet, numbers and recipe. It is examined again each time. */
export function receivedDetail({ packages, directory }: Catalogue, id: number): ReceivedDetail {
  const taken = packages.get(id);
  const path = join(directory, taken.file);
  const { content, manifest } = readPackage(path);
  if (manifest.seal !== taken.seal) throw new BloomlineError('bad-input', path, say('package.other-file'));
  const json = (name: string): unknown => JSON.parse(Buffer.from(content.read(name) ?? []).toString('utf8'));
  const sheet = manifest.files.find(f => /^products\/[^/]+\.png$/.test(f.path));
  const result = json(packageFiles.result) as AssessmentResult;
  const { steps } = json(packageFiles.review) as { steps: ReviewStep[] };
  return {
    package: taken,
    sheet: sheet ? Buffer.from(content.read(sheet.path)!).toString('base64') : null,
    recipe: recipeInWords(result),
    toConfirm: result.recipe.rules.some(rule => rule.evidence === 'to-confirm'),
    numbers: Object.entries(outcomeOf(result))
      .filter(([name, value]) => !(name.endsWith(' · problem') && value === null))
      .map(([name, value]) => ({ name, value })),
    steps,
    warnings: result.recipe.warnings,
    files: manifest.files.map(({ path: name, bytes }) => ({ path: name, bytes })),
  };
}
