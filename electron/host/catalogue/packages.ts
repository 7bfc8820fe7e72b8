import type { PackageAbout, ReceivedPackage } from '#core/contract/package-calls.ts';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { CatalogueReader, CatalogueWriter, Handle } from '#host/catalogue/store/handles.ts';
import { canonicalJson } from '#host/files/canonical-json.ts';

interface PackageRow {
  id: number;
  file: string;
  who: string;
  time: string;
  about: string;
}

const fromRow = ({ id, file, who, time, about }: PackageRow): ReceivedPackage => ({
  ...(JSON.parse(about) as PackageAbout),
  id,
  file,
  who,
  time,
});

function addPackage(
  tx: CatalogueWriter,
  who: string,
  direction: 'sent' | 'received',
  about: PackageAbout,
  { file, assessmentId }: { file: string; assessmentId: number | null },
): number {
  return tx.insert('package', {
    direction,
    assessment_id: assessmentId,
    seal: about.seal,
    number: about.approval.number,
    office: about.office,
    name: about.name,
    kind: about.kind,
    packed: about.packed,
    file,
    who,
    time: new Date().toISOString(),
    about: canonicalJson(about),
  });
}

/** The received package of this seal. */
export const receivedBySeal = (reader: CatalogueReader, seal: string): ReceivedPackage | null => {
  const row = reader.get<PackageRow>("SELECT * FROM package WHERE direction = 'received' AND seal = ?", seal);
  return row ? fromRow(row) : null;
};

function getReceived(reader: CatalogueReader, id: number): ReceivedPackage {
  const row = reader.get<PackageRow>("SELECT * FROM package WHERE direction = 'received' AND id = ?", id);
  if (!row) throw new BloomlineError('not-found', `package ${id}`, say('package.no-such-package', { id }));
  return fromRow(row);
}

/** The key that an office's packages came with; the first one is remembered. Answers what is to be told, in English. */
export function meetOffice(tx: CatalogueWriter, who: string, office: string, key: string | null): string[] {
  if (key === null) return [inEnglish('package.office-unsigned', { office })];
  const known = tx.all<{ fingerprint: string }>(
    'SELECT fingerprint FROM known_office WHERE office = ? ORDER BY id',
    office,
  );
  if (known.some(k => k.fingerprint === key)) return [];
  tx.insert('known_office', { office, fingerprint: key, first_seen: new Date().toISOString(), who });
  const before = known.at(-1)?.fingerprint;
  return [
    before === undefined
      ? inEnglish('package.office-first', { office, key })
      : inEnglish('package.office-key-changed', { office, before, key }),
  ];
}

export const packagesOf = ({ reader, write }: Handle) => ({
  /** Newest first. */
  received: () =>
    reader
      .all<PackageRow>("SELECT * FROM package WHERE direction = 'received' ORDER BY id DESC")
      .map(fromRow),
  get: (id: number) => getReceived(reader, id),
  bySeal: (seal: string) => receivedBySeal(reader, seal),
  /** Whether a package of this seal was made here. */
  wasSent: (seal: string) =>
    reader.get("SELECT 1 FROM package WHERE direction = 'sent' AND seal = ?", seal) !== undefined,
  addSent: (who: string, about: PackageAbout, file: string, assessmentId: number) =>
    write(who, tx => addPackage(tx, who, 'sent', about, { file, assessmentId })),
  addReceived: (who: string, about: PackageAbout, file: string, key: string | null): ReceivedPackage =>
    write(who, tx => ({
      ...getReceived(tx, addPackage(tx, who, 'received', about, { file, assessmentId: null })),
      notes: meetOffice(tx, who, about.office, key),
    })),
  /** Offices whose packages were taken in, with their keys. */
  offices: () =>
    reader.all<{ office: string; fingerprint: string; first_seen: string; who: string }>(
      'SELECT office, fingerprint, first_seen, who FROM known_office ORDER BY office, id',
    ),
});
