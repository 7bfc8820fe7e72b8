import { captions, type Report } from './report.ts';

const cell = (text: string) => text.replaceAll('|', '\\|').replaceAll('\n', ' ');

/** The report as Markdown; figures by the names under which `figureName` puts them, left out where it answers null. */
export function reportMarkdown(report: Report, figureName: (caption: string) => string | null): string {
  const numbered = captions(report);
  const zh = report.language === 'zh-CN';
  const parts = [`# ${report.title}`, report.subtitle];
  if (report.simulated)
    parts.push(zh ? '**模拟数据，不反映真实情况**' : '**SIMULATED DATA: it shows nothing real**');
  for (const block of report.blocks) {
    switch (block.kind) {
      case 'heading':
        parts.push(`## ${block.text}`);
        break;
      case 'paragraph':
        parts.push(
          block.stale
            ? `${zh ? '【数字已变化，待核对】' : '[its numbers changed] '}${block.text}`
            : block.text,
        );
        break;
      case 'table':
        parts.push(
          `**${numbered.get(block)!}**`,
          [
            `| ${block.columns.map(c => cell(c.label)).join(' | ')} |`,
            `| ${block.columns.map(c => (c.number ? '---:' : '---')).join(' | ')} |`,
            ...block.rows.map(row => `| ${row.map(cell).join(' | ')} |`),
          ].join('\n'),
          ...(block.note ? [block.note] : []),
        );
        break;
      case 'figure': {
        const name = figureName(numbered.get(block)!);
        if (name !== null) parts.push(`![${numbered.get(block)!}](${encodeURI(name)})`);
        break;
      }
      case 'signature':
        parts.push(block.rows.map(({ name, value }) => `${name}：${value || '________'}`).join('　'));
    }
  }
  return `${[...parts, report.credit].join('\n\n')}\n`;
}
