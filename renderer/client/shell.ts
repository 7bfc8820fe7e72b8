import type { ShellApi } from '#core/contract/shell.ts';

declare global {
  interface Window {
    bloomline?: ShellApi;
  }
}

/** The desktop shell, or undefined in a browser. */
export const shell: ShellApi | undefined = globalThis.window?.bloomline;
