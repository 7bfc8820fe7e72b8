import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

// What the program keeps for a user goes into a folder of the test, never into the home of whoever runs it.
const home = mkdtempSync(join(tmpdir(), 'bloomline-home-'));
process.env.BLOOMLINE_HOME ??= home;
afterAll(() => rmSync(home, { recursive: true, force: true }));
