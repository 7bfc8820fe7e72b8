import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '../..');

export interface TestHost {
  /** The printed address with the token; it can be used once. */
  url: string;
  /** The demo workspace. */
  workspace: string;
  /** A folder that the host may read and write. */
  folder: string;
  stop: () => Promise<void>;
}

/** The folder of the file that opens are measured with. */
const benchFolder = () => {
  const { BLOOMLINE_BENCH_SCENE } = process.env;
  return BLOOMLINE_BENCH_SCENE ? ['--allow', dirname(BLOOMLINE_BENCH_SCENE)] : [];
};

/** Makes a demo workspace in a temporary folder and serves it. */
export async function startHost(): Promise<TestHost> {
  if (!existsSync(join(root, 'dist', 'renderer', 'index.html'))) {
    throw new Error('the window is not built: run npm run build');
  }
  const folder = mkdtempSync(join(tmpdir(), 'bloomline-browser-'));
  const workspace = join(folder, 'demo');
  const child = spawn(
    process.execPath,
    [join(root, 'electron', 'cli', 'main.ts'), 'serve', '--allow', folder, ...benchFolder()],
    {
      env: {
        ...process.env,
        BLOOMLINE_DEMO: workspace,
        BLOOMLINE_HOME: join(folder, 'home'),
        NODE_NO_WARNINGS: '1',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  const url = await printedAddress(child);
  return {
    url,
    workspace,
    folder,
    stop: async () => {
      const ended = new Promise(resolve => child.once('exit', resolve));
      child.kill('SIGTERM');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    const hear = (chunk: Buffer) => {
      said += chunk.toString();
      const address = /http:\/\/127\.0\.0\.1:\d+\/\?token=\S+/.exec(said);
      if (address) resolve(address[0]);
    };
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
    child.once('exit', code => reject(new Error(`the host ended with ${code}: ${said}`)));
  });
}
