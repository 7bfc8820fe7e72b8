import type { Language } from '#core/foundation/text.ts';

/** What the command line speaks: `--language`, else BLOOMLINE_LANG, else the system's; English where it is neither. */
export function spokenLanguage(args: readonly string[], env: NodeJS.ProcessEnv): Language {
  const at = args.findIndex(arg => /^--language(=|$)/.test(arg));
  const asked = at < 0 ? undefined : (args[at].split('=')[1] ?? args[at + 1]);
  return /^zh/i.test(asked ?? env.BLOOMLINE_LANG ?? env.LC_ALL ?? env.LANG ?? '') ? 'zh-CN' : 'en';
}

export const language = spokenLanguage(process.argv.slice(2), process.env);
