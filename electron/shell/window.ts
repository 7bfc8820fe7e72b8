import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { app, BrowserWindow, dialog, session, shell, type WebContents } from 'electron';

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
      // A packaged program is no place to run scripts of one's own.
      devTools: !app.isPackaged,
    },
  });
  window.once('ready-to-show', () => window.show());
  return window;
}

/**
 * Every page, also one that nobody thought of, stays at the host's origin: navigation is locked to it, requests to
 * anywhere else are dropped, new windows, permissions and devices are refused (Electron's security checklist).
 */
export function hardenAll(origin: () => string): void {
  const foreign = (url: string) => origin() === '' || new URL(url).origin !== origin();
  app.on('web-contents-created', (_, contents) => hardenContents(contents, foreign));
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_, __, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  const own = /^(blob|data|devtools):/;
  defaultSession.webRequest.onBeforeRequest(({ url }, answer) =>
    answer({ cancel: !own.test(url) && foreign(url) }),
  );
}

function hardenContents(contents: WebContents, foreign: (url: string) => boolean): void {
  contents.on('will-navigate', event => {
    if (foreign(event.url)) event.preventDefault();
  });
  contents.on('will-redirect', event => {
    if (foreign(event.url)) event.preventDefault();
  });
  contents.on('will-attach-webview', event => event.preventDefault());
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}

const maxReloads = 3;

/** A page that crashed is loaded again, a few times; one that hangs asks. What was saved is in the host. */
export function recover(window: BrowserWindow, reload: () => void): void {
  let reloads = 0;
  window.webContents.on('render-process-gone', (_, { reason }) => {
    if (reason === 'clean-exit') return;
    if (++reloads <= maxReloads) reload();
    else dialog.showErrorBox('Bloomline 碧线', `the window ended ${reloads} times (${reason})`);
  });
  window.on('unresponsive', () => {
    const zh = app.getLocale().startsWith('zh');
    const buttons = zh ? ['继续等待', '重新载入'] : ['Wait', 'Reload'];
    const message = zh ? '窗口没有响应。' : 'The window does not answer.';
    void dialog
      .showMessageBox(window, { type: 'warning', message, buttons, defaultId: 0 })
      .then(({ response }) => {
        if (response === 1) reload();
      });
  });
}

/** `\\server\share`, `//server/share` and `\\?\…`: to look at one already tells the server who asks. */
const isNetworkPath = (path: string): boolean => /^[\\/]{2}/.test(path);

/** Shows a file of this machine in the system's file manager. Throws for anything else. */
export function reveal(path: string): void {
  if (!isAbsolute(path) || isNetworkPath(path) || !statSync(path, { throwIfNoEntry: false }))
    throw new Error('not a file of this machine');
  shell.showItemInFolder(path);
}
