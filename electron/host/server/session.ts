import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** One token per start, exchanged once for a cookie. Both are 256 bits of randomness. */
export class Session {
  #token: string | null = randomBytes(32).toString('base64url');
  readonly #cookie = randomBytes(32).toString('base64url');

  /** The address's token; null once it was exchanged. */
  get token(): string | null {
    return this.#token;
  }

  /** The cookie for the right token, once; null for a wrong or used one. */
  exchange(token: string): string | null {
    if (this.#token === null || !same(token, this.#token)) return null;
    this.#token = null;
    return this.#cookie;
  }

  /** A further address, for a second window of the same user. */
  renew(): string {
    this.#token = randomBytes(32).toString('base64url');
    return this.#token;
  }

  /** Cookies are not kept apart by port: two hosts on one machine would take each other's. */
  cookieName(authority: string): string {
    return `bloomline-${authority.split(':')[1] ?? ''}`;
  }

  knows(cookieHeader: string | undefined, authority: string): boolean {
    const name = this.cookieName(authority);
    const value = cookieHeader
      ?.split(';')
      .map(part => part.trim())
      .find(part => part.startsWith(`${name}=`))
      ?.slice(name.length + 1);
    return value !== undefined && same(value, this.#cookie);
  }
}

function same(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
