import { asRecord } from '#host/recipe/read-record.ts';
import type { ReadRecord } from '#core/review/records.ts';
import { createHash } from 'node:crypto';
import { compareOutcomes, outcomeOf } from '#core/review/outcome.ts';
import type { AssessmentResult } from '#core/review/assessment.ts';
import type { PackageReport } from '#core/contract/package-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, type Said, say } from '#core/words/said.ts';
import { brokenLine, type ChainedLine } from '#host/catalogue/package-journal.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

import {
  aboutOf,
  manifestSchema,
  manifestSeal,
  packageFiles,
  type Manifest,
} from '#host/recipe/package-manifest.ts';
import { examineProducts } from './examine-products.ts';
import { examineSigning } from './examine-signing.ts';
import { halfCopied, openPackage, type OpenPackage } from '#host/formats/archive/open-package.ts';

const mostManifestBytes = 64 * 2 ** 20;

/** Examines a package without unpacking it to disk. Throws `not-found` and `bad-input` for what is no package. */
export function verifyPackage(path: string): PackageReport {
  try {
    return examine(path, openPackage(path)).report;
  } catch (error) {
    if (!(error instanceof BloomlineError) || error.said.code !== halfCopied) throw error;
    return { ...nothingKnown(path), complete: false, problems: [error.message] };
  }
}

/**
 * The same, and every product against result and record: cells, areas, records inside. What a seal that anybody can
 * compute again does not show is found by that.
 */
export async function verifyWhole(path: string): Promise<PackageReport> {
  const report = verifyPackage(path);
  if (!report.intact) return report;
  const { content, manifest } = readPackage(path);
  const record = asRecord(jsonOf(content.read(packageFiles.record)));
  const result = jsonOf(content.read(packageFiles.result)) as AssessmentResult;
  if (!record.success) return report;
  const problems = await examineProducts(content, manifest, record.data, result);
  return { ...report, intact: problems.length === 0, problems };
}

/** What an intact package holds. Throws `bad-input` in words for one that is not. */
export function readPackage(path: string): {
  manifest: Manifest;
  content: OpenPackage;
  report: PackageReport;
} {
  const content = openPackage(path);
  const { report, manifest } = examine(path, content);
  if (!report.intact || !manifest)
    throw new BloomlineError('bad-input', path, say('package.not-as-packed', { what: report.problems[0] }));
  return { manifest, content, report };
}

const nothingKnown = (path: string): PackageReport => ({
  package: path,
  intact: false,
  complete: true,
  problems: [],
  changed: [],
  missing: [],
  added: [],
  journal: null,
  about: null,
  signing: null,
});

function examine(path: string, content: OpenPackage): { report: PackageReport; manifest: Manifest | null } {
  const manifest = manifestOf(path, content);
  const { seal } = manifest;
  const { files } = manifest;
  const names = new Set(content.names);
  const listed = new Set(files.map(f => f.path));
  const missing = files.filter(f => !names.has(f.path)).map(f => f.path);
  const changed = files.filter(f => names.has(f.path) && !isSame(content, f)).map(f => f.path);
  const added = content.names.filter(name => !listed.has(name) && name !== packageFiles.manifest);
  const journal = journalOf(content, manifest);
  const signed = examineSigning(
    content.names.includes(packageFiles.signatures) ? jsonOf(content.read(packageFiles.signatures)) : null,
    manifest,
  );
  const problems = [
    ...(manifestSeal(unsealed(manifest)) === seal ? [] : [inEnglish('package.manifest-changed')]),
    ...changed.map(file => inEnglish('package.file-changed', { file })),
    ...missing.map(file => inEnglish('package.file-missing', { file })),
    ...added.map(file => inEnglish('package.file-added', { file })),
    ...(journal.holds ? [] : [journal.problem!]),
    ...(changed.length + missing.length === 0 ? disagreements(content, manifest) : []),
    ...signed.problems,
  ];
  return {
    manifest,
    report: {
      ...nothingKnown(path),
      intact: problems.length === 0,
      problems,
      changed,
      missing,
      added,
      journal,
      about: aboutOf(manifest),
      signing: signed.signing,
    },
  };
}

/** What the seal is over. */
function unsealed(manifest: Manifest): Omit<Manifest, 'seal' | 'signature'> {
  const sealed: Partial<Manifest> = { ...manifest };
  delete sealed.seal;
  delete sealed.signature;
  return sealed as Omit<Manifest, 'seal' | 'signature'>;
}

function manifestOf(path: string, content: OpenPackage): Manifest {
  const refuse = (what: Said) => new BloomlineError('bad-input', path, what);
  const bytes = content.names.includes(packageFiles.manifest) ? content.read(packageFiles.manifest) : null;
  if (!bytes || bytes.length > mostManifestBytes) throw refuse(say('package.no-manifest'));
  const read = manifestSchema.safeParse(jsonOf(bytes));
  if (!read.success)
    throw refuse(
      say('package.manifest-unusable', {
        why: `${read.error.issues[0].path.join('.')}: ${read.error.issues[0].message}`,
      }),
    );
  return read.data;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

function isSame(content: OpenPackage, { path, bytes, sha256: wanted }: Manifest['files'][number]): boolean {
  const found = content.read(path);
  return found !== null && found.length === bytes && sha256(found) === wanted;
}

function jsonOf(bytes: Uint8Array | null): unknown {
  try {
    return JSON.parse(Buffer.from(bytes ?? []).toString('utf8'));
  } catch {
    return null;
  }
}

function journalOf(content: OpenPackage, manifest: Manifest): NonNullable<PackageReport['journal']> {
  const { head, lines: wanted } = manifest.journal;
  const lines = linesOf(content);
  const problem =
    lines === null || lines.length !== wanted ? inEnglish('package.journal-short') : brokenLine(lines, head);
  return { holds: problem === null, lines: lines?.length ?? 0, problem, head };
}

function linesOf(content: OpenPackage): ChainedLine[] | null {
  try {
    const text = Buffer.from(content.read(packageFiles.journal) ?? []).toString('utf8');
    return text
      .split('\n')
      .filter(Boolean)
      .map(line => JSON.parse(line) as ChainedLine);
  } catch {
    return null;
  }
}

/** The result, the record, the approval and the journal say the same. */
function disagreements(content: OpenPackage, { assessment: { approval } }: Manifest): string[] {
  const bytes = content.read(packageFiles.result);
  const problems: string[] = [];
  if (!bytes || sha256(bytes) !== approval.contentSha256) problems.push(inEnglish('package.result-differs'));
  const record = asRecord(jsonOf(content.read(packageFiles.record)));
  if (!record.success || !record.data.intact) problems.push(inEnglish('package.record-changed'));
  else if (!sameNumbers(bytes, record.data)) problems.push(inEnglish('package.numbers-differ'));
  const signed = linesOf(content)
    ?.filter(line => line.table === 'approval' && line.action === 'insert')
    .map(line => jsonOf(Buffer.from(line.after ?? '')) as Record<string, unknown> | null);
  const wanted = {
    number: approval.number,
    date: approval.date,
    prepared_by: approval.preparedBy,
    reviewed_by: approval.reviewedBy,
    issued_by: approval.issuedBy,
    content_sha256: approval.contentSha256,
  };
  const fits = (line: Record<string, unknown> | null) =>
    Object.entries(wanted).every(([name, value]) => line?.[name] === value);
  if (!signed?.some(fits)) problems.push(inEnglish('package.approval-differs'));
  return problems;
}

function sameNumbers(result: Uint8Array | null, record: ReadRecord): boolean {
  try {
    const found = outcomeOf(jsonOf(result) as AssessmentResult);
    return compareOutcomes(record.outcome, found).length === 0 && canonicalJson(found) !== 'null';
  } catch {
    return false;
  }
}
