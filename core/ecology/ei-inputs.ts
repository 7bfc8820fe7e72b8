import type { Text } from '#core/foundation/text.ts';
import type { EiRules } from './ei-rules.ts';

/** A number that an index needs. */
export interface IndexInput {
  id: string;
  name: Text;
  unit: string;
  min: number;
  /** Null is open. */
  max: number | null;
  group: 'region' | 'land' | 'vegetation' | 'water' | 'stress' | 'pollution' | 'restriction' | 'first-level';
  /** Without it the index is made all the same. */
  optional?: boolean;
}

const input = (
  id: string,
  zh: string,
  en: string,
  unit: string,
  group: IndexInput['group'],
  more: Partial<IndexInput> = {},
): IndexInput => ({ id, name: { zh, en }, unit, min: 0, max: null, group, ...more });

/** What EI (HJ 192-2015) is made of, in the order of a form. */
export function eiInputs({ ei }: EiRules): IndexInput[] {
  return [
    input('area_km2', '区域面积', 'Area of the region', 'km²', 'region'),
    ...ei.habitat.groups.flatMap(group =>
      group.classes.map(c => ({ ...input(`land_${c.id}`, '', '', 'km²', 'land'), name: c.name })),
    ),
    input('biodiversity_index', '生物多样性指数 BI', 'Biodiversity index BI', '', 'vegetation', { max: 100 }),
    input(
      'biodiversity_from_habitat',
      '以 HQ 代替 BI(1 = 是)',
      'HQ in the place of BI (1 = yes)',
      '',
      'vegetation',
      { max: 1, optional: true },
    ),
    input(
      'ndvi_mean',
      'NDVI 月最大值均值(0–10000)',
      'Mean of monthly maximum NDVI (0–10000)',
      '',
      'vegetation',
      {
        max: 10000,
      },
    ),
    input('river_km', '河流长度', 'Length of rivers', 'km', 'water'),
    input('water_km2', '水域面积', 'Area of water', 'km²', 'water'),
    input('water_resources_mm3', '水资源量', 'Water resources of the year', '10⁶ m³', 'water'),
    input(
      'water_resources_mean_mm3',
      '多年平均水资源量',
      'Mean water resources of many years',
      '10⁶ m³',
      'water',
    ),
    input('erosion_heavy_km2', '重度侵蚀面积', 'Heavy erosion', 'km²', 'stress'),
    input('erosion_moderate_km2', '中度侵蚀面积', 'Moderate erosion', 'km²', 'stress'),
    input('stress_other_km2', '其他土地胁迫面积', 'Other land stress', 'km²', 'stress'),
    ...ei.pollution.items.map(item => ({ ...input(item.id, '', '', 't', 'pollution'), name: item.name })),
    input('precipitation_mm', '年降水总量', 'Annual rain', 'mm', 'pollution'),
    input('restriction_level', '环境限制等级(0–3)', 'Level of restriction (0–3)', '', 'restriction', {
      max: 3,
      optional: true,
    }),
  ];
}

/** Of the EQI of 2021 only the first level is known. */
export function eqiInputs(): IndexInput[] {
  return [
    input('eqi_pattern', '生态格局', 'Ecological pattern', '', 'first-level', { max: 100 }),
    input('eqi_function', '生态功能', 'Ecological function', '', 'first-level', { max: 100 }),
    input('eqi_biodiversity', '生物多样性', 'Biodiversity', '', 'first-level', { max: 100 }),
    input('eqi_stress', '生态胁迫', 'Ecological stress', '', 'first-level', { max: 100 }),
  ];
}
