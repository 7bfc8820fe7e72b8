import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  scrypt,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { promisify } from 'node:util';
import { canonicalJson } from '#host/files/canonical-json.ts';

const derive = promisify<string, Uint8Array, number, object, Buffer>(scrypt);
/** 32 MB and about a tenth of a second a try. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/** Of a PIN: 32 bytes, as its hash and as a key that seals. */
export const fromPin = (pin: string, salt: Uint8Array): Promise<Buffer> =>
  derive(pin.normalize('NFKC'), salt, 32, cost);

export interface KeyPair {
  /** SPKI in base64. */
  publicKey: string;
  fingerprint: string;
  privateKey: KeyObject;
}

/** What a key is known by: short enough to be read to each other over the telephone. */
export const fingerprintOf = (publicKey: string): string =>
  createHash('sha256').update(Buffer.from(publicKey, 'base64')).digest('hex').slice(0, 32);

const pairOf = (privateKey: KeyObject): KeyPair => {
  const publicKey = createPublicKey(privateKey).export({ type: 'spki', format: 'der' }).toString('base64');
  return { publicKey, fingerprint: fingerprintOf(publicKey), privateKey };
};

/** Ed25519. */
export const newKeyPair = (): KeyPair => pairOf(generateKeyPairSync('ed25519').privateKey);

const [saltBytes, ivBytes, tagBytes] = [16, 12, 16];

/** The private key under a PIN: AES-256-GCM with a key from scrypt; salt, IV and tag stand before it. */
export async function sealKey({ privateKey }: KeyPair, pin: string): Promise<Buffer> {
  const salt = randomBytes(saltBytes);
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', await fromPin(pin, salt), iv);
  const sealed = Buffer.concat([
    cipher.update(privateKey.export({ type: 'pkcs8', format: 'der' })),
    cipher.final(),
  ]);
  return Buffer.concat([salt, iv, cipher.getAuthTag(), sealed]);
}

/** Null where the PIN does not fit, or the sealed bytes were changed. */
export async function openKey(sealed: Uint8Array, pin: string): Promise<KeyPair | null> {
  const bytes = Buffer.from(sealed);
  const part = (from: number, length: number) => bytes.subarray(from, from + length);
  const key = await fromPin(pin, part(0, saltBytes));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, part(saltBytes, ivBytes));
    decipher.setAuthTag(part(saltBytes + ivBytes, tagBytes));
    const der = Buffer.concat([
      decipher.update(bytes.subarray(saltBytes + ivBytes + tagBytes)),
      decipher.final(),
    ]);
    return pairOf(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  } catch {
    return null;
  }
}

/** Over canonical JSON, base64. */
export const signJson = ({ privateKey }: Pick<KeyPair, 'privateKey'>, statement: object): string =>
  sign(null, Buffer.from(canonicalJson(statement)), privateKey).toString('base64');

export function verifiesJson(publicKey: string, statement: object, signature: string): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    return verify(null, Buffer.from(canonicalJson(statement)), key, Buffer.from(signature, 'base64'));
  } catch {
    return false; // no key, or no signature
  }
}
