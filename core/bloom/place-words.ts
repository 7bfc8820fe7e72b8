import type { Text } from '#core/foundation/text.ts';
import type { BloomPart, BloomPlace, CompassPart } from './bloom-result.ts';
import type { BloomRules } from '#core/foundation/rules.ts';

/** Sides of the compass, and the three parts along each. */
const sides: [CompassPart, CompassPart[]][] = [
  ['W', ['NW', 'W', 'SW']],
  ['E', ['NE', 'E', 'SE']],
  ['N', ['NW', 'N', 'NE']],
  ['S', ['SW', 'S', 'SE']],
];

interface Sector {
  part: CompassPart;
  bloomKm2: number;
  shoreBloomKm2: number;
  validKm2: number;
}

/** Places that hold most of the bloom, the largest first; empty without bloom. */
export function bloomPlaces(rule: BloomRules['places'], parts: readonly BloomPart[]): BloomPlace[] {
  const sectors = sectorsOf(parts);
  const total = sectors.reduce((sum, s) => sum + s.bloomKm2, 0);
  const valid = sectors.reduce((sum, s) => sum + s.validKm2, 0);
  if (!(total > 0)) return [];
  const seen = sectors.filter(s => s.validKm2 > 0);
  const full = seen.filter(s => s.bloomKm2 / s.validKm2 >= rule.wholeShare);
  if (total / valid >= rule.wholeShare && full.length >= rule.wholeSectors * seen.length)
    return [{ part: 'all', shore: false }];
  const area = parts.reduce((sum, p) => sum + p.areaKm2, 0);
  const band = parts.reduce((sum, p) => sum + (p.shore ? p.areaKm2 : 0), 0);
  const hasShore = area > 0 && band / area <= rule.maxShoreBandShare;
  const named = pick(rule, sectors, total);
  return joinSides(named).map(({ part, of }) => {
    const bloom = of.reduce((sum, s) => sum + s.bloomKm2, 0);
    const shore = of.reduce((sum, s) => sum + s.shoreBloomKm2, 0);
    return { part, shore: hasShore && part !== 'C' && shore / bloom >= rule.shoreShare };
  });
}

function sectorsOf(parts: readonly BloomPart[]): Sector[] {
  const sectors = new Map<CompassPart, Sector>();
  for (const { part, shore, validKm2, bloomKm2 } of parts) {
    const s = sectors.get(part) ?? { part, bloomKm2: 0, shoreBloomKm2: 0, validKm2: 0 };
    s.bloomKm2 += bloomKm2;
    s.validKm2 += validKm2;
    if (shore) s.shoreBloomKm2 += bloomKm2;
    sectors.set(part, s);
  }
  return [...sectors.values()];
}

/** Sectors from the largest on, until they hold enough; a side of three counts as one. */
function pick(rule: BloomRules['places'], sectors: readonly Sector[], total: number): Sector[] {
  const sorted = [...sectors].filter(s => s.bloomKm2 > 0).sort((a, b) => b.bloomKm2 - a.bloomKm2);
  const named: Sector[] = [];
  let held = 0;
  for (const sector of sorted) {
    const large = sector.bloomKm2 / total >= rule.namedShare;
    if (named.length > 0 && (!large || held / total >= rule.enoughShare)) break;
    if (joinSides([...named, sector]).length > rule.maxNamed) break;
    named.push(sector);
    held += sector.bloomKm2;
  }
  return named;
}

/** Three parts along one side are that side. */
function joinSides(sectors: readonly Sector[]): { part: CompassPart; of: Sector[] }[] {
  const left = new Set(sectors);
  const joined: { part: CompassPart; of: Sector[] }[] = [];
  for (const [side, members] of sides) {
    const of = sectors.filter(s => members.includes(s.part));
    if (of.length < 3 || !of.every(s => left.has(s))) continue;
    joined.push({ part: side, of });
    for (const s of of) left.delete(s);
  }
  for (const s of left) joined.push({ part: s.part, of: [s] });
  const bloom = (of: Sector[]) => of.reduce((sum, s) => sum + s.bloomKm2, 0);
  return joined.sort((a, b) => bloom(b.of) - bloom(a.of));
}

const names: Record<CompassPart, Text> = {
  NW: { zh: '西北部', en: 'north-west' },
  N: { zh: '北部', en: 'north' },
  NE: { zh: '东北部', en: 'north-east' },
  W: { zh: '西部', en: 'west' },
  C: { zh: '中部', en: 'middle' },
  E: { zh: '东部', en: 'east' },
  SW: { zh: '西南部', en: 'south-west' },
  S: { zh: '南部', en: 'south' },
  SE: { zh: '东南部', en: 'south-east' },
};

const placeText = ({ part, shore }: BloomPlace): Text =>
  part === 'all'
    ? { zh: '大部水域', en: 'in most of it' }
    : {
        zh: `${names[part].zh}${shore ? '沿岸' : ''}`,
        en: shore ? `on the ${names[part].en} shore` : `in the ${names[part].en}`,
      };

/** 西部沿岸、北部 | the west shore, the north. Empty for no place. */
export function placeWords(places: readonly BloomPlace[]): Text {
  const texts = places.map(placeText);
  return { zh: texts.map(t => t.zh).join('、'), en: texts.map(t => t.en).join(', ') };
}
