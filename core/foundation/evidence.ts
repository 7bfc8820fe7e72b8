/** How sure we are of a rule's numbers: read in two sources, in one, or not yet checked against the standard's text. */
export type Evidence = 'verified-2' | 'verified-1' | 'to-confirm';
