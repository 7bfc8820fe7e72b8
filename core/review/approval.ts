/** What an approved assessment is signed with. */
export interface Approval {
  /** BL-2026-0001: by year, without gaps. */
  number: string;
  /** Day in Beijing. */
  date: string;
  preparedBy: string;
  reviewedBy: string;
  issuedBy: string;
  /** SHA-256 of the result as it was approved. */
  contentSha256: string;
  /**
   * The key of the workspace that vouches for who signed, and the first 16 digits of the journal's end that was signed
   * over; null for one from before keys.
   */
  signature?: { key: string; head: string } | null;
  supersededBy: { id: number; number: string; why: string } | null;
}

export const productNumber = (year: number, sequence: number): string =>
  `BL-${year}-${String(sequence).padStart(4, '0')}`;
