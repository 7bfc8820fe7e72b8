import { workerData } from 'node:worker_threads';
import type { File } from 'h5wasm/node';
import type { Hdf5Answer, Hdf5BridgeData, Hdf5Request } from '#host/raster/arrays/hdf5/bridge.ts';
import { describeHdf5, readHdf5 } from '#host/raster/arrays/hdf5/describe-hdf5.ts';

const { port, flag } = workerData as Hdf5BridgeData;
const library = import('h5wasm/node').then(async h5wasm => {
  const module = await h5wasm.ready;
  module.activate_throwing_error_handler();
  return h5wasm;
});

/** Files that stay open, the last used at the end. */
const open = new Map<string, File>();
const mostOpen = 32;

port.on('message', (request: Hdf5Request) => void answer(request));

async function answer(request: Hdf5Request): Promise<void> {
  let answered: Hdf5Answer;
  try {
    // A file that is described may be another one under the same path.
    const file = await fileAt(request.path, request.ask === 'describe');
    answered =
      request.ask === 'describe'
        ? { description: describeHdf5(file) }
        : { values: readHdf5(file, request.name, request.start, request.count) };
  } catch (error) {
    answered = { failure: reasonIn(error) };
  }
  port.postMessage(answered, 'values' in answered ? [answered.values.buffer as ArrayBuffer] : []);
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}

async function fileAt(path: string, anew: boolean): Promise<File> {
  const held = open.get(path);
  open.delete(path);
  if (held && !anew) {
    open.set(path, held);
    return held;
  }
  held?.close();
  const h5wasm = await library;
  const file = new h5wasm.File(path, 'r');
  open.set(path, file);
  const [oldest] = open.keys();
  if (open.size > mostOpen) {
    open.get(oldest)!.close();
    open.delete(oldest);
  }
  return file;
}

/** The innermost reason that the library gives: its own report has a line for each of its functions. */
function reasonIn(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = [...text.matchAll(/in \w+\(\): (.+)/g)].map(match => match[1].trim());
  return lines.at(-1) ?? text.split('\n')[0];
}
