import { spawnSync } from 'node:child_process';

/** One finished process, as the operating system accounts it. */
export interface Figures {
  wallS: number;
  /** User and system time of the process and its children. */
  cpuS: number;
  /** Largest single process. */
  peakMb: number;
}

/** Runs a command to its end under GNU time. Throws with its words when it fails. */
export function measure(command: readonly string[], options: { cwd: string }): Figures {
  const run = spawnSync('/usr/bin/time', ['-f', '\n@@%e %U %S %M', ...command], {
    ...options,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  const found = /@@([\d.]+) ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(run.stderr ?? '');
  if (run.status !== 0 || !found)
    throw new Error(`${command.join(' ')}\n${run.stderr ?? run.error?.message}`);
  const [wall, user, system, kilobytes] = found.slice(1).map(Number);
  return { wallS: wall, cpuS: user + system, peakMb: kilobytes / 1024 };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
