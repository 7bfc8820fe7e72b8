import { contextBridge, ipcRenderer, webUtils } from 'electron';
import type { ShellApi } from '#core/contract/shell.ts';

/** Named functions only; the window never sees ipcRenderer. */
const api: ShellApi = {
  pickFiles: options => ipcRenderer.invoke('pick-files', options) as Promise<string[]>,
  pickFolder: options => ipcRenderer.invoke('pick-folder', options) as Promise<string | null>,
  pathsOf: files =>
    ipcRenderer.invoke(
      'opened-by-drop',
      files
        .map(file => webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]))
        .filter(Boolean),
    ) as Promise<string[]>,
  reveal: path => ipcRenderer.invoke('reveal', path) as Promise<void>,
  platform: process.platform,
};

contextBridge.exposeInMainWorld('bloomline', api);
