/** True for an http or https address, which may stand where a file's path may. */
export const isUrl = (path: string): boolean => /^https?:\/\//i.test(path);

/** The address without what follows `?` or `#`: that may hold a key, and is no part of the file's name. */
export const plainUrl = (url: string): string => url.replace(/[?#].*$/, '');
