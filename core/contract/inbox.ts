/** What became of a package. */
export type InboxState =
  | 'assessed' // at least one lake was assessed: its drafts lie on the desk
  | 'no-lake' // opened, and no lake with a kept request lies in it
  | 'twice' // the same picture is in the catalogue already
  | 'failed'; // could not be opened or assessed; the messages say why

/** A package of the inbox. */
export interface InboxItem {
  id: number;
  /** Its name in the folder. */
  name: string;
  state: InboxState;
  sceneIds: number[];
  assessmentIds: number[];
  /** Warnings and reasons, in English as the host keeps its sentences. */
  messages: string[];
  seconds: number;
  time: string;
}

/** A package with the drafts that were made of it. */
export interface InboxReport extends InboxItem {
  drafts: {
    id: number;
    name: string;
    zones: { zone: string; bloomAreaKm2: number; bloomShare: number | null; grade: string | null }[];
  }[];
}
