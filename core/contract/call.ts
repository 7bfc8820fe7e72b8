import { z } from 'zod';

/** A row of the contract: what goes in is checked, what comes out is typed. */
export interface Call<Input extends z.ZodType, Output> {
  input: Input;
  /** True where the call changes the catalogue or writes files. */
  writes: boolean;
  /** Carries the type only. */
  output?: Output;
}

export const call = <Output>() => ({
  reads: <Input extends z.ZodType>(input: Input): Call<Input, Output> => ({ input, writes: false }),
  writes: <Input extends z.ZodType>(input: Input): Call<Input, Output> => ({ input, writes: true }),
});

export const nothing = z.strictObject({});
export const id = z.number().int().positive();
export const path = z.string().min(1).max(4096);
export const clouds = z.enum(['auto', 'none']);
export const finite = z.number().refine(Number.isFinite);
