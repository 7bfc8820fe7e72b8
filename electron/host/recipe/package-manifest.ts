import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PackageAbout } from '#core/contract/package-calls.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

/** Files of a package beside the products and photos. */
export const packageFiles = {
  manifest: 'manifest.json',
  /** The result as the catalogue keeps it, byte for byte: the approval has its SHA-256. */
  result: 'result.json',
  record: 'record.json',
  journal: 'journal.jsonl',
  review: 'review.json',
  plots: 'plots.json',
  /** Keys and signatures; absent from before keys. */
  signatures: 'signatures.json',
} as const;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const text = z.string().max(2000);

export const approvalSchema = z.object({
  number: z.string().regex(/^BL-\d{4}-\d{4,}$/),
  date: text,
  preparedBy: text,
  reviewedBy: text,
  issuedBy: text,
  contentSha256: sha256,
  signature: z.object({ key: text, head: text }).nullable().optional(),
  supersededBy: z.object({ id: z.number(), number: text, why: text }).nullable(),
});

/** What a package says of itself. `seal` is the SHA-256 over the rest in canonical JSON. */
export const manifestSchema = z.object({
  format: z.literal('bloomline-package'),
  /** 1: from before keys. */
  version: z.union([z.literal(1), z.literal(2)]),
  software: text,
  office: text,
  packed: z.string().max(40),
  packedBy: text,
  simulated: z.boolean(),
  assessment: z.object({
    id: z.number().int().positive(),
    name: text,
    kind: z.enum(['bloom', 'redline']),
    created: z.string().max(40),
    author: text,
    approval: approvalSchema,
  }),
  /** Lines of the journal that are inside, and its end when the package was made. */
  journal: z.object({
    lines: z.number().int().min(0),
    head: z.object({ id: z.number().int().min(0), hash: sha256 }),
  }),
  files: z
    .array(z.object({ path: z.string().min(1).max(1000), bytes: z.number().int().min(0), sha256 }))
    .max(20_000),
  /** Of who packed it, over the seal; absent where nobody's key was open. */
  signature: z.object({ key: text, value: text }).optional(),
  seal: sha256,
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestSeal = (manifest: Omit<Manifest, 'seal' | 'signature'>): string =>
  createHash('sha256').update(canonicalJson(manifest)).digest('hex');

/** What people are told of a package. */
export const aboutOf = ({
  seal,
  office,
  packed,
  packedBy,
  simulated,
  assessment,
  files,
}: Manifest): PackageAbout => ({
  seal,
  office,
  packed,
  packedBy,
  simulated,
  name: assessment.name,
  kind: assessment.kind,
  author: assessment.author,
  approval: assessment.approval,
  files: files.length,
});
