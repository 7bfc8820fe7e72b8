import { sentenceIn } from '#core/words/said.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import type { ReportHead, ReportSource } from './material.ts';
import { reportTable } from './report-table.ts';
import type { Report, ReportBlock, ReportParagraph } from './report.ts';

export const pick = (language: Language) => (zh: string, en: string) => (language === 'zh-CN' ? zh : en);

export const paragraph = (id: string, text: string): ReportParagraph => ({ kind: 'paragraph', id, text });

const numerals = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** Numbers the headings as they come: 一、…, 1 …. */
export function withNumberedHeadings(blocks: readonly ReportBlock[], language: Language): ReportBlock[] {
  let n = 0;
  return blocks.map(block =>
    block.kind === 'heading'
      ? { ...block, text: language === 'zh-CN' ? `${numerals[n++]}、${block.text}` : `${++n} ${block.text}` }
      : block,
  );
}

/** One or two names, or the first and how many. */
export function placesText(names: readonly string[], language: Language): string {
  if (names.length <= 2) return names.join(language === 'zh-CN' ? '、' : ' and ');
  return language === 'zh-CN'
    ? `${names[0]}等 ${names.length} 个区域`
    : `${names[0]} and ${names.length - 1} more zones`;
}

const kindNames: Record<ReportSource['kind'], Text> = {
  bloom: { zh: '水华评估', en: 'bloom assessment' },
  redline: { zh: '红线评估', en: 'redline assessment' },
  series: { zh: '水华时序', en: 'bloom series' },
  state: { zh: '生态状况', en: 'state of the ecosystem' },
  'ecology-index': { zh: '生态指数', en: 'ecological index' },
  services: { zh: '生态系统服务', en: 'ecosystem services' },
  validation: { zh: '样地验证', en: 'validation' },
  statistics: { zh: '统计', en: 'statistics' },
  index: { zh: '指数', en: 'index' },
  preparation: { zh: '影像预处理', en: 'preparation' },
};
const stateNames: Record<NonNullable<ReportSource['state']>, Text> = {
  draft: { zh: '草稿', en: 'draft' },
  submitted: { zh: '待审', en: 'in review' },
  returned: { zh: '退回', en: 'returned' },
  approved: { zh: '通过', en: 'approved' },
  superseded: { zh: '被替代', en: 'superseded' },
};

/** The number of an approved source, else where it stands. */
export function standingOf({ number, state, kind }: ReportSource, language: Language): string {
  return number ?? (state ? inLanguage(stateNames[state], language) : inLanguage(kindNames[kind], language));
}

/** True where a rule that was used still waits to be checked against the text of its standard. */
export const restsOnDoubt = (sources: readonly ReportSource[]): boolean =>
  sources.some(s => s.rules.some(r => r.evidence === 'to-confirm'));

/** Sources, rules and what is to be said of them, and the signature: every report ends with these. */
export function endBlocks(head: ReportHead, language: Language): ReportBlock[] {
  const say = pick(language);
  const { sources } = head;
  const unsigned = sources.filter(s => s.state !== null && s.state !== 'approved').length;
  const numbers = [...new Set(sources.flatMap(s => (s.number ? [s.number] : [])))];
  const rules = [...new Map(sources.flatMap(s => s.rules).map(r => [`${r.id} ${r.version}`, r])).values()];
  return [
    { kind: 'heading', text: say('来源与说明', 'Sources and notes') },
    ...(numbers.length > 0
      ? [
          paragraph(
            'approved',
            say(
              `本报告采用的已审核成果编号：${numbers.join('、')}。`,
              `Approved results that this report rests on: ${numbers.join(', ')}.`,
            ),
          ),
        ]
      : []),
    ...(unsigned > 0
      ? [
          paragraph(
            'unsigned',
            say(
              `其中 ${unsigned} 项评估尚未审核通过，相关数值仅供内部参考。`,
              `${unsigned} of the assessments ${unsigned === 1 ? 'is' : 'are'} not approved; their numbers are for internal use.`,
            ),
          ),
        ]
      : []),
    ...(head.mapMissing === null
      ? []
      : [
          paragraph(
            'map-missing',
            say(
              `专题图未能生成：${sentenceIn(head.mapMissing, language)}。`,
              `The map could not be drawn: ${head.mapMissing}.`,
            ),
          ),
        ]),
    reportTable(
      say('数据来源', 'Results used'),
      [
        { label: say('成果', 'Result'), of: s => s.name },
        { label: say('类型', 'Kind'), of: s => inLanguage(kindNames[s.kind], language) },
        {
          label: say('编号/状态', 'Number or state'),
          of: s => s.number ?? (s.state ? inLanguage(stateNames[s.state], language) : null),
        },
        { label: say('配方', 'Recipe'), of: s => s.recipe },
        { label: say('生成日期', 'Made'), of: s => s.created.slice(0, 10) },
      ],
      sources,
    ),
    ...(rules.length > 0
      ? [
          reportTable(
            say('采用的规则', 'Rules used'),
            [
              { label: say('规则', 'Rule'), of: r => (r.name ? inLanguage(r.name, language) : r.id) },
              { label: say('版本', 'Version'), of: r => r.version },
              {
                label: say('核对', 'Checked'),
                of: r =>
                  r.evidence === 'to-confirm' ? say('待核对', 'to be confirmed') : say('已核对', 'yes'),
              },
            ],
            rules,
            restsOnDoubt(sources)
              ? say(
                  '待核对：其界限或系数尚未与标准原文核对。',
                  'To be confirmed: its limits or coefficients are not yet checked against the text of the standard.',
                )
              : undefined,
          ),
        ]
      : []),
    {
      kind: 'signature',
      rows: [
        { name: say('编制', 'Prepared by'), value: head.preparedBy },
        { name: say('审核', 'Checked by'), value: '' },
        { name: say('签发', 'Issued by'), value: '' },
        { name: say('单位', 'Organisation'), value: head.organisation },
      ],
    },
  ];
}

export function reportOf(
  head: ReportHead,
  language: Language,
  titles: { title: string; subtitle: string },
  blocks: readonly ReportBlock[],
): Report {
  const { name, version } = head.software;
  return {
    language,
    ...titles,
    credit: `${name} ${version}`,
    simulated: head.sources.some(s => s.simulated),
    blocks: withNumberedHeadings([...blocks, ...endBlocks(head, language)], language),
  };
}
