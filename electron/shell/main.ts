import { runShell } from './run-shell.ts';

runShell();
