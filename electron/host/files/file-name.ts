const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i;
const maxBytes = 150;

/**
 * A part of a file name that Windows and Linux both take: no separators, control characters, trailing dots; never
 * empty.
 */
export function safeName(text: string): string {
  let name = text
    .normalize('NFC')
    // eslint-disable-next-line no-control-regex
    .replace(/[<>:"/\\|?*\u0000-\u001f\u007f]+/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const chars = [...name];
  while (Buffer.byteLength(chars.join('')) > maxBytes) chars.pop();
  name = chars.join('').replace(/[\s.]+$/, '');
  if (name === '') return 'assessment';
  return reserved.test(name.split('.')[0]) ? `_${name}` : name;
}

/** <kind>_<name>_<date>: the name of every product without its extension. */
export function productStem(kind: string, name: string, date: string): string {
  return `${kind}_${safeName(name).replace(/ /g, '_')}_${safeName(date)}`;
}
