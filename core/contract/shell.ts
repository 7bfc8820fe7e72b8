/** What native dialogs for files are opened for. */
export const shellFileKinds = ['scene', 'zones', 'table', 'photos', 'package', 'sealed', 'template'] as const;
export type ShellFileKind = (typeof shellFileKinds)[number];

/**
 * What the desktop shell offers the window as `window.bloomline`; absent in a browser. Every path it returns is
 * opened to the host.
 */
export interface ShellApi {
  pickFiles(options: { kind: ShellFileKind }): Promise<string[]>;
  pickFolder(options: { purpose: 'scene' | 'workspace' | 'export' }): Promise<string | null>;
  /** Paths of files dropped on the window. */
  pathsOf(files: readonly unknown[]): Promise<string[]>;
  reveal(path: string): Promise<void>;
  platform: string;
}
