/** Of every list of leaked passwords. */
const common = new Set(
  (
    'password passw0rd qwerty qwertyuiop asdfgh asdfghjkl zxcvbn zxcvbnm iloveyou woaini ' +
    'woaini1314 admin123 administrator welcome monkey dragon letmein abc123 a123456 123456a ' +
    'qwe123 1q2w3e 1q2w3e4r 1qaz2wsx 147258 147258369 159357 258369 520520 521521 5201314 ' +
    '1314520 131452 110110 112233 223344 123123 123321 654321 888888 666666 112211 bloomline'
  ).split(' '),
);

const steps = (text: string): number[] =>
  [...text].slice(1).map((c, i) => c.codePointAt(0)! - text.codePointAt(i)!);

/** True for a PIN that is guessed within a few tries: repeats, runs, days and years, common ones, the own name. */
export function isTrivialPin(pin: string, name = ''): boolean {
  const plain = pin.normalize('NFKC').toLowerCase();
  const letters = plain.replace(/[^\p{L}\p{N}]/gu, '');
  if (common.has(plain) || common.has(letters)) return true;
  if (name !== '' && plain.replaceAll(name.toLowerCase(), '').length < 3) return true;
  // 111111, 121212, abcabc
  if (/^(.{1,4})\1+.{0,3}$/u.test(plain) && new Set(plain).size <= 4) return true;
  // 123456, 987654
  const apart = steps(plain);
  if (apart.length > 0 && apart.every(step => step === apart[0] && Math.abs(step) <= 1)) return true;
  // 1234567890 and its like go over the end.
  if ('01234567890123456789'.includes(plain) || '98765432109876543210'.includes(plain)) return true;
  // 19850312, 850312, 031985, 20262026
  if (/^(19|20)\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])?$/.test(plain)) return true;
  if (/^\d\d(0[1-9]|1[0-2])([0-2]\d|3[01])$/.test(plain)) return true;
  return /^((0[1-9]|1[0-2])|([0-2]\d|3[01])(0[1-9]|1[0-2]))(19|20)\d\d$/.test(plain);
}
