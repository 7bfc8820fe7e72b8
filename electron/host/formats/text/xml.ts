import { asReported, BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import { decodeText } from './text-encoding.ts';

/** An element with its name stripped of a namespace prefix. */
export interface XmlElement {
  name: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/** Of elements within one another: real files have some ten. */
const mostDepth = 256;

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescape(text: string): string {
  return text.replace(
    /&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return entities[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/**
 * Parses well-formed XML far enough for KML: elements, attributes, text, CDATA. No document type, no outside
 * entities. Throws RangeError.
 */
export function parseXml(xml: string): XmlElement {
  const root: XmlElement = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  const tokens =
    /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<!(?!\[CDATA|--)[^>]*>|<(\/?)([^\s/>]+)((?:\s+[^\s=>]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>|([^<]+)/gy;
  while (tokens.lastIndex < xml.length) {
    const from = tokens.lastIndex;
    const token = tokens.exec(xml);
    if (!token) throw new RangeError(inEnglish('vector.xml-malformed', { from }));
    const [, cdata, closing, fullName, attributes, empty, text] = token;
    const current = open[open.length - 1];
    if (cdata !== undefined) current.text += cdata;
    else if (text !== undefined) current.text += unescape(text);
    else if (fullName !== undefined) {
      const name = fullName.slice(fullName.indexOf(':') + 1);
      if (closing) {
        if (open.length < 2 || current.name !== name)
          throw new RangeError(inEnglish('vector.xml-not-open', { name: fullName }));
        open.pop();
        continue;
      }
      const element: XmlElement = { name, attributes: {}, children: [], text: '' };
      for (const [, key, double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
        element.attributes[key] = unescape(double ?? single ?? '');
      }
      current.children.push(element);
      if (empty) continue;
      open.push(element);
      if (open.length > mostDepth) throw new RangeError(inEnglish('vector.too-deep', { most: mostDepth }));
    }
  }
  if (open.length > 1)
    throw new RangeError(inEnglish('vector.xml-ends-inside', { name: open[open.length - 1].name }));
  if (root.children.length === 0) throw new RangeError(inEnglish('vector.xml-empty'));
  return root.children[0];
}

export const child = (element: XmlElement, name: string): XmlElement | undefined =>
  element.children.find(c => c.name === name);

/** All elements of a name below, at any depth, in order. */
export function descendants(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap(c =>
    c.name === name ? [c, ...descendants(c, name)] : descendants(c, name),
  );
}

/** The document of an XML file of one kind, told by its root. Throws `zones-unreadable`. */
export function readXml(
  path: string,
  bytes: Uint8Array,
  kind: string,
): { root: XmlElement; encoding: string } {
  const { text, encoding } = decodeText(bytes);
  let root: XmlElement;
  try {
    root = parseXml(text);
  } catch (error) {
    throw new BloomlineError('zones-unreadable', path, asReported((error as Error).message), {
      cause: error,
    });
  }
  if (root.name !== kind)
    throw new BloomlineError('zones-unreadable', path, say('vector.wrong-root', { root: root.name, kind }));
  return { root, encoding };
}
