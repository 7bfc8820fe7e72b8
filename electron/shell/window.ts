import { BrowserWindow, session, shell } from 'electron';

/** A window that can do nothing but show the host's pages. */
export function createWindow(preload: string): BrowserWindow {
  const window = new BrowserWindow({
    width: 1440,
    height: 900,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    backgroundColor: '#14181d',
    title: 'Bloomline 碧线',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/** Navigation is locked to the host's origin, new windows and permissions are refused. */
export function harden(window: BrowserWindow, origin: () => string): void {
  const { webContents } = window;
  const foreign = (url: string) => origin() === '' || new URL(url).origin !== origin();
  webContents.on('will-navigate', event => {
    if (foreign(event.url)) event.preventDefault();
  });
  webContents.on('will-redirect', event => {
    if (foreign(event.url)) event.preventDefault();
  });
  webContents.on('will-attach-webview', event => event.preventDefault());
  webContents.setWindowOpenHandler(() => ({ action: 'deny' }));
  session.defaultSession.setPermissionRequestHandler((_, __, answer) => answer(false));
  session.defaultSession.setPermissionCheckHandler(() => false);
}

/** Shows a file in the system's file manager. */
export function reveal(path: string): void {
  shell.showItemInFolder(path);
}
