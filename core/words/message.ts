/**
 * A message with holes: `{name}` is filled with a value, `{n|zone|zones}` with the first word where n is 1 and with the
 * second for every other number. Chinese needs no second form.
 */
const hole = /\{(\w+)(?:\|([^{}|]*)\|([^{}|]*))?\}/g;

type NameOf<Hole extends string> = Hole extends `${infer Name}|${string}` ? Name : Hole;

/** The names of a message's holes. Braces around something quoted are an example of JSON, and no hole. */
export type HolesOf<Message extends string> = Message extends `${string}{${infer Hole}}${infer Rest}`
  ? (Hole extends `"${string}` ? never : NameOf<Hole>) | HolesOf<Rest>
  : never;

/** The values that a message takes: none, or one for each of its holes. */
export type ValuesFor<Message extends string, Value> = [HolesOf<Message>] extends [never]
  ? []
  : [values: Readonly<Record<HolesOf<Message>, Value>>];

export const holesOf = (message: string): string[] => [...message.matchAll(hole)].map(([, name]) => name);

export function fill(message: string, valueOf: (name: string) => string): string {
  return message.replace(hole, (_, name: string, one?: string, many?: string) => {
    const value = valueOf(name);
    return one === undefined ? value : value === '1' ? one : many!;
  });
}

/** A pattern that finds the values again in a filled message; every plural word may stand for any number. */
export function patternOf(message: string): { matches: RegExp; holes: string[] } {
  const holes: string[] = [];
  let source = '';
  let end = 0;
  for (const { 0: whole, 1: name, 2: one, 3: many, index } of message.matchAll(hole)) {
    source += literally(message.slice(end, index));
    if (one === undefined) {
      holes.push(name);
      source += '([\\s\\S]+?)';
    } else source += `(?:${literally(one)}|${literally(many)})`;
    end = index + whole.length;
  }
  return { matches: new RegExp(`^${source}${literally(message.slice(end))}$`), holes };
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Characters outside of the holes: the more, the more a message says about a sentence. */
export const fixedLength = (message: string) => message.replace(hole, '').length;
