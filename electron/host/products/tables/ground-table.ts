import type { GroundPointResult, GroundResult } from '#core/ground/beside-satellite.ts';
import { inLanguage, type Language } from '#core/foundation/text.ts';
import type { Table } from '#host/formats/tables/table.ts';
import { percent, tableOf, type Column } from './columns.ts';

/** Ground points beside the satellite: what was measured, what it says by the rules, and the index around each. */
export function groundTable({ points }: GroundResult, language: Language): Table {
  const parameters = new Map(points.flatMap(p => p.values.map(v => [v.parameter, v.unit] as const)));
  const columns: Column<GroundPointResult>[] = [
    { key: 'point', label: { zh: '点位', en: 'Point' }, of: p => p.name },
    { key: 'code', label: { zh: '编码', en: 'Code' }, of: p => p.code },
    { key: 'zone', label: { zh: '区域', en: 'Zone' }, of: p => p.zones.join('; ') },
    { key: 'lon', label: { zh: '经度', en: 'Longitude' }, unit: '°', decimals: 6, of: p => p.lon },
    { key: 'lat', label: { zh: '纬度', en: 'Latitude' }, unit: '°', decimals: 6, of: p => p.lat },
    {
      key: 'hours_apart',
      label: { zh: '与影像时差', en: 'Hours from the scene' },
      unit: 'h',
      decimals: 1,
      of: p => p.values.map(v => v.hoursApart).sort((a, b) => Math.abs(b) - Math.abs(a))[0] ?? null,
    },
    ...[...parameters].map(([parameter, unit]): Column<GroundPointResult> => ({
      key: parameter.replaceAll('-', '_'),
      label: { zh: parameter, en: parameter },
      unit,
      of: p => p.values.find(v => v.parameter === parameter)?.value ?? null,
    })),
    {
      key: 'density_grade',
      label: { zh: '藻密度级别', en: 'Grade by density' },
      of: p => p.density && inLanguage({ zh: p.density.label, en: p.density.labelEn }, language),
    },
    { key: 'water_class', label: { zh: '水质类别', en: 'Water class' }, of: p => p.quality?.class ?? null },
    { key: 'tli', label: { zh: 'TLI(Σ)', en: 'TLI(Σ)' }, decimals: 2, of: p => p.trophic?.index ?? null },
    {
      key: 'index_mean',
      label: { zh: '指数均值', en: 'Index mean' },
      decimals: 5,
      of: p => p.satellite?.value ?? null,
    },
    {
      key: 'index_std',
      label: { zh: '指数标准差', en: 'Index std. dev.' },
      decimals: 5,
      of: p => p.satellite?.deviation ?? null,
    },
    {
      key: 'valid_pct',
      label: { zh: '有效像元', en: 'Valid pixels' },
      unit: '%',
      decimals: 0,
      of: p => percent(p.satellite?.validShare),
    },
    {
      key: 'match_up',
      label: { zh: '参加匹配', en: 'Used as match-up' },
      of: p => (p.homogeneous ? 1 : 0),
    },
    {
      key: 'ground_bloom',
      label: { zh: '地面判为水华', en: 'Bloom on the ground' },
      of: p => (p.bloom === null ? null : p.bloom ? 1 : 0),
    },
  ];
  return tableOf(columns, points, language);
}
