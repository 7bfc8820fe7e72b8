/** A file of an archive, and where its bytes are in it. */
export interface ArchiveEntry {
  name: string;
  /** Unpacked, as the archive declares it. */
  bytes: number;
  at: { offset: number; packed: number; method: 'stored' | 'deflated'; crc?: number };
}

/** A file in an archive: where its bytes are, in the archive itself or where it was unpacked. */
export interface ArchivedFile {
  /** Path below the archive, with slashes. */
  name: string;
  bytes: number;
  place: { path: string; offset: number };
}

/** Bytes of an archive by position. */
export type ReadBytes = (offset: number, length: number) => Uint8Array;

/** An archive that is none, was cut short, is damaged or locked, or holds more than is unpacked. */
export class ArchiveDamage extends Error {
  readonly kind: 'damaged' | 'cut' | 'locked' | 'method' | 'too-large';

  constructor(kind: ArchiveDamage['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
