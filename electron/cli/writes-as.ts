import { userInfo } from 'node:os';
import type { Catalogue } from '#host/catalogue/catalogue.ts';

/** Whom the journal names where people are set up and nobody of them is known to sit there. */
export const outside = 'outside';

/**
 * Who the command line writes as: the user of the computer where nobody is set up. It never takes a name that it is
 * told: that could be anybody's.
 */
export const writesAs = ({ people }: Pick<Catalogue, 'people'>): string =>
  people.list().length > 0 ? outside : userInfo().username;
