import { z } from 'zod';
import { id, idSet } from '#core/foundation/schemas.ts';
import type { Right } from '#core/review/people.ts';

/** Who may make a call where people are set up; one of the rights is enough. */
export type Needed = 'anyone' | 'signed-in' | readonly [Right, ...Right[]];

/** What a call writes: the workspace's own folder, which a read-only workspace refuses, or files that lie elsewhere. */
export type Target = 'nothing' | 'workspace' | 'files';

/** A row of the contract: what goes in is checked, what comes out is typed. */
export interface Call<Input extends z.ZodType, Output> {
  input: Input;
  needs: Needed;
  writes: Target;
  /** Carries the type only. */
  output?: Output;
}

const writing = <Output>(needs: Needed) => ({
  writesWorkspace: <Input extends z.ZodType>(input: Input): Call<Input, Output> => ({
    input,
    needs,
    writes: 'workspace',
  }),
  writesFiles: <Input extends z.ZodType>(input: Input): Call<Input, Output> => ({
    input,
    needs,
    writes: 'files',
  }),
});

/** Reading is open to whoever opens the workspace; a call that writes says who may make it, and what it writes. */
export const call = <Output>() => ({
  reads: <Input extends z.ZodType>(input: Input): Call<Input, Output> => ({
    input,
    needs: 'anyone',
    writes: 'nothing',
  }),
  needs: (...rights: [Right, ...Right[]]) => writing<Output>(rights),
  signedIn: () => writing<Output>('signed-in'),
  anyone: () => writing<Output>('anyone'),
});

export { id, idSet };
export const nothing = z.strictObject({});
export const path = z
  .string()
  .min(1)
  .max(4096)
  .refine(text => !text.includes('\0'));
export const clouds = z.enum(['auto', 'none']);
export const finite = z.number().refine(Number.isFinite);
