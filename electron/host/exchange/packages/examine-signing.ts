import { z } from 'zod';
import type { PackageReport } from '#core/contract/package-calls.ts';
import { inEnglish } from '#core/words/said.ts';
import { verifiesJson } from '#host/catalogue/signing/key-pairs.ts';
import { keyFault, signatureFault } from '#host/catalogue/signing/statements.ts';
import type { Manifest } from '#host/recipe/package-manifest.ts';

const text = z.string().max(2000);
const signaturesSchema = z.object({
  workspace: z.object({ public_key: text, fingerprint: text, created: text }),
  keys: z
    .array(
      z.object({
        id: z.number(),
        person_id: z.number(),
        name: text,
        public_key: text,
        fingerprint: text,
        certified_by: text.nullable(),
        certificate: text.nullable(),
        created: text,
        revoked: text.nullable(),
        revoked_why: text.nullable(),
      }),
    )
    .max(10_000),
  signatures: z
    .array(
      z.object({
        id: z.number(),
        assessment_id: z.number(),
        step: text,
        person_id: z.number(),
        who: text,
        key: text,
        time: text,
        content_sha256: text,
        head_id: z.number(),
        head_hash: text,
        why: text,
        number: text.nullable(),
        signature: text,
      }),
    )
    .max(10_000),
});

/** What the person who packs signs. */
export const packedSeal = (seal: string) => ({ what: 'bloomline-package', seal });

/** Keys and signatures of a package against its manifest; `content` is null where it has none. */
export function examineSigning(
  content: unknown,
  manifest: Manifest,
): { signing: PackageReport['signing']; problems: string[] } {
  const { approval } = manifest.assessment;
  if (content === null)
    return {
      signing: null,
      problems: approval.signature ? [inEnglish('package.signatures-missing')] : [],
    };
  const read = signaturesSchema.safeParse(content);
  if (!read.success) return { signing: null, problems: [inEnglish('package.signatures-missing')] };
  const { workspace, keys, signatures } = read.data;
  const problems = signatures.flatMap(row => signatureFault(row, keys, workspace) ?? []);
  const approved = signatures.findLast(s => s.step === 'approve');
  if (approval.signature && approval.signature.key !== workspace.fingerprint)
    problems.push(
      inEnglish('sign.root-changed', { now: workspace.fingerprint, before: approval.signature.key }),
    );
  if (approval.signature || approved) {
    const fits =
      approved?.number === approval.number &&
      approved.who === approval.reviewedBy &&
      approved.content_sha256 === approval.contentSha256;
    if (!fits)
      problems.push(
        inEnglish('sign.approval-unsigned', { number: approval.number, who: approval.reviewedBy }),
      );
  }
  const { signature, seal, packedBy } = manifest;
  if (signature) {
    const key = keys.find(k => k.fingerprint === signature.key);
    const holds =
      key &&
      keyFault(key, workspace) === null &&
      key.name === packedBy &&
      verifiesJson(key.public_key, packedSeal(seal), signature.value);
    if (!holds) problems.push(inEnglish('package.packer-forged', { who: packedBy }));
  }
  return {
    signing: {
      key: workspace.fingerprint,
      signatures: signatures.length,
      packedBySigned: Boolean(signature),
    },
    problems,
  };
}
