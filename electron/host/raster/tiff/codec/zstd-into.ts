import { constants, createZstdDecompress } from 'node:zlib';

/**
 * What Node's decompressing stream works with inside. No public function decompresses into memory that is there; without
 * this one every block makes a buffer that is copied and thrown away, a quarter of the time.
 */
interface Engine {
  _handle?: {
    reset(): void;
    writeSync(
      flush: number,
      input: Uint8Array,
      inputAt: number,
      inputLength: number,
      output: Uint8Array,
      outputAt: number,
      outputLength: number,
    ): void;
  } | null;
  /** Room left in the output, and what is left of the input. */
  _writeState?: Uint32Array;
}

let engine: Engine | null = null;

function openEngine(): Engine {
  const stream = createZstdDecompress();
  // An error of the engine also comes as an event, later; it is told by what is left of the input.
  stream.on('error', () => undefined);
  return stream as unknown as Engine;
}

/**
 * Fills `output` from one Zstandard stream that holds exactly as many bytes. False where it is damaged, holds less or more,
 * or this Node has no such engine; `output` then holds anything.
 */
export function zstdInto(input: Uint8Array, output: Uint8Array): boolean {
  engine ??= openEngine();
  const { _handle: handle, _writeState: left } = engine;
  if (typeof handle?.reset !== 'function' || typeof handle.writeSync !== 'function' || !left) return false;
  handle.reset();
  const write = (from: number, at: number) =>
    handle.writeSync(constants.ZSTD_e_end, input, from, input.length - from, output, at, output.length - at);
  write(0, 0);
  // A checksum behind the last byte is read by a call of its own.
  if (engine._handle === handle && left[0] === 0 && left[1] > 0) write(input.length - left[1], output.length);
  const whole = engine._handle === handle && left[0] === 0 && left[1] === 0;
  // An engine that met an error is closed.
  if (!whole) engine = null;
  return whole;
}
