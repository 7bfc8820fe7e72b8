import { BloomlineError } from '#core/foundation/errors.ts';
import { bandRoles } from '#core/scene/band-roles.ts';
import { inEnglish, say } from '#core/words/said.ts';

/** A parsed formula. `layer` is a role (B G R N …) or a band by number (b1, b2 …). */
export type Expression =
  | { kind: 'number'; value: number }
  | { kind: 'layer'; name: string }
  | { kind: 'wavelength'; name: string }
  | { kind: 'negate'; operand: Expression }
  | { kind: 'binary'; operator: '+' | '-' | '*' | '/' | '^'; left: Expression; right: Expression }
  | { kind: 'call'; name: FunctionName; args: Expression[] };

/** Functions with their number of arguments; min and max take two or more. */
const functions = { abs: 1, sqrt: 1, exp: 1, log: 1, min: 2, max: 2 } as const;
export type FunctionName = keyof typeof functions;

const maxDepth = 64;

/**
 * Parses arithmetic over roles: numbers, + - * / ^, brackets, abs sqrt exp log (natural) min max, and wl(ROLE), a
 * band's centre wavelength in nm. Throws `formula-invalid` naming the place, counted from 1.
 */
export function parseFormula(text: string): Expression {
  const tokens = tokenise(text);
  let at = 0;
  let depth = 0;
  const fail = (expected: string): never => {
    const token = tokens[at];
    throw new BloomlineError(
      'formula-invalid',
      text,
      token
        ? say('index.expected-at', { expected, at: token.at + 1, found: token.text })
        : say('index.expected-at-end', { expected }),
    );
  };
  const peek = () => tokens[at]?.text;
  const take = (expected: string) => (peek() === expected ? (at++, true) : false);

  const sum = (): Expression => {
    if (++depth > maxDepth) fail(`at most ${maxDepth} nested brackets`);
    let left = product();
    for (let op = peek(); op === '+' || op === '-'; op = peek()) {
      at++;
      left = { kind: 'binary', operator: op, left, right: product() };
    }
    depth--;
    return left;
  };
  const product = (): Expression => {
    let left = unary();
    for (let op = peek(); op === '*' || op === '/'; op = peek()) {
      at++;
      left = { kind: 'binary', operator: op, left, right: unary() };
    }
    return left;
  };
  const unary = (): Expression => {
    if (take('-')) {
      if (++depth > maxDepth) fail(`at most ${maxDepth} signs`);
      const operand = unary();
      depth--;
      return { kind: 'negate', operand };
    }
    if (take('+')) return unary();
    return power();
  };
  const power = (): Expression => {
    const base = atom();
    return take('^') ? { kind: 'binary', operator: '^', left: base, right: unary() } : base;
  };
  const atom = (): Expression => {
    const token = tokens[at];
    if (!token) return fail(inEnglish('index.a-value'));
    if (token.kind === 'number') {
      at++;
      return { kind: 'number', value: Number(token.text) };
    }
    if (take('(')) {
      const inner = sum();
      if (!take(')')) fail('")"');
      return inner;
    }
    if (token.kind !== 'name') return fail(inEnglish('index.a-value'));
    at++;
    if (peek() !== '(') {
      const layer = layerName(token.text);
      if (!layer) {
        at--;
        return fail(`a role (${bandRoles.slice(0, 12).join(' ')}) or a band (b1, b2 …)`);
      }
      return { kind: 'layer', name: layer };
    }
    at++;
    const name = token.text.toLowerCase();
    if (name === 'wl') {
      const role = tokens[at]?.kind === 'name' ? layerName(tokens[at].text) : null;
      if (!role || role.startsWith('b')) fail(inEnglish('index.a-role'));
      at++;
      if (!take(')')) fail('")"');
      return { kind: 'wavelength', name: role! };
    }
    if (!Object.hasOwn(functions, name)) {
      at -= 2;
      return fail(`a function (${Object.keys(functions).join(', ')}, wl)`);
    }
    const args = [sum()];
    while (take(',')) args.push(sum());
    if (!take(')')) fail('")"');
    const arity = functions[name as FunctionName];
    if (arity === 1 ? args.length !== 1 : args.length < 2)
      fail(`${arity === 1 ? 'one argument' : 'two or more arguments'} of ${name}`);
    return { kind: 'call', name: name as FunctionName, args };
  };

  const expression = sum();
  if (at < tokens.length) fail(inEnglish('index.an-operator'));
  if (layersOf(expression).length === 0)
    throw new BloomlineError('formula-invalid', text, say('index.no-band'));
  return expression;
}

interface Token {
  kind: 'number' | 'name' | 'sign';
  text: string;
  at: number;
}

function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s*(?:(\d+\.?\d*(?:e[-+]?\d+)?|\.\d+(?:e[-+]?\d+)?)|([A-Za-z_]\w*)|([-+*/^(),]))/iy;
  let at = 0;
  while (at < text.trimEnd().length) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (!match) {
      const place = at + (/^\s*/.exec(text.slice(at))?.[0].length ?? 0);
      throw new BloomlineError(
        'formula-invalid',
        text,
        say('index.unexpected', { text: text[place], at: place + 1 }),
      );
    }
    const found = match[1] ?? match[2] ?? match[3];
    tokens.push({
      kind: match[1] ? 'number' : match[2] ? 'name' : 'sign',
      text: found,
      at: pattern.lastIndex - found.length,
    });
    at = pattern.lastIndex;
  }
  return tokens;
}

/** Roles are upper case, bands by number lower case; both are accepted in either. `b` alone is the role blue. */
function layerName(word: string): string | null {
  if (/^b\d{1,4}$/i.test(word)) return word.toLowerCase();
  const role = word.toUpperCase();
  return (bandRoles as readonly string[]).includes(role) ? role : null;
}

/** Names of the layers that the formula reads, each once, in order of appearance. */
export function layersOf(expression: Expression): string[] {
  const names = new Set<string>();
  visit(expression, e => {
    if (e.kind === 'layer') names.add(e.name);
  });
  return [...names];
}

/** Roles whose wavelength the formula needs. */
export function wavelengthsOf(expression: Expression): string[] {
  const names = new Set<string>();
  visit(expression, e => {
    if (e.kind === 'wavelength') names.add(e.name);
  });
  return [...names];
}

function visit(expression: Expression, see: (e: Expression) => void): void {
  see(expression);
  if (expression.kind === 'negate') visit(expression.operand, see);
  else if (expression.kind === 'binary') {
    visit(expression.left, see);
    visit(expression.right, see);
  } else if (expression.kind === 'call') expression.args.forEach(a => visit(a, see));
}
