/** `../x`, `/x`, `C:\x` and what else is not a plain path below a folder. */
export const leadsOut = (name: string): boolean =>
  name === '' ||
  /^[/\\]|^[a-z]:|\\|\0/i.test(name) ||
  name.split('/').some(part => part === '..' || part === '.');
