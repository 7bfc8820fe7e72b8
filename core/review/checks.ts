import type { AssessmentResult } from './assessment.ts';
import type { Text } from '#core/foundation/text.ts';
import { bloomSumChecks } from './bloom-sums.ts';
import { redlineSumChecks } from './redline-sums.ts';
import { outlierCheck, type EarlierShares } from './outliers.ts';
import { percentText, same, type ReviewCheck } from './review-check.ts';

/** `1 scene`, `2 scenes`. */
const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

export interface CheckInput {
  result: AssessmentResult;
  /** The result is byte for byte the one that the journal saw saved. */
  asSaved: boolean;
  /** Share of valid ground below which a zone cannot be assessed, 0–1. */
  minValidShare: number;
  /** Results of the same zones before this one. */
  earlier: readonly EarlierShares[];
}

/**
 * Every check that the program runs over a result before somebody signs it. Pure: the same result, the same findings.
 */
export function runChecks(input: CheckInput): ReviewCheck[] {
  const { result } = input;
  return [
    ...(result.kind === 'bloom' ? bloomSumChecks(result) : redlineSumChecks(result)),
    savedCheck(input),
    validShareCheck(input),
    missingCheck(result),
    outlierCheck(result, input.earlier),
    radiometryCheck(result),
    toConfirmCheck(result),
    correctionsCheck(result),
  ];
}

function savedCheck({ asSaved }: CheckInput): ReviewCheck {
  return {
    id: 'as-saved',
    outcome: asSaved ? 'pass' : 'fail',
    title: { zh: '保存后未改动', en: 'As it was saved' },
    looked: {
      zh: '结果的校验值与日志中保存时的比较',
      en: 'The hash of the result against the one that the journal has of its saving',
    },
    found: asSaved
      ? []
      : [
          {
            zh: '结果在保存之后被其他程序改动，不能通过；请重新评估',
            en: 'another program changed the result since it was saved; it cannot be approved: assess again',
          },
        ],
  };
}

function validShareCheck({ result, minValidShare }: CheckInput): ReviewCheck {
  const shares = result.zones.flatMap(zone =>
    'before' in zone
      ? [
          {
            zone: { zh: `${zone.zone}（前期）`, en: `${zone.zone} (before)` },
            share: zone.before.validShare,
          },
          { zone: { zh: `${zone.zone}（后期）`, en: `${zone.zone} (after)` }, share: zone.after.validShare },
        ]
      : [{ zone: same(zone.zone), share: zone.validShare }],
  );
  const low = shares.filter(s => s.share === null || s.share < minValidShare);
  const limit = percentText(minValidShare);
  return {
    id: 'valid-share',
    outcome: low.length > 0 ? 'warn' : 'pass',
    title: { zh: '有效比例', en: 'Valid share' },
    looked: {
      zh: `${shares.length} 个有效比例，下限 ${limit}；最小 ${percentText(least(shares.map(s => s.share)))}`,
      en: `${shares.length} valid shares against the lower limit ${limit}; the smallest is ${percentText(least(shares.map(s => s.share)))}`,
    },
    found: low.map(({ zone, share }) => ({
      zh: `${zone.zh}：${percentText(share)}，低于下限`,
      en: `${zone.en}: ${percentText(share)}, below the limit`,
    })),
  };
}

const least = (shares: readonly (number | null)[]): number | null =>
  shares.length === 0 || shares.includes(null) ? null : Math.min(...(shares as number[]));

function missingCheck(result: AssessmentResult): ReviewCheck {
  const { recipe } = result;
  const { scenes } = recipe.parameters;
  const found: Text[] = [
    ...scenes
      .filter(s => !s.acquired)
      .map(s => ({
        zh: `影像 ${s.name} 没有成像时间`,
        en: `the scene ${s.name} has no time of acquisition`,
      })),
    ...scenes
      .filter(s => !s.sensor)
      .map(s => ({ zh: `影像 ${s.name} 没有传感器`, en: `the scene ${s.name} has no sensor` })),
    ...(recipe.inputs.length === 0
      ? [{ zh: '配方中没有输入文件', en: 'the recipe names no input file' }]
      : []),
    ...recipe.inputs
      .filter(i => i.sha256 === null && !i.fingerprint)
      .map(i => ({ zh: `输入 ${i.path} 没有校验值`, en: `the input ${i.path} has no hash` })),
    ...(recipe.rules.length === 0 ? [{ zh: '配方中没有规则', en: 'the recipe names no rule' }] : []),
    ...result.zones
      .filter(z => z.problem)
      .map(z => ({ zh: `${z.zone} 未评估`, en: `${z.zone} was not assessed` })),
    ...(result.kind === 'bloom'
      ? result.zones
          .filter(z => !z.problem && z.grade === null && !z.gradeReason)
          .map(z => ({
            zh: `${z.zone} 没有等级，也没有原因`,
            en: `${z.zone} has neither a grade nor a reason for none`,
          }))
      : []),
  ];
  return {
    id: 'missing',
    outcome: found.length > 0 ? 'fail' : 'pass',
    title: { zh: '缺失字段', en: 'Missing fields' },
    looked: {
      zh: `${scenes.length} 景影像、${recipe.inputs.length} 个输入、${recipe.rules.length} 条规则、${result.zones.length} 个区域`,
      en: [
        counted(scenes.length, 'scene'),
        counted(recipe.inputs.length, 'input'),
        counted(recipe.rules.length, 'rule'),
        counted(result.zones.length, 'zone'),
      ].join(', '),
    },
    found,
  };
}

/** What was noticed of the scenes and in assessing; said in the host's English. */
function radiometryCheck({ recipe }: AssessmentResult): ReviewCheck {
  return {
    id: 'radiometry',
    outcome: recipe.warnings.length > 0 ? 'warn' : 'pass',
    title: { zh: '辐射与处理提示', en: 'Radiometry and processing' },
    looked: {
      zh: `${recipe.warnings.length} 条提示`,
      en: `${counted(recipe.warnings.length, 'warning')} in the recipe`,
    },
    found: recipe.warnings.map(same),
  };
}

function toConfirmCheck({ recipe }: AssessmentResult): ReviewCheck {
  const doubted = recipe.rules.filter(r => r.evidence === 'to-confirm');
  return {
    id: 'to-confirm',
    outcome: doubted.length > 0 ? 'warn' : 'pass',
    title: { zh: '待核对规则', en: 'Rules to be confirmed' },
    looked: { zh: `${recipe.rules.length} 条规则`, en: counted(recipe.rules.length, 'rule') },
    found: doubted.map(r => ({
      zh: `${r.name?.zh ?? r.id}（版本 ${r.version}）：待核对`,
      en: `${r.name?.en ?? r.id} (version ${r.version}): to be confirmed`,
    })),
  };
}

function correctionsCheck(result: AssessmentResult): ReviewCheck {
  const corrections = result.kind === 'bloom' ? (result.recipe.parameters.mask?.corrections ?? []) : [];
  const unsigned = corrections.filter(c => !c.note.trim() || !c.author.trim()).length;
  const effects =
    result.kind === 'bloom' ? result.zones.filter(z => z.corrections && z.corrections.count > 0) : [];
  return {
    id: 'corrections',
    outcome: corrections.length > 0 ? 'warn' : 'pass',
    title: { zh: '人工修正', en: 'Hand corrections' },
    looked: { zh: `${corrections.length} 处人工修正`, en: counted(corrections.length, 'hand correction') },
    found: [
      ...effects.map(({ zone, corrections: c }) => ({
        zh: `${zone}：增加 ${c!.addedKm2.toFixed(4)} km²，减少 ${c!.removedKm2.toFixed(4)} km²，剔除 ${c!.excludedKm2.toFixed(4)} km²`,
        en: `${zone}: ${c!.addedKm2.toFixed(4)} km² added, ${c!.removedKm2.toFixed(4)} km² removed, ${c!.excludedKm2.toFixed(4)} km² left out`,
      })),
      ...(unsigned > 0
        ? [{ zh: `${unsigned} 处没有依据或作者`, en: `${unsigned} without grounds or author` }]
        : []),
    ],
  };
}
