import {
  activities,
  activityNames,
  ledgerStates,
  stateNames,
  trendNames,
  type LedgerEntry,
} from '#core/redline/ledger.ts';
import { patchTrends, type PatchTrend } from '#core/redline/redline-result.ts';
import { hm2Text } from '#core/page/number-text.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import { paragraph, pick } from './common.ts';
import { reportTable } from './report-table.ts';
import type { ReportBlock } from './report.ts';

/** Patches that a report lists; the workbook has all of its tables, the ledger's export all patches. */
const listed = 40;

export type LedgerRow = Omit<LedgerEntry, 'geometry'>;

export const byTrend = (entries: readonly LedgerRow[]): Record<PatchTrend, number> =>
  Object.fromEntries(patchTrends.map(t => [t, entries.filter(e => e.trend === t).length])) as Record<
    PatchTrend,
    number
  >;

/**
 * The ledger of the zones: how many by state and activity, what became of them since the period before, the patches.
 */
export function ledgerBlocks(
  entries: readonly LedgerRow[],
  language: Language,
  { list }: { list: boolean },
): ReportBlock[] {
  const say = pick(language);
  if (entries.length === 0)
    return [
      paragraph(
        'ledger',
        say('台账中没有这些区域本期的疑似图斑。', 'The ledger has no patch of these zones in the period.'),
      ),
    ];
  const trends = byTrend(entries);
  const area = hm2Text(entries.filter(e => e.trend !== 'gone').reduce((sum, e) => sum + e.areaM2, 0));
  const used = [...activities, null].filter(a => entries.some(e => e.activity === a));
  const rest = entries.length - listed;
  return [
    paragraph(
      'ledger',
      say(
        `台账登记疑似图斑 ${entries.length} 个：与上期相比新增 ${trends.new} 个，扩大 ${trends.grown} 个，减少 ${trends.shrunk} 个，未变 ${trends.same} 个，消失 ${trends.gone} 个；现存面积 ${area} hm²。`,
        `The ledger has ${entries.length} suspected patches; since the period before ${trends.new} are new, ${trends.grown} have grown, ${trends.shrunk} shrunk, ${trends.same} are unchanged and ${trends.gone} gone; those that are there have ${area} ha.`,
      ),
    ),
    reportTable(
      say('台账：按状态与人类活动类型', 'Ledger by state and activity'),
      [
        { label: say('状态', 'State'), of: r => r.name },
        ...used.map(activity => ({
          label: activity ? inLanguage(activityNames[activity], language) : say('未判定', 'not told'),
          decimals: 0,
          of: (r: { of: readonly LedgerRow[] }) => r.of.filter(e => e.activity === activity).length,
        })),
        { label: say('合计', 'Total'), decimals: 0, of: r => r.of.length },
        {
          label: say('面积', 'Area'),
          unit: say('hm²', 'ha'),
          decimals: 2,
          of: r => r.of.reduce((sum, e) => sum + e.areaM2, 0) / 1e4,
        },
      ],
      [
        ...ledgerStates.flatMap(state => {
          const of = entries.filter(e => e.state === state);
          return of.length > 0 ? [{ name: inLanguage(stateNames[state], language), of }] : [];
        }),
        { name: say('合计', 'Total'), of: entries },
      ],
    ),
    ...(list
      ? [
          reportTable(
            say('疑似图斑台账', 'Suspected patches'),
            [
              { label: say('图斑编号', 'Number'), of: e => e.number },
              { label: say('区域', 'Zone'), of: e => e.zone },
              { label: say('面积', 'Area'), unit: say('hm²', 'ha'), decimals: 2, of: e => e.areaM2 / 1e4 },
              {
                label: say('红线内', 'Inside'),
                unit: say('hm²', 'ha'),
                decimals: 2,
                of: e => e.overlapM2 / 1e4,
              },
              { label: say('变化', 'Change'), of: e => inLanguage(trendNames[e.trend], language) },
              {
                label: say('活动', 'Activity'),
                of: e => e.activity && inLanguage(activityNames[e.activity], language),
              },
              { label: say('状态', 'State'), of: e => inLanguage(stateNames[e.state], language) },
            ],
            [...entries].sort((a, b) => b.areaM2 - a.areaM2).slice(0, listed),
            rest > 0
              ? say(
                  `仅列面积最大的 ${listed} 个，其余 ${rest} 个见台账。`,
                  `The largest ${listed} are listed; ${rest} more are in the ledger.`,
                )
              : undefined,
          ),
        ]
      : []),
  ];
}
