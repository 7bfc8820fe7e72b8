import { warningStates, type WarningState } from '#core/bloom/warning-rules.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { paragraph, pick } from './common.ts';
import type { GroundValue, ReportWarning } from './material.ts';
import { daysText, inPeriod, type Period } from '#core/foundation/period.ts';
import { reportTable } from './report-table.ts';
import type { ReportBlock } from './report.ts';

const stateNames: Record<WarningState, Text> = {
  issued: { zh: '发出', en: 'issued' },
  verified: { zh: '核实', en: 'verified' },
  lifted: { zh: '解除', en: 'lifted' },
};

/** Warnings that held within the period or were handled in it. */
export function warningBlocks(
  warnings: readonly ReportWarning[],
  period: Period,
  language: Language,
): ReportBlock[] {
  const say = pick(language);
  const held = warnings.filter(w => w.since <= period.to && w.until >= period.from);
  const handled = (state: WarningState) =>
    warnings.reduce(
      (n, w) => n + w.steps.filter(s => s.state === state && inPeriod(period, s.day)).length,
      0,
    );
  const counts = warningStates.map(handled);
  const head: ReportBlock = { kind: 'heading', text: say('预警', 'Early warnings') };
  const shown = warnings.filter(w => held.includes(w) || w.steps.some(s => inPeriod(period, s.day)));
  const doubt = shown.some(w => w.evidence === 'to-confirm');
  const said = say(
    `期内有 ${held.length} 条预警成立；期内发出 ${counts[0]} 条，核实 ${counts[1]} 条，解除 ${counts[2]} 条。`,
    `${held.length} warnings held within the period; ${counts[0]} were issued in it, ${counts[1]} verified and ${counts[2]} lifted.`,
  );
  if (shown.length === 0)
    return [head, paragraph('warnings', say('期内无预警。', 'There was no warning in the period.'))];
  return [
    head,
    paragraph('warnings', said),
    reportTable(
      say('预警情况', 'Warnings'),
      [
        { label: say('区域', 'Zone'), of: w => w.zone },
        { label: say('规则', 'Rule'), of: w => inLanguage(w.rule, language) },
        { label: say('起', 'From'), of: w => w.since },
        { label: say('止', 'To'), of: w => w.until },
        { label: say('现状态', 'State now'), of: w => inLanguage(stateNames[w.state], language) },
        {
          label: say('办理', 'Steps'),
          of: w =>
            w.steps
              .map(
                s =>
                  `${s.day} ${inLanguage(stateNames[s.state], language)} ${s.who}${s.why && ` (${s.why})`}`,
              )
              .join('; '),
        },
      ],
      shown,
      doubt
        ? say(
            '待核对：预警规则的界限尚未与正式文件核对。',
            'To be confirmed: the limits of the warning rules are not yet checked against an official text.',
          )
        : undefined,
    ),
  ];
}

/** What was measured in the water: by zone and parameter, least, mean and largest. */
export function groundBlocks(ground: readonly GroundValue[], language: Language): ReportBlock[] {
  const say = pick(language);
  const head: ReportBlock = { kind: 'heading', text: say('地面监测', 'Ground points') };
  if (ground.length === 0)
    return [
      head,
      paragraph('ground', say('期内无地面监测数据。', 'Nothing was measured on the ground in the period.')),
    ];
  const groups = [...Map.groupBy(ground, g => `${g.zone}\n${g.parameter.zh}`).values()];
  const sites = new Set(ground.map(g => g.site)).size;
  const days = new Set(ground.map(g => g.day)).size;
  return [
    head,
    paragraph(
      'ground',
      say(
        `期内 ${sites} 个点位在 ${days} 天有 ${ground.length} 个有效测值。`,
        `${sites} ${sites === 1 ? 'site has' : 'sites have'} ${ground.length} valid values of ${daysText(days)} in the period.`,
      ),
    ),
    reportTable(
      say('地面监测统计', 'Ground values'),
      [
        { label: say('区域', 'Zone'), of: of => of[0].zone },
        { label: say('参数', 'Parameter'), of: of => inLanguage(of[0].parameter, language) },
        {
          label: say('单位', 'Unit'),
          of: of => (language === 'zh-CN' ? of[0].unit.replace('cells', '个') : of[0].unit),
        },
        { label: say('点位', 'Sites'), decimals: 0, of: of => new Set(of.map(g => g.site)).size },
        { label: say('测值', 'Values'), decimals: 0, of: of => of.length },
        { label: say('最小', 'Least'), of: of => Math.min(...of.map(g => g.value)) },
        { label: say('平均', 'Mean'), of: of => of.reduce((sum, g) => sum + g.value, 0) / of.length },
        { label: say('最大', 'Largest'), of: of => Math.max(...of.map(g => g.value)) },
      ],
      groups,
    ),
  ];
}
