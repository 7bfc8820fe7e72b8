import { z } from 'zod';

/** Of resource files: how sure we are of a rule's numbers (`Evidence`). */
export const evidenceSchema = z.enum(['verified-2', 'verified-1', 'to-confirm']);
/** Of resource files: the same words in both languages (`Text`). */
export const textSchema = z.strictObject({ zh: z.string(), en: z.string() });
/** As `textSchema`, where something has to be said. */
export const nameSchema = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });

export const language = z.enum(['zh-CN', 'en']);

export const isoDate = z.iso.date();

export const id = z.number().int().positive();
/** Ids of a set: what is named twice is there once. */
export const idSet = z.array(id).overwrite(ids => [...new Set(ids)]);
