import { commands } from './commands.ts';

const title = 'usage: bloomline <command>';
const indented = (text: string) => text.replace(/^/gm, '  ');

/** Every command with its options, as `bloomline --help` prints them. */
export const usage = [title, ...commands.map(c => indented(c.usage))].join('\n');

/** What is about one command, and its kind where it has some; all of it where there is no such command. */
export function usageOf(name?: string, kind?: string): string {
  const command = commands.find(c => c.name === name);
  if (!command) return usage;
  // What is indented goes on with the form above.
  const forms = command.usage.split(/\n(?=\S)/);
  const ofKind = forms.filter(form => form.split(/\s+/)[1] === kind);
  // The options of the maps stand once, behind the last kind.
  const shown = name !== 'map' && ofKind.length > 0 ? ofKind : forms;
  return [title, ...shown.map(indented)].join('\n');
}
