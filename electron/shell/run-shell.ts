import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { app, crashReporter, dialog, type BrowserWindow } from 'electron';
import { registerDialogs } from './dialogs.ts';
import { HostProcess } from './host-process.ts';
import { installMenu } from './menu.ts';
import { createWindow, hardenAll, recover } from './window.ts';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The folder named with --workspace, or given as the last argument (a workspace opened from the file manager). */
export function workspaceArgument(argv: readonly string[]): string | undefined {
  const named = argv.indexOf('--workspace');
  if (named >= 0) return argv[named + 1];
  const last = argv.length > 1 ? argv[argv.length - 1] : undefined;
  return last && existsSync(join(last, 'catalogue.gpkg')) ? last : undefined;
}

/** One window, one host, one instance. */
export function runShell(): void {
  // Reports of crashes stay on this machine.
  crashReporter.start({ uploadToServer: false });
  app.enableSandbox();
  if (!app.requestSingleInstanceLock({ workspace: workspaceArgument(process.argv) })) {
    app.quit();
    return;
  }
  let window: BrowserWindow | null = null;
  let origin = '';
  let address = '';
  let quitting = false;
  const host = new HostProcess({
    modulePath: join(dist, 'host', 'main.js'),
    start: {
      workspace: workspaceArgument(process.argv),
      preferRecent: app.isPackaged,
      rendererFolder: join(dist, 'renderer'),
    },
    onReady: (url, newOrigin) => {
      origin = newOrigin;
      address = url;
      void window?.loadURL(url);
    },
    onFailed: message => {
      dialog.showErrorBox('Bloomline 碧线', message);
      app.quit();
    },
  });
  // What the second one was started with is opened in the first.
  app.on('second-instance', (_, __, ___, data) => {
    const { workspace } = (data ?? {}) as { workspace?: string };
    if (workspace) host.open(workspace);
    if (window?.isMinimized()) window.restore();
    window?.focus();
  });
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', () => {
    if (quitting) return;
    quitting = true;
    host.stop();
  });
  void app.whenReady().then(() => {
    installMenu();
    window = createWindow(join(dist, 'shell', 'preload.cjs'));
    hardenAll(() => origin);
    recover(window, () => void window?.loadURL(address));
    window.on('closed', () => (window = null));
    registerDialogs({ window: () => window, origin: () => origin, allow: path => host.allow(path) });
    host.start();
  });
}
