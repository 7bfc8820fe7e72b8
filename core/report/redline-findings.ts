import type { RedlineResult } from '#core/redline/redline-result.ts';
import { redlineWholeOf } from '#core/redline/whole.ts';
import { hm2Text, percentText, signed } from '#core/page/number-text.ts';
import type { Language } from '#core/foundation/text.ts';

export interface ComparedScene {
  name: string;
  /** Day; null where it is not known. */
  date: string | null;
}

/** What two dates say of redline zones: areas, patches, how far the dates lie beside each other. */
export function redlineFindings(
  result: Pick<RedlineResult, 'whole' | 'zones' | 'patches' | 'measure' | 'coregistration'>,
  place: string,
  scenes: readonly [ComparedScene, ComparedScene],
  language: Language,
): string[] {
  const zh = language === 'zh-CN';
  const [before, after] = scenes;
  const whole = redlineWholeOf(result);
  const { lossAreaM2: loss, gainAreaM2: gain } = whole;
  const compared = whole.comparedAreaKm2 * 1e6;
  const overlap = result.patches.reduce((total, p) => total + p.overlapM2, 0);
  const biggest = [...result.patches].sort((a, b) => b.areaM2 - a.areaM2)[0];
  const dates = scenes.map(s => s.date ?? (zh ? '日期未知' : 'date not known'));
  const shift = result.coregistration;
  return zh
    ? [
        `对比 ${before.name}（${dates[0]}）与 ${after.name}（${dates[1]}）两期影像，按 ${result.measure} 变化检测${place}。两期均有效的面积为 ${hm2Text(compared)} hm²${compared > 0 ? `，其中减少 ${hm2Text(loss)} hm²（${percentText(loss / compared)}%），增加或变化 ${hm2Text(gain)} hm²（${percentText(gain / compared)}%）` : ''}。`,
        result.patches.length > 0
          ? `共提取疑似图斑 ${result.patches.length} 个，位于红线内 ${hm2Text(overlap)} hm²；最大的一个位于${biggest.zone}，面积 ${hm2Text(biggest.areaM2)} hm²，平均变化 ${signed(biggest.meanChange, 3)}。疑似图斑须经人工判读与现场核查后方可定性。`
          : '未提取到符合条件的疑似图斑。',
        ...(shift ? [`两期影像配准偏移估计为 ${shift.shiftPx?.toFixed(2) ?? '—'} 像元。`] : []),
      ]
    : [
        `${before.name} (${dates[0]}) and ${after.name} (${dates[1]}) are compared by ${result.measure} inside ${place}. ${hm2Text(compared)} ha are valid on both dates${compared > 0 ? `, of which ${hm2Text(loss)} ha (${percentText(loss / compared)} %) are loss and ${hm2Text(gain)} ha (${percentText(gain / compared)} %) gain or change` : ''}.`,
        result.patches.length > 0
          ? `${result.patches.length} suspected patches were found, ${hm2Text(overlap)} ha of them inside the zones; the largest lies in ${biggest.zone} and has ${hm2Text(biggest.areaM2)} ha, mean change ${signed(biggest.meanChange, 3)}. Suspected patches must be interpreted and checked on the ground before they mean anything.`
          : 'No suspected patch was found.',
        ...(shift ? [`The dates are shifted by about ${shift.shiftPx?.toFixed(2) ?? '—'} pixels.`] : []),
      ];
}
