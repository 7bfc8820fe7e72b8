import { z } from 'zod';

export const roles = ['analyst', 'ecologist', 'reviewer', 'admin'] as const;
export type Role = (typeof roles)[number];

/** What a role may do. `assess` takes in scenes, zones, masks, series, redlines and the ledger. */
export const rights = ['assess', 'plots', 'submit', 'comment', 'review', 'people'] as const;
export type Right = (typeof rights)[number];

export const rightsOf: Record<Role, readonly Right[]> = {
  analyst: ['assess', 'plots', 'submit', 'comment'],
  ecologist: ['plots', 'comment'],
  reviewer: ['comment', 'review'],
  // Whoever sets the others up may do what they do; nobody approves their own work all the same.
  admin: rights,
};

/** Somebody who works in this workspace. The PIN stays in the host. */
export interface Person {
  id: number;
  name: string;
  role: Role;
  /** False: may not sign in any more; the name stays on what was done. */
  active: boolean;
  created: string;
}

export const pinSchema = z.string().min(6).max(64);
export const personNameSchema = z.string().trim().min(1).max(40);

/**
 * Wrong PINs in a row that cost nothing, and the wait in seconds after each one more; it doubles up to a quarter of
 * an hour.
 */
const freeTries = 3;
const firstWaitSeconds = 5;
export const longestWaitSeconds = 900;

/** Seconds from the last wrong PIN until another one may be tried. */
export function waitAfter(wrong: number): number {
  return wrong < freeTries ? 0 : Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** (wrong - freeTries));
}
