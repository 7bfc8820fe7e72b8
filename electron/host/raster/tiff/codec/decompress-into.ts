import { constants, createInflate, createZstdDecompress } from 'node:zlib';

/**
 * What Node's decompressing streams work with inside. No public function decompresses into memory that is there;
 * without this one every block makes a buffer that is copied and thrown away, up to a quarter of the time.
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

type DecompressInto = (input: Uint8Array, output: Uint8Array) => boolean;

const spare = new Uint8Array(1);

function decompressInto(open: () => { on(event: 'error', heard: () => void): unknown }, flush: number) {
  let engine: Engine | null = null;
  const decompress: DecompressInto = (input, output) => {
    if (!engine) {
      const stream = open();
      // An error of the engine also comes as an event, later; it is told by what is left of the input.
      stream.on('error', () => undefined);
      engine = stream as Engine;
    }
    const { _handle: handle, _writeState: left } = engine;
    if (typeof handle?.reset !== 'function' || typeof handle.writeSync !== 'function' || !left) return false;
    handle.reset();
    handle.writeSync(flush, input, 0, input.length, output, 0, output.length);
    const leaves = (room: number) => engine?._handle === handle && left[0] === room;
    let isWhole = leaves(0);
    if (isWhole) {
      // What comes behind the last byte, a checksum, is read by a call of its own; its room for a byte more must stay.
      handle.writeSync(flush, input, input.length - left[1], left[1], spare, 0, spare.length);
      isWhole = leaves(spare.length) && left[1] === 0;
    }
    // An engine that met an error is closed.
    if (!isWhole) engine = null;
    return isWhole;
  };
  return decompress;
}

/**
 * Fills `output` from one zlib stream that holds exactly as many bytes, its checksum verified. False where it is
 * damaged, holds less or more, or this Node has no such engine; `output` then holds anything.
 */
export const inflateInto: DecompressInto = decompressInto(createInflate, constants.Z_FINISH);

/** As `inflateInto`, from one Zstandard stream. */
export const zstdInto: DecompressInto = decompressInto(createZstdDecompress, constants.ZSTD_e_end);
