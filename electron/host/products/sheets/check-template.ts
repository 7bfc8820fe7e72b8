import { z } from 'zod';
import { BloomlineError } from '#core/foundation/errors.ts';

/** The JSON as the schema has it; throws `bad-input` with the file, the field and what is allowed there. */
export function checkTemplate<T>(schema: z.ZodType<T>, json: unknown, subject: string): T {
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  if (issue.code === 'unrecognized_keys') {
    const field = [...issue.path, issue.keys[0]].join('.');
    const known = keysAt(schema, issue.path);
    throw new BloomlineError(
      'bad-input',
      subject,
      known.length > 0
        ? `the map template has a field that is not known: ${field}; known there are ${known.join(', ')}`
        : `the map template has a field that is not known: ${field}; take it out or correct its name`,
    );
  }
  const at = issue.path.join('.');
  throw new BloomlineError(
    'bad-input',
    subject,
    `the map template is wrong at ${at || 'its top'}: ${allowed(issue)}`,
  );
}

/** What an issue says is allowed, in words that have a Chinese row. */
function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}`;
  if (issue.code === 'invalid_type')
    return `expected ${{ string: 'a text', number: 'a number', int: 'a whole number', boolean: 'true or false', object: 'a group of fields', array: 'a list' }[issue.expected as string] ?? issue.expected}`;
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? `expected at most ${String(issue.maximum)} characters`
      : `expected at most ${String(issue.maximum)}`;
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? `expected at least ${String(issue.minimum)} characters`
      : `expected at least ${String(issue.minimum)}`;
  return issue.message;
}

/** The fields that an object of a schema knows, at a path below it. */
function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let at: z.ZodType | undefined = schema;
  for (const part of path) {
    at = unwrapped(at);
    at = at instanceof z.ZodObject ? (at.shape as Record<string, z.ZodType>)[String(part)] : undefined;
  }
  const found = unwrapped(at);
  return found instanceof z.ZodObject ? Object.keys(found.shape as object) : [];
}

const unwrapped = (schema: z.ZodType | undefined): z.ZodType | undefined =>
  schema instanceof z.ZodOptional ? unwrapped(schema.unwrap() as z.ZodType) : schema;
