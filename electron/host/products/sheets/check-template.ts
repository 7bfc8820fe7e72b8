import { z } from 'zod';
import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';

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
        ? say('map.template-unknown-field-list', { field, list: known.join(', ') })
        : say('map.template-unknown-field', { field }),
    );
  }
  const at = issue.path.join('.');
  throw new BloomlineError(
    'bad-input',
    subject,
    say('map.template-wrong-at', { at: at || 'its top', message: allowed(issue) }),
  );
}

/** What an issue says is allowed, in words that have a Chinese row. */
function allowed(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value')
    return inEnglish('map.expected-one-of', { list: issue.values.map(String).join(', ') });
  if (issue.code === 'invalid_type')
    return inEnglish('map.expected', {
      what:
        {
          string: inEnglish('map.a-text'),
          number: inEnglish('map.a-number'),
          int: inEnglish('map.a-whole-number'),
          boolean: inEnglish('map.true-or-false'),
          object: inEnglish('map.a-group'),
          array: inEnglish('map.a-list'),
        }[issue.expected as string] ?? issue.expected,
    });
  if (issue.code === 'too_big')
    return issue.origin === 'string'
      ? inEnglish('map.at-most-characters', { n: String(issue.maximum) })
      : inEnglish('map.at-most', { n: String(issue.maximum) });
  if (issue.code === 'too_small')
    return issue.origin === 'string'
      ? inEnglish('map.at-least-characters', { n: String(issue.minimum) })
      : inEnglish('map.at-least', { n: String(issue.minimum) });
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
