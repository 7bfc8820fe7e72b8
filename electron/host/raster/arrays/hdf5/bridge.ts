import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { BloomlineError } from '#core/foundation/errors.ts';
import { say } from '#core/words/said.ts';
import { workerUrl } from '#host/files/thread.ts';
import type { Attributes, StoredArray } from '#host/raster/arrays/array-file.ts';
import type { Samples } from '#host/raster/tiff/codec/samples.ts';

/** What is asked of the thread that holds the library of HDF5. */
export type Hdf5Request =
  | { ask: 'describe'; path: string }
  | { ask: 'read'; path: string; name: string; start: readonly number[]; count: readonly number[] };

export type Hdf5Array = Omit<StoredArray, 'read'>;

export interface Hdf5Description {
  attributes: Attributes;
  arrays: Hdf5Array[];
  mappings: Record<string, Attributes>;
  /** True for a file that the library of NetCDF wrote. */
  netcdf: boolean;
}

export type Hdf5Answer = { description: Hdf5Description } | { values: Samples } | { failure: string };

/** What the thread is started with. */
export interface Hdf5BridgeData {
  port: MessagePort;
  /** 1 when an answer was sent. */
  flag: Int32Array;
}

interface Bridge extends Hdf5BridgeData {
  worker: Worker;
}

let bridge: Bridge | null = null;

/** What takes longer is a damaged file that leads the library in a circle. */
const limitMs = 60_000;

/**
 * Asks the library and waits: readers of headers are synchronous, and the library is not until it is loaded. It lives
 * in a thread of its own, one per thread that reads, started with the first file; a file that breaks it ends that
 * thread and nothing else.
 */
export function askHdf5(request: Hdf5Request & { ask: 'describe' }): Hdf5Description;
export function askHdf5(request: Hdf5Request & { ask: 'read' }): Samples;
export function askHdf5(request: Hdf5Request): Hdf5Description | Samples {
  bridge ??= start();
  const { port, flag } = bridge;
  Atomics.store(flag, 0, 0);
  port.postMessage(request);
  const answer =
    Atomics.wait(flag, 0, 0, limitMs) === 'timed-out'
      ? { failure: `no answer within ${limitMs / 1000} s` }
      : (receiveMessageOnPort(port)!.message as Hdf5Answer);
  if ('description' in answer) return answer.description;
  if ('values' in answer) return answer.values;
  // What the library was in the middle of is not known.
  void bridge.worker.terminate();
  bridge = null;
  throw new BloomlineError(
    'raster-damaged',
    request.path,
    say('arrays.damaged', { format: 'HDF5', where: answer.failure }),
  );
}

function start(): Bridge {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerUrl('hdf5-worker'), {
    workerData: { port: port2, flag } satisfies Hdf5BridgeData,
    transferList: [port2],
    // The library reports what it cannot read here too.
    stderr: true,
  });
  worker.unref();
  port1.unref();
  return { port: port1, flag, worker };
}
