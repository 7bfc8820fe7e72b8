import { describe, expect, it } from 'vitest';
import { usage, usageOf } from '../../electron/cli/usage.ts';

describe('usageOf', () => {
  const lines = (text: string) => text.split('\n').slice(1);

  it('shows a command alone, with what goes on below its first line', () => {
    expect(lines(usageOf('warp'))).toEqual([
      expect.stringMatching(/^ {2}warp <in.tif>/),
      expect.stringMatching(/^ {8}\[--compress/),
    ]);
    expect(lines(usageOf('info')).map(line => line.trim().split(' ')[0])).toEqual(['info', 'info']);
  });

  it('shows one kind where the command has kinds, the maps together with their options', () => {
    const redline = usageOf('assess', 'redline');
    expect(redline).toContain('--before <scene…>');
    expect(redline).not.toContain('--series');
    expect(usageOf('assess', 'nonsense')).toContain('--series');
    expect(usageOf('map', 'cover')).toContain('--paper A4|A3');
  });

  it('is everything where the command does not exist', () => {
    expect(usageOf('nonsense')).toBe(usage);
    expect(usageOf()).toBe(usage);
  });
});
