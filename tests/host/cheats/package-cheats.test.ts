import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { meetOffice } from '#host/catalogue/packages.ts';
import { openCatalogue, type Catalogue } from '#host/catalogue/catalogue.ts';
import { newKeyPair, signJson } from '#host/catalogue/signing/key-pairs.ts';
import { signed } from '#host/catalogue/signing/statements.ts';
import { packAssessment } from '#host/exchange/packages/pack-assessment.ts';
import { receivePackage } from '#host/exchange/packages/receive-package.ts';
import { verifyWhole } from '#host/exchange/packages/verify-package.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';
import { sheetContent } from '#host/products/sheets/sheet-material.ts';
import { assessmentMaterial } from '#host/products/review/assessment-material.ts';
import { signedSheet } from '#host/products/review/signed-export.ts';
import { approvedWorkspace } from '#tests/host/exchange/packages/approved.ts';
import { temporaryFolder } from '#tests/host/products/scene.ts';
import { pins } from './signed-workspace.ts';

const { folder, clean } = temporaryFolder();
process.env.BLOOMLINE_HOME = join(folder, 'home');
const path = join(folder, 'package.zip');
const sheet = { language: 'zh-CN', paper: 'A4', orientation: 'landscape' } as const;
let catalogue: Catalogue;
let files: Record<string, Uint8Array>;

beforeAll(async () => {
  // Its first assessment was approved before anybody had keys; the second is signed.
  catalogue = await approvedWorkspace(folder);
  const { people, reviews } = catalogue;
  const ids: number[] = [];
  for (const [name, role, pin] of [
    ['赵管', 'admin', pins.admin],
    ['李析', 'analyst', pins.analyst],
    ['王审', 'reviewer', pins.reviewer],
  ] as const)
    ids.push((await people.add(name === '赵管' ? 'os' : '赵管', { name, role, pin })).id);
  await people.signIn(ids[1], pins.analyst);
  reviews.step('李析', 2, 'submit');
  await people.signIn(ids[2], pins.reviewer);
  reviews.approve('王审', 2);
  await packAssessment(catalogue, {
    assessmentId: 2,
    path,
    who: '王审',
    office: '太湖监测中心',
    sheet,
    products: ['csv', 'recipe'],
  });
  files = unzipSync(readFileSync(path));
});
afterAll(() => {
  catalogue.close();
  clean();
});

const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest('hex');
const json = (name: string) => JSON.parse(Buffer.from(files[name]).toString());
let count = 0;

/** Entries changed, with the sums of the manifest made to fit and sealed again, as a forger would. */
function forged(
  changes: Record<string, unknown>,
  manifestChange: (m: Record<string, unknown>) => void = () => {},
) {
  const manifest = json('manifest.json');
  const { signature } = manifest;
  delete manifest.seal;
  delete manifest.signature;
  const bytes = Object.fromEntries(
    Object.entries(changes).map(([name, value]) => [name, Buffer.from(JSON.stringify(value))]),
  );
  for (const entry of manifest.files as { path: string; bytes: number; sha256: string }[])
    if (bytes[entry.path])
      Object.assign(entry, { bytes: bytes[entry.path].length, sha256: sha256(bytes[entry.path]) });
  manifestChange(manifest);
  const whole = { ...manifest, signature, seal: sha256(canonicalJson(manifest)) };
  const target = join(folder, `forged-${count++}.zip`);
  writeFileSync(
    target,
    zipSync({ ...files, ...bytes, 'manifest.json': Buffer.from(JSON.stringify(whole)) }, { level: 0 }),
  );
  return target;
}

describe('attacks on a package, each found and named', () => {
  it('none: it is intact, signed by who approved and who packed', async () => {
    const found = await verifyWhole(path);
    expect(found.problems).toEqual([]);
    const key = catalogue.people.workspaceKey()!.fingerprint;
    expect(found.signing).toEqual({ key, signatures: 2, packedBySigned: true });
    expect(found.about!.approval.signature).toEqual({
      key,
      head: catalogue.reviews.signatures(2)[1].head_hash.slice(0, 16),
    });
  });

  it('the manifest edited and sealed again: the packer’s signature does not hold', async () => {
    const other = forged({}, m => {
      m.office = '巢湖监测中心';
    });
    expect((await verifyWhole(other)).problems).toEqual([
      'the signature of 王审, who packed it, does not hold',
    ]);
  });

  it('another name, or another result, under the approval', async () => {
    const content = json('signatures.json');
    content.signatures[1].who = '赵管';
    const { problems } = await verifyWhole(forged({ 'signatures.json': content }));
    expect(problems.join('\n')).toMatch(/the signature “approve” of 赵管 does not hold \(forged/);
  });

  it('signed again with keys of one’s own: another office key than the approval has', async () => {
    const content = json('signatures.json');
    const own = newKeyPair();
    content.keys[2] = { ...content.keys[2], public_key: own.publicKey, fingerprint: own.fingerprint };
    const row = { ...content.signatures[1], key: own.fingerprint };
    content.signatures[1] = { ...row, signature: signJson(own, signed(row)) };
    const { problems } = await verifyWhole(forged({ 'signatures.json': content }));
    expect(problems.join('\n')).toContain(
      `the key ${own.fingerprint} of 王审 is not certified by this workspace: copied from elsewhere, or changed`,
    );
  });

  it('the signatures left out', async () => {
    const target = join(folder, 'without.zip');
    const rest = Object.fromEntries(Object.entries(files).filter(([name]) => name !== 'signatures.json'));
    writeFileSync(target, zipSync(rest, { level: 0 }));
    expect((await verifyWhole(target)).problems).toContain('signatures.json is missing');
  });

  it('an approval from before keys stays valid, and is told as such', async () => {
    const before = join(folder, 'before.zip');
    const pack = { path: before, who: 'x', office: '太湖监测中心', sheet, products: ['csv'] } as const;
    await packAssessment(catalogue, { assessmentId: 1, ...pack });
    const found = await verifyWhole(before);
    expect(found.intact).toBe(true);
    expect(found.signing).toMatchObject({ signatures: 0, packedBySigned: false });
  });

  it('an office is remembered by its key, and another key is told', async () => {
    const other = await openCatalogue(join(folder, '省中心'), { create: true });
    const key = catalogue.people.workspaceKey()!.fingerprint;
    expect((await receivePackage(other, '周收', path)).notes).toEqual([
      `this is the first package of 太湖监测中心; its key ${key} is remembered: compare it with them by another way`,
    ]);
    const stranger = '0'.repeat(32);
    expect(other.write('周收', tx => meetOffice(tx, '周收', '太湖监测中心', stranger))).toEqual([
      `the key of 太湖监测中心 is another one: it was ${key}, now it is ${stranger}. Do not rely on it before you have asked them`,
    ]);
    expect(other.packages.offices()).toMatchObject([{ fingerprint: key }, { fingerprint: stranger }]);
    other.close();
  });

  it('the sheet says over which end of the journal it was signed, and whose key vouches', () => {
    const made = assessmentMaterial(catalogue, 2);
    const { approval } = made.assessment;
    const { credit } = sheetContent({ ...made, sheet: signedSheet(sheet, made.assessment) }, null);
    expect(credit).toContain(
      `签名校验 ${approval!.signature!.head} · 单位密钥 ${approval!.signature!.key} · `,
    );
  });
});
