import { MessageChannel, receiveMessageOnPort, Worker, type MessagePort } from 'node:worker_threads';
import { workerUrl } from '#host/files/thread.ts';

/** Bytes [from, to] of an address, both ends included. */
export interface RangeRequest {
  url: string;
  from: number;
  to: number;
}

/** What a server answered: the bytes (HTTP 206), another status, or no answer at all. */
export type RangeAnswer =
  | { bytes: Uint8Array; total: number; etag: string | null; lastModified: string | null }
  | { status: number }
  | { failure: 'name' | 'refused' | 'timeout' | 'redirect' | 'other'; detail: string };

/** What the fetching thread is started with. */
export interface BridgeData {
  port: MessagePort;
  /** 1 when an answer was sent. */
  flag: Int32Array;
}

interface Bridge {
  port: MessagePort;
  flag: Int32Array;
}

let bridge: Bridge | null = null;

/**
 * Fetches ranges, several at once, and waits for them: readers of pixels are synchronous. A thread of its own does the
 * fetching, one per thread that reads; it is started with the first address that is opened.
 */
export function fetchRanges(requests: readonly RangeRequest[]): RangeAnswer[] {
  bridge ??= start();
  const { port, flag } = bridge;
  Atomics.store(flag, 0, 0);
  port.postMessage(requests);
  // Every request has a time limit of its own, so that an answer always comes.
  Atomics.wait(flag, 0, 0);
  return receiveMessageOnPort(port)!.message as RangeAnswer[];
}

function start(): Bridge {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(workerUrl('http-worker'), {
    workerData: { port: port2, flag } satisfies BridgeData,
    transferList: [port2],
  });
  worker.unref();
  port1.unref();
  return { port: port1, flag };
}
