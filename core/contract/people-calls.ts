import { z } from 'zod';
import { personNameSchema, pinSchema, roles, type Person, type Right } from '#core/review/people.ts';
import { call, id, nothing } from './call.ts';

/**
 * Who works here, and who sits there now. Nobody is listed where no people were set up: then the user of the computer
 * works.
 */
export interface PeopleState {
  people: Person[];
  /** Whose name is written down; null where people are set up and nobody is signed in. */
  who: string | null;
  me: Person | null;
  rights: Right[];
  /** People whose key no administrator has vouched for yet, with its fingerprint. */
  uncertified: { personId: number; name: string; key: string }[];
}

export const peopleCalls = {
  'people.get': call<PeopleState>().reads(nothing),
  /** The first person becomes an administrator and is signed in. */
  'people.add': call<PeopleState>()
    .needs('people')
    .writesWorkspace(z.strictObject({ name: personNameSchema, role: z.enum(roles), pin: pinSchema })),
  'people.update': call<PeopleState>()
    .needs('people')
    .writesWorkspace(
      z.strictObject({
        personId: id,
        name: personNameSchema.optional(),
        role: z.enum(roles).optional(),
        active: z.boolean().optional(),
      }),
    ),
  /** One's own with the old one; of others without, by an administrator. */
  'people.set-pin': call<null>()
    .signedIn()
    .writesWorkspace(z.strictObject({ personId: id, pin: pinSchema, oldPin: z.string().max(64).optional() })),
  /** An administrator vouches for the keys of a person that were made before the workspace had its own. */
  'people.certify': call<PeopleState>()
    .needs('people')
    .writesWorkspace(z.strictObject({ personId: id })),
  'people.sign-in': call<PeopleState>()
    .anyone()
    .writesWorkspace(z.strictObject({ personId: id, pin: z.string().min(1).max(64) })),
  'people.sign-out': call<PeopleState>().anyone().writesWorkspace(nothing),
} as const;
