import { workerData } from 'node:worker_threads';
import { fetchRange } from '#host/raster/tiff/source/fetch-range.ts';
import type { BridgeData, RangeAnswer, RangeRequest } from '#host/raster/tiff/source/http-bridge.ts';

/** Connections at once, as browsers allow to one server. */
const atOnce = 6;
const { port, flag } = workerData as BridgeData;

port.on('message', (requests: RangeRequest[]) => void answer(requests));

async function answer(requests: readonly RangeRequest[]): Promise<void> {
  const answers = new Array<RangeAnswer>(requests.length);
  let next = 0;
  const lane = async () => {
    while (next < requests.length) {
      const i = next++;
      answers[i] = await fetchRange(requests[i]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, requests.length) }, lane));
  port.postMessage(
    answers,
    answers.flatMap(a => ('bytes' in a ? [a.bytes.buffer as ArrayBuffer] : [])),
  );
  Atomics.store(flag, 0, 1);
  Atomics.notify(flag, 0);
}
