import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { main } from 'assemblyscript/asc';

/**
 * `npm run compile-wasm`, after a change of `core/wasm/assembly`: writes what its sources compile to beside that
 * folder, as
 * modules that are committed. A test compares.
 */
const folder = join(dirname(fileURLToPath(import.meta.url)), '..', 'core', 'wasm');
const options = '--outFile out.wasm -O3 --runtime stub --noAssert --importMemory --enable simd'.split(' ');

/** Sources and the names of what they compile to. */
export const sources = { lzw: 'lzwCode', 'float-predictor': 'floatPredictorCode' } as const;

/** The WebAssembly module that a source compiles to. Throws with the compiler's words. */
export async function compileWasm(source: keyof typeof sources): Promise<Uint8Array> {
  let code: Uint8Array | null = null;
  const { error, stderr } = await main([`${source}.ts`, ...options], {
    readFile: name => (name === `${source}.ts` ? readFileSync(join(folder, 'assembly', name), 'utf8') : null),
    writeFile: (_, contents) => {
      code = contents as Uint8Array;
    },
    listFiles: () => [],
  });
  if (error || !code) throw new Error(`${source}.ts: ${stderr.toString()}`);
  return code;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const [source, name] of Object.entries(sources)) {
    const bytes = (await compileWasm(source as keyof typeof sources)).join(', ');
    writeFileSync(
      join(folder, `${source}.wasm.ts`),
      `// Compiled from assembly/${source}.ts: npm run compile-wasm\nexport const ${name} = Uint8Array.from([${bytes}]);\n`,
    );
  }
