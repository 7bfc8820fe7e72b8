import type { RedlineResult, RedlineZone } from '#core/redline/redline-result.ts';
import type { Text } from '#core/foundation/text.ts';
import { sum, tolerance } from './bloom-sums.ts';
import type { ReviewCheck } from './review-check.ts';

const m2 = (value: number) => `${value.toFixed(1)} m²`;

function zoneFindings(zone: RedlineZone): Text[] {
  const compared = zone.comparedAreaKm2 * 1e6;
  const changed = zone.lossAreaM2 + zone.gainAreaM2;
  const found: Text[] = [];
  if (zone.comparedAreaKm2 > zone.areaKm2 + tolerance(zone.areaKm2))
    found.push({
      zh: `${zone.zone}：两期均有效 ${m2(compared)}，大于区域 ${m2(zone.areaKm2 * 1e6)}`,
      en: `${zone.zone}: ${m2(compared)} valid on both dates, more than the zone's ${m2(zone.areaKm2 * 1e6)}`,
    });
  if (changed > compared + tolerance(compared))
    found.push({
      zh: `${zone.zone}：变化 ${m2(changed)}，大于两期均有效 ${m2(compared)}`,
      en: `${zone.zone}: ${m2(changed)} changed, more than the ${m2(compared)} valid on both dates`,
    });
  const { ndviMean: before } = zone.before;
  const { ndviMean: after } = zone.after;
  if (before !== null && after !== null && zone.ndviChange !== null) {
    if (
      Math.sign(after - before) !== Math.sign(zone.ndviChange) &&
      Math.abs(zone.ndviChange) > 0.02 &&
      Math.abs(after - before) > 0.02
    )
      found.push({
        zh: `${zone.zone}：NDVI 由 ${before.toFixed(4)} 到 ${after.toFixed(4)}，变化却为 ${zone.ndviChange.toFixed(4)}`,
        en: `${zone.zone}: NDVI goes from ${before.toFixed(4)} to ${after.toFixed(4)}, its change is said to be ${zone.ndviChange.toFixed(4)}`,
      });
  }
  const pairs = zone.transitions;
  if (pairs) {
    const total = sum(pairs.map(p => p.areaM2));
    if (Math.abs(total - compared) > tolerance(compared))
      found.push({
        zh: `${zone.zone}：Σ 类别转移 ${m2(total)}，两期均有效 ${m2(compared)}`,
        en: `${zone.zone}: the transitions sum to ${m2(total)}, ${m2(compared)} are valid on both dates`,
      });
  }
  return found;
}

export function redlineSumChecks({ zones, patches }: RedlineResult): ReviewCheck[] {
  const sound = zones.filter(z => !z.problem);
  const broken = [
    ...sound.flatMap(zoneFindings),
    ...sound
      .filter(z => z.patchCount !== patches.filter(p => p.zone === z.zone).length)
      .map(z => ({
        zh: `${z.zone}：图斑数 ${z.patchCount}，列出 ${patches.filter(p => p.zone === z.zone).length} 个`,
        en: `${z.zone}: ${z.patchCount} patches counted, ${patches.filter(p => p.zone === z.zone).length} listed`,
      })),
  ];
  const byZone = new Map(sound.map(z => [z.zone, z]));
  const outside = patches.flatMap((p): Text[] => {
    const inside = sum(p.overlaps.map(o => o.areaM2));
    const found: Text[] = [];
    if (p.overlapM2 > p.areaM2 + tolerance(p.areaM2))
      found.push({
        zh: `图斑 ${p.id}：区内 ${m2(p.overlapM2)}，大于图斑 ${m2(p.areaM2)}`,
        en: `patch ${p.id}: ${m2(p.overlapM2)} inside the zones, more than its own ${m2(p.areaM2)}`,
      });
    if (p.overlapM2 > inside + tolerance(inside))
      found.push({
        zh: `图斑 ${p.id}：区内 ${m2(p.overlapM2)}，各区合计 ${m2(inside)}`,
        en: `patch ${p.id}: ${m2(p.overlapM2)} inside, its zones sum to ${m2(inside)}`,
      });
    for (const { zone, areaM2 } of p.overlaps) {
      const size = (byZone.get(zone)?.areaKm2 ?? Infinity) * 1e6;
      if (areaM2 > size + tolerance(size))
        found.push({
          zh: `图斑 ${p.id}：在 ${zone} 内 ${m2(areaM2)}，大于该区 ${m2(size)}`,
          en: `patch ${p.id}: ${m2(areaM2)} inside ${zone}, more than the zone's ${m2(size)}`,
        });
    }
    return found;
  });
  return [
    {
      id: 'sums',
      outcome: broken.length > 0 ? 'fail' : 'pass',
      title: { zh: '数字相符', en: 'Numbers add up' },
      looked: {
        zh: `${sound.length} 个区域：区域、两期均有效、变化、类别转移与图斑数`,
        en: `${sound.length} zones: area, valid on both dates, changed, transitions and count of patches`,
      },
      found: broken,
    },
    {
      id: 'patches',
      outcome: outside.length > 0 ? 'fail' : 'pass',
      title: { zh: '图斑不超出区域', en: 'Patches within their zones' },
      looked: {
        zh: `${patches.length} 个图斑，区内 ${m2(sum(patches.map(p => p.overlapM2)))}`,
        en: `${patches.length} patches, ${m2(sum(patches.map(p => p.overlapM2)))} inside the zones`,
      },
      found: outside,
    },
  ];
}
