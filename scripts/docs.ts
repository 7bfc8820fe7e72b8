import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from '../electron/cli/commands.ts';

/** docs/command-line.md from the table of commands; `--check` says whether the file is up to date. */
export function commandLinePage(): string {
  const parts = commands.map(
    ({ name, summary, usage }) => `## ${name}\n\n${summary.zh}。${summary.en}.\n\n\`\`\`\n${usage}\n\`\`\`\n`,
  );
  return `# Command line 命令行

Made from \`electron/cli/commands.ts\` by \`npm run docs\`; \`bloomline --help\` prints the same.

Run as \`npm run --silent bloomline -- …\`. \`--json\` prints one JSON document. Exit status: 0 on success, 2 on bad usage, 3 where
\`rerun\` or \`verify\` finds a difference, 1 on failure with one line on stderr: \`error[code]: subject: what was expected\`.

${parts.join('\n')}`;
}

const path = join(import.meta.dirname, '../docs/command-line.md');
if (process.argv[1] === import.meta.filename) {
  if (process.argv.includes('--check') && readFileSync(path, 'utf8') !== commandLinePage()) {
    process.stderr.write('docs/command-line.md is older than the commands: npm run docs\n');
    process.exit(1);
  }
  writeFileSync(path, commandLinePage());
}
