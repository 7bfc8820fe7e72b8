import { EventEmitter } from 'node:events';
import { beforeEach, describe, expect, it, vi } from 'vitest';

/** A stand-in for the electron module: remembers what it was asked. */
class FakeChild extends EventEmitter {
  sent: unknown[] = [];
  postMessage(message: unknown) {
    this.sent.push(message);
  }
}
class FakeWebContents extends EventEmitter {
  openHandler: ((details: { url: string }) => { action: string }) | null = null;
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }) {
    this.openHandler = handler;
  }
}
class FakeWindow extends EventEmitter {
  static made: FakeWindow[] = [];
  webContents = new FakeWebContents();
  loaded: string[] = [];
  focused = 0;
  readonly options: { webPreferences: Record<string, unknown> };
  constructor(options: { webPreferences: Record<string, unknown> }) {
    super();
    this.options = options;
    FakeWindow.made.push(this);
  }
  show() {}
  loadURL(url: string) {
    this.loaded.push(url);
    return Promise.resolve();
  }
  isMinimized() {
    return false;
  }
  restore() {}
  focus() {
    this.focused++;
  }
}

const fake = {
  children: [] as FakeChild[],
  handlers: new Map<string, (event: unknown, input: unknown) => Promise<unknown>>(),
  device: null as (() => boolean) | null,
  request: null as
    ((details: { url: string }, answer: (verdict: { cancel: boolean }) => void) => void) | null,
  sandboxed: 0,
  reports: [] as unknown[],
  answer: 0,
  permission: null as
    ((contents: unknown, permission: string, answer: (granted: boolean) => void) => void) | null,
  errors: [] as string[],
  chosen: { canceled: false, filePaths: ['/data/a.tif', '/data/b.tif'] },
  revealed: [] as string[],
  lock: true,
  quits: 0,
  app: new EventEmitter(),
};

vi.mock('electron', () => ({
  app: Object.assign(fake.app, {
    requestSingleInstanceLock: () => fake.lock,
    quit: () => void fake.quits++,
    whenReady: () => Promise.resolve(),
    getLocale: () => 'zh-CN',
    isPackaged: false,
    enableSandbox: () => void fake.sandboxed++,
  }),
  crashReporter: { start: (options: unknown) => void fake.reports.push(options) },
  BrowserWindow: FakeWindow,
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => {} },
  dialog: {
    showOpenDialog: () => Promise.resolve(fake.chosen),
    showMessageBox: () => Promise.resolve({ response: fake.answer }),
    showErrorBox: (_title: string, message: string) => void fake.errors.push(message),
  },
  ipcMain: { handle: (channel: string, handler: never) => void fake.handlers.set(channel, handler) },
  session: {
    defaultSession: {
      setPermissionRequestHandler: (handler: never) => void (fake.permission = handler),
      setPermissionCheckHandler: () => {},
      setDevicePermissionHandler: (handler: never) => void (fake.device = handler),
      webRequest: { onBeforeRequest: (handler: never) => void (fake.request = handler) },
    },
  },
  shell: { showItemInFolder: (path: string) => void fake.revealed.push(path) },
  utilityProcess: {
    fork: () => {
      const child = new FakeChild();
      fake.children.push(child);
      return child;
    },
  },
}));

const origin = 'http://127.0.0.1:5000';

async function started() {
  const { runShell } = await import('../../electron/shell/run-shell.ts');
  runShell();
  await Promise.resolve();
  await Promise.resolve();
  const window = FakeWindow.made.at(-1)!;
  // Electron tells of every page that is made; the stand-in tells of the window's.
  fake.app.emit('web-contents-created', {}, window.webContents);
  fake.children.at(-1)!.emit('message', { ready: { url: `${origin}/?token=t`, origin } });
  return window;
}

beforeEach(() => {
  FakeWindow.made = [];
  fake.children = [];
  fake.errors = [];
  fake.revealed = [];
  fake.quits = 0;
  fake.lock = true;
  fake.app.removeAllListeners();
});

describe('the window', () => {
  it('is sandboxed and loads the host’s address when the host is ready', async () => {
    const window = await started();
    expect(window.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
    });
    expect(window.loaded).toEqual([`${origin}/?token=t`]);
    expect(fake.children[0].sent[0]).toMatchObject({ start: { preferRecent: false } });
  });

  it('goes nowhere else, opens no other window, grants no permission', async () => {
    const window = await started();
    const go = (name: string, url: string) => {
      let prevented = false;
      window.webContents.emit(name, { url, preventDefault: () => (prevented = true) });
      return prevented;
    };
    expect(go('will-navigate', 'https://example.com/')).toBe(true);
    expect(go('will-redirect', 'http://127.0.0.1:5001/')).toBe(true);
    expect(go('will-navigate', `${origin}/x`)).toBe(false);
    expect(window.webContents.openHandler?.({ url: `${origin}/` })).toEqual({ action: 'deny' });
    let granted: boolean | null = null;
    fake.permission?.(window.webContents, 'geolocation', answer => (granted = answer));
    expect(granted).toBe(false);
  });
});

describe('hardening', () => {
  it('holds for the whole program: sandbox, crash reports, devices, requests to anywhere else', async () => {
    const window = await started();
    expect(fake.sandboxed).toBeGreaterThan(0);
    expect(fake.reports.at(-1)).toEqual({ uploadToServer: false });
    expect(fake.device?.()).toBe(false);
    expect(window.options.webPreferences.devTools).toBe(true); // not packaged here
    const cancelled = (url: string) => {
      let verdict = { cancel: false };
      fake.request?.({ url }, answer => (verdict = answer));
      return verdict.cancel;
    };
    expect([`${origin}/assets/a.js`, 'blob:x', 'data:,x'].map(cancelled)).toEqual([false, false, false]);
    expect(['https://example.com/', 'file:///etc/passwd', 'http://127.0.0.1:5001/'].map(cancelled)).toEqual([true, true, true]); // prettier-ignore
  });

  it('is the same for a page that was made later', async () => {
    await started();
    const other = new FakeWebContents();
    fake.app.emit('web-contents-created', {}, other);
    let prevented = false;
    other.emit('will-navigate', { url: 'https://example.com/', preventDefault: () => (prevented = true) });
    expect(prevented).toBe(true);
    expect(other.openHandler?.({ url: origin })).toEqual({ action: 'deny' });
  });

  it('a page that crashed is loaded again, three times; one that hangs asks', async () => {
    const window = await started();
    for (let i = 0; i < 4; i++) window.webContents.emit('render-process-gone', {}, { reason: 'crashed' });
    expect(window.loaded).toHaveLength(4);
    expect(fake.errors[0]).toContain('crashed');
    fake.answer = 1;
    window.emit('unresponsive');
    await Promise.resolve();
    await Promise.resolve();
    expect(window.loaded).toHaveLength(5);
  });

  it('reveals only what lies on this machine', async () => {
    const window = await started();
    const event = { sender: window.webContents, senderFrame: { url: `${origin}/` } };
    const reveal = (path: string) => fake.handlers.get('reveal')!(event, path);
    for (const path of ['\\\\server\\share\\a', '//server/share/a', 'relative', '/no/such/file'])
      await expect(reveal(path)).rejects.toThrow('not a file of this machine');
    await reveal(process.execPath);
    expect(fake.revealed).toEqual([process.execPath]);
  });
});

describe('native dialogs', () => {
  const from = (window: FakeWindow, url = `${origin}/`) => ({
    sender: window.webContents,
    senderFrame: { url },
  });

  it('open what was picked to the host', async () => {
    const window = await started();
    expect(await fake.handlers.get('pick-files')!(from(window), { kind: 'scene' })).toEqual([
      '/data/a.tif',
      '/data/b.tif',
    ]);
    expect(fake.children[0].sent.slice(1)).toEqual([{ allow: '/data/a.tif' }, { allow: '/data/b.tif' }]);
  });

  it('answer nobody but the host’s own page', async () => {
    const window = await started();
    await expect(fake.handlers.get('reveal')!(from(window, 'https://example.com/'), '/etc')).rejects.toThrow(
      'not from the window',
    );
    await expect(
      fake.handlers.get('reveal')!({ sender: {}, senderFrame: { url: `${origin}/` } }, '/etc'),
    ).rejects.toThrow();
    await expect(fake.handlers.get('pick-files')!(from(window), { kind: 'anything' })).rejects.toThrow();
    expect(fake.revealed).toEqual([]);
  });
});

describe('the host process', () => {
  it('is started again after a crash, told the opened paths, and the window loads its new address', async () => {
    const window = await started();
    await fake.handlers.get('opened-by-drop')!(
      { sender: window.webContents, senderFrame: { url: `${origin}/` } },
      ['/data/c.tif'],
    );
    fake.children[0].emit('exit', 139);
    expect(fake.children).toHaveLength(2);
    expect(fake.children[1].sent).toContainEqual({ allow: '/data/c.tif' });
    fake.children[1].emit('message', {
      ready: { url: 'http://127.0.0.1:6000/?token=u', origin: 'http://127.0.0.1:6000' },
    });
    expect(window.loaded.at(-1)).toBe('http://127.0.0.1:6000/?token=u');
  });

  it('is given up after four crashes within a minute, with words', async () => {
    await started();
    for (let i = 0; i < 4; i++) fake.children.at(-1)!.emit('exit', 1);
    expect(fake.children).toHaveLength(4);
    expect(fake.errors[0]).toContain('ended 4 times');
    expect(fake.quits).toBe(1);
  });

  it('is stopped, not restarted, when the program quits', async () => {
    await started();
    fake.app.emit('before-quit');
    expect(fake.children[0].sent.at(-1)).toEqual({ stop: true });
    fake.children[0].emit('exit', 0);
    expect(fake.children).toHaveLength(1);
  });

  it('that cannot start is shown with its reason', async () => {
    await started();
    fake.children[0].emit('message', {
      failed: { code: 'catalogue-damaged', subject: 'catalogue.gpkg', message: 'is not a database' },
    });
    expect(fake.errors).toEqual(['catalogue.gpkg: is not a database']);
  });
});

describe('a second instance', () => {
  it('leaves and brings the first one forward', async () => {
    const window = await started();
    fake.app.emit('second-instance', {}, [], '', { workspace: '/data/w' });
    expect(window.focused).toBe(1);
    expect(fake.children[0].sent.at(-1)).toEqual({ open: '/data/w' });
    fake.lock = false;
    const before = FakeWindow.made.length;
    const { runShell } = await import('../../electron/shell/run-shell.ts');
    runShell();
    expect(fake.quits).toBeGreaterThan(0);
    expect(FakeWindow.made.length).toBe(before);
  });
});

describe('the command line of the desktop program', () => {
  it('takes a workspace by name', async () => {
    const { workspaceArgument } = await import('../../electron/shell/run-shell.ts');
    expect(workspaceArgument(['electron', '.', '--workspace', '/w'])).toBe('/w');
    expect(workspaceArgument(['electron', '.'])).toBeUndefined();
  });
});
