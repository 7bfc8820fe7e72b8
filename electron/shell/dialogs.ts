import { dialog, ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { shellFileKinds, type ShellFileKind } from '#core/contract/shell.ts';
import { reveal } from './window.ts';

const filesSchema = z.strictObject({ kind: z.enum(shellFileKinds) });
const folderSchema = z.strictObject({ purpose: z.enum(['scene', 'workspace', 'export']) });
const pathsSchema = z.array(z.string().min(1)).max(500);

const filters: Record<ShellFileKind, { name: string; extensions: string[] }[]> = {
  scene: [
    {
      name: 'GeoTIFF, JPEG 2000, TAR, ZIP, HDF, NetCDF, ENVI',
      extensions: [
        'tif',
        'tiff',
        'jp2',
        'tar',
        'gz',
        'tgz',
        'zip',
        'hdf',
        'h5',
        'he5',
        'nc',
        'img',
        'dat',
        'hdr',
      ],
    },
  ],
  zones: [
    {
      name: 'GeoJSON, Shapefile, GeoPackage, KML',
      extensions: [
        ...['geojson', 'json', 'topojson', 'geojsonl', 'geojsons', 'ndjson'],
        ...['shp', 'zip', 'gpkg', 'kml', 'kmz', 'csv', 'tsv', 'txt', 'gml', 'fgb', 'mif', 'dxf'],
      ],
    },
  ],
  table: [
    {
      name: 'CSV, XLSX, GPX, KML, GeoJSON, Shapefile, GeoPackage, ZIP',
      extensions: [
        'csv',
        'tsv',
        'txt',
        'xlsx',
        'xls',
        'gpx',
        'kml',
        'kmz',
        'geojson',
        'json',
        'shp',
        'gpkg',
        'zip',
      ],
    },
  ],
  photos: [{ name: 'JPEG, PNG, HEIC, WebP', extensions: ['jpg', 'jpeg', 'png', 'heic', 'webp'] }],
  package: [{ name: 'GeoPackage', extensions: ['gpkg'] }],
  sealed: [{ name: 'ZIP', extensions: ['zip'] }],
  template: [{ name: 'JSON', extensions: ['json'] }],
};

export interface DialogParts {
  window: () => BrowserWindow | null;
  origin: () => string;
  /** Tells the host that the user opened this path. */
  allow(path: string): void;
}

/**
 * Answers the preload's named functions, for the host's own page only. Whatever the user picks is opened to the host.
 */
export function registerDialogs({ window, origin, allow }: DialogParts): void {
  const handle = <Input, Output>(
    channel: string,
    schema: z.ZodType<Input>,
    answer: (input: Input, parent: BrowserWindow) => Promise<Output>,
  ) =>
    ipcMain.handle(channel, async (event: IpcMainInvokeEvent, input: unknown) => {
      const parent = window();
      if (
        !parent ||
        event.sender !== parent.webContents ||
        !event.senderFrame ||
        new URL(event.senderFrame.url).origin !== origin()
      )
        throw new Error('not from the window of this program');
      return answer(schema.parse(input), parent);
    });

  handle('pick-files', filesSchema, async ({ kind }, parent) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      properties: ['openFile', 'multiSelections'],
      filters: filters[kind],
    });
    if (canceled) return [];
    filePaths.forEach(allow);
    return filePaths;
  });
  handle('pick-folder', folderSchema, async (_, parent) => {
    const { canceled, filePaths } = await dialog.showOpenDialog(parent, {
      properties: ['openDirectory', 'createDirectory'],
    });
    if (canceled || filePaths.length === 0) return null;
    allow(filePaths[0]);
    return filePaths[0];
  });
  handle('opened-by-drop', pathsSchema, async paths => {
    paths.forEach(allow);
    return paths;
  });
  handle('reveal', z.string().min(1), async path => reveal(path));
}
