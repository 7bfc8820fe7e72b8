import { productFormats } from '#host/products/formats/product-formats.ts';
import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { access, constants, mkdtemp, readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { ProductKind } from '#core/contract/products.ts';
import type { SheetOptions } from '#core/page/sheet-options.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { recordedCorrections } from '#host/recipe/recorded-mask.ts';
import { softwareVersion } from '#host/files/software-version.ts';
import { throwIfCancelled, type Progress } from '#host/files/progress.ts';
import type { Catalogue } from '#host/catalogue/catalogue.ts';
import { doctor } from '#host/catalogue/doctor.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { journalHead, journalOfAssessment } from '#host/catalogue/package-journal.ts';
import { packedSeal } from './examine-signing.ts';
import { writeZip, type ZipContent } from '#host/formats/archive/write-zip.ts';
import { asWriteError } from '#host/files/atomic-file.ts';
import { exportAssessment } from '#host/products/export-assessment.ts';
import { isUrl } from '#core/scene/is-url.ts';
import { recordOf } from '#host/recipe/read-record.ts';
import { rerun } from '#host/run/rerun/rerun.ts';
import { recordJson, sealedRecord } from '#host/recipe/sealed-record.ts';
import { prepareDirectory } from '#host/files/target-directory.ts';
import { assessmentMaterial } from '#host/products/review/assessment-material.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';
import { sitesIn } from '#host/products/review/review-desk.ts';
import { refuseOtherContent, signedSheet } from '#host/products/review/signed-export.ts';
import { aboutOf, manifestSeal, packageFiles, type Manifest } from '#host/recipe/package-manifest.ts';
import { mostPackageBytes } from '#host/formats/archive/open-package.ts';

export interface PackInput {
  assessmentId: number;
  /** The zip. */
  path: string;
  who: string;
  /** Who it is from, as the other office reads it. */
  office: string;
  sheet: SheetOptions;
  products?: readonly ProductKind[];
  /** Threads that read; left out, this one does. */
  pool?: RasterPool | null;
}

export interface Packed {
  path: string;
  bytes: number;
  files: number;
  number: string;
  seal: string;
  warnings: string[];
}

/** The id of an assessment that is given by its number or id. Throws `not-found`. */
export function findAssessment({ assessments }: Catalogue, numberOrId: string): number {
  const found = assessments
    .list()
    .find(a => a.approval?.number === numberOrId.trim() || String(a.id) === numberOrId.trim());
  if (!found) throw new BloomlineError('not-found', numberOrId, say('package.no-such-assessment'));
  return found.id;
}

/**
 * Writes an approved assessment as a sealed package: products, result, record, lines of the journal, steps of the
 * review, photos of the plots, and a manifest with the SHA-256 of each. Throws `not-allowed` for one that is not
 * approved, or would leave with other content than was approved, and where the journal does not hold.
 */
export async function packAssessment(
  catalogue: Catalogue,
  input: PackInput,
  progress: Progress = {},
): Promise<Packed> {
  const { assessmentId, path, who, office } = input;
  const summary = catalogue.assessments.get(assessmentId);
  const { approval } = summary;
  if (!approval) throw new BloomlineError('not-allowed', summary.name, say('package.not-approved'));
  const fault = (await doctor(catalogue.directory)).find(f => f.severity === 'error');
  if (fault)
    throw new BloomlineError(
      'not-allowed',
      catalogue.path,
      say('package.nothing-packed', { why: fault.message }),
    );
  const made = assessmentMaterial(catalogue, assessmentId);
  await refuseOtherContent(catalogue, made, progress);
  const notes = await runAgain(catalogue, made, input.pool ?? null, progress);
  await prepareDirectory(dirname(path));
  const work = await workFolder(path);
  try {
    const sheet = signedSheet(input.sheet, made.assessment);
    const bulletin = catalogue.bulletins.get(assessmentId, sheet.language)?.text;
    const products = join(work, 'products');
    await exportAssessment(
      {
        ...made,
        pool: input.pool ?? null,
        sheet,
        ...(bulletin === undefined ? {} : { bulletin }),
        directory: products,
        products: input.products ?? productFormats.map(f => f.kind),
      },
      progress,
    );
    const { contents, warnings } = await contentsOf(catalogue, made, products);
    const manifest = await manifestOf(
      catalogue,
      made.assessment,
      approval,
      { contents, who, office },
      progress,
    );
    const total = manifest.files.reduce((sum, f) => sum + f.bytes, 0);
    if (total > mostPackageBytes) throw new BloomlineError('bad-input', path, say('package.too-large'));
    await writeZip(path, [
      { name: packageFiles.manifest, from: Buffer.from(JSON.stringify(manifest, null, 1)) },
      ...contents,
    ]);
    catalogue.packages.addSent(who, aboutOf(manifest), basename(path), assessmentId);
    return {
      path,
      bytes: statSync(path).size,
      files: manifest.files.length,
      number: approval.number,
      seal: manifest.seal,
      warnings: [...notes, ...warnings],
    };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** Beside the package, so that a full disk or a read-only folder is told before anything is computed. */
async function workFolder(path: string): Promise<string> {
  try {
    return await mkdtemp(join(dirname(path), '.bloomline-pack-'));
  } catch (error) {
    throw asWriteError(error, path);
  }
}

/**
 * Throws `not-allowed` where the scenes do not give the approved numbers again. Where rules are other ones since,
 * that is
 * told instead.
 */
async function runAgain(
  catalogue: Catalogue,
  made: Material,
  pool: RasterPool | null,
  progress: Progress,
): Promise<string[]> {
  const files = made.scenes.flatMap(s => s.files.map(f => f.file)).filter(f => !isUrl(f));
  const lookIn = [...new Set(files.map(f => dirname(f)))];
  const quiet = progress.signal ? { signal: progress.signal } : {};
  const { differences, rules } = await rerun(
    { product: catalogue.path, record: recordOf(made), lookIn, pool },
    quiet,
  );
  if (differences.length === 0) return [];
  if (rules.length > 0) return [inEnglish('package.rules-since', { rules: rules.map(r => r.id).join(', ') })];
  const [{ what, recorded, found }] = differences;
  throw new BloomlineError(
    'not-allowed',
    made.assessment.name,
    say('package.rerun-differs', { what, recorded: String(recorded ?? '–'), found: String(found ?? '–') }),
  );
}

type Material = ReturnType<typeof assessmentMaterial>;

async function contentsOf(catalogue: Catalogue, made: Material, products: string) {
  const { assessment } = made;
  const { id } = assessment;
  const json = (value: unknown) => Buffer.from(`${JSON.stringify(value, null, 1)}\n`);
  const corrections = recordedCorrections(assessment.result.recipe).map(c => c.id);
  const lines = journalOfAssessment(catalogue.reader, id, corrections);
  const { result } = catalogue.reader.get<{ result: string }>(
    'SELECT result FROM assessment WHERE id = ?',
    id,
  )!;
  const photos = await photosOf(catalogue, assessment);
  const contents: ZipContent[] = [
    { name: packageFiles.result, from: Buffer.from(result) },
    { name: packageFiles.record, from: Buffer.from(recordJson(sealedRecord(made))) },
    { name: packageFiles.journal, from: Buffer.from(lines.map(line => `${canonicalJson(line)}\n`).join('')) },
    {
      name: packageFiles.review,
      from: json({ steps: catalogue.reviews.steps(id), comments: catalogue.reviews.comments(id) }),
    },
    { name: packageFiles.plots, from: json(photos.plots) },
    ...(await readdir(products))
      .sort()
      .map(name => ({ name: `products/${name}`, from: join(products, name) })),
    ...signaturesIn(catalogue, id, json),
    ...photos.files,
  ];
  return { contents, warnings: photos.warnings };
}

/** Keys without their private halves, and what was signed; nothing where there are no keys yet. */
function signaturesIn(
  { people, reviews }: Catalogue,
  assessmentId: number,
  json: (value: unknown) => Buffer,
): ZipContent[] {
  const workspace = people.workspaceKey();
  if (!workspace) return [];
  const content = { workspace, keys: people.keys(), signatures: reviews.signatures(assessmentId) };
  return [{ name: packageFiles.signatures, from: json(content) }];
}

/** Sites in the zones and their photos, under their SHA-256. */
async function photosOf(catalogue: Catalogue, assessment: Material['assessment']) {
  const files = new Map<string, string>();
  const warnings: string[] = [];
  const plots = sitesIn(catalogue, assessment);
  for (const photo of plots.flatMap(p => p.photos)) {
    const from = join(catalogue.directory, photo.file);
    const isThere = await access(from, constants.R_OK).then(
      () => true,
      () => false,
    );
    if (isThere) files.set(`photos/${basename(photo.file)}`, from);
    else warnings.push(`${photo.file}: ${inEnglish('package.photo-gone')}`);
  }
  return { plots, files: [...files].map(([name, from]) => ({ name, from })), warnings };
}

async function manifestOf(
  catalogue: Catalogue,
  { id, name, kind, created, author, result }: Material['assessment'],
  approval: Manifest['assessment']['approval'],
  { contents, who, office }: { contents: readonly ZipContent[]; who: string; office: string },
  { signal }: Progress,
): Promise<Manifest> {
  const files: Manifest['files'] = [];
  for (const { name: path, from } of contents) {
    throwIfCancelled(signal);
    files.push({ path, ...(await digest(from)) });
  }
  const journal = contents.find(c => c.name === packageFiles.journal)!.from as Uint8Array;
  const manifest: Omit<Manifest, 'seal' | 'signature'> = {
    format: 'bloomline-package',
    version: 2,
    software: softwareVersion(),
    office,
    packed: new Date().toISOString(),
    packedBy: who,
    simulated: result.recipe.simulated,
    assessment: { id, name, kind, created, author, approval },
    journal: { lines: journal.filter(byte => byte === 0x0a).length, head: journalHead(catalogue.reader) },
    files,
  };
  const seal = manifestSeal(manifest);
  const signature = catalogue.people.signAs(who, packedSeal(seal));
  return { ...manifest, ...(signature ? { signature } : {}), seal };
}

async function digest(from: string | Uint8Array): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  if (typeof from !== 'string') return { bytes: from.length, sha256: hash.update(from).digest('hex') };
  let bytes = 0;
  for await (const chunk of createReadStream(from) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    hash.update(chunk);
  }
  return { bytes, sha256: hash.digest('hex') };
}
