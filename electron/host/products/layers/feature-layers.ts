import type { BloomResult } from '#core/bloom/bloom-result.ts';
import type { Recipe } from '#core/recipe/recipe.ts';
import { cgcs2000 } from '#core/grid/well-known-crs.ts';
import { recordedCorrections } from '#host/recipe/recorded-mask.ts';
import type { Progress } from '#host/files/progress.ts';
import { heading } from '#host/formats/tables/table.ts';
import type { ExportFeature, ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { bloomPatches } from './bloom-patches.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';
import { correctionKind } from './layer-looks.ts';
import { projectPolygons } from '#host/products/sheets/map-geometry.ts';
import { simulatedLabel } from '#core/foundation/simulated-label.ts';
import { patchCells, patchTable, zoneTable } from '#host/products/tables/zone-tables.ts';

type Field = ExportLayer['fields'][number];
const field = (type: Field['type'], name: string, label?: string): Field => ({
  name,
  type,
  ...(label === undefined ? {} : { label }),
});

/** Bloom polygons or loss patches, and the zones with their results, in longitude and latitude (CGCS2000). */
export async function featureLayers(input: SheetInput, progress: Progress = {}): Promise<ExportLayer[]> {
  const { result } = input.assessment;
  const nature = natureOf(result.recipe);
  const say = (zh: string, en: string) => (input.sheet.language === 'zh-CN' ? zh : en);
  const natureField = result.recipe.simulated
    ? [field('text', 'data_nature', say('数据性质', 'Nature of data'))]
    : [];
  const threshold = field('real', 'threshold', say('阈值', 'Threshold'));
  if (result.kind === 'redline') {
    const { columns } = patchTable(result, input.sheet.language);
    return [
      {
        name: 'patches',
        srs: 4490,
        type: 'MULTIPOLYGON',
        fields: [
          ...columns.map(c => field(patchTypes[c.key] ?? 'text', c.key, heading(c))),
          field('text', 'measure', say('比较量', 'Measure')),
          threshold,
          ...natureField,
        ],
        features: result.patches.map(p => ({
          geometry: p.geometry,
          properties: {
            ...patchCells(result, p, input.sheet.language),
            measure: result.measure,
            threshold: result.threshold,
            ...nature,
          },
        })),
      },
      zoneLayer(input),
    ];
  }
  const plan = input.plan();
  const patches = plan.kind === 'bloom' ? await bloomPatches(plan, result, progress) : [];
  return [
    {
      name: 'bloom',
      srs: 4490,
      fields: [
        field('text', 'zone', say('区域', 'Zone')),
        field('real', 'area_m2', say('面积 (m²)', 'Area (m²)')),
        field('text', 'index_name', say('指数', 'Index')),
        field('real', 'index_mean', say('指数均值', 'Mean of the index')),
        threshold,
        ...natureField,
      ],
      features: patches.map(p => ({
        geometry: p.geometry,
        properties: {
          zone: p.zone,
          area_m2: p.areaM2,
          index_name: result.index,
          index_mean: p.meanIndex,
          threshold: result.threshold,
          ...nature,
        },
      })),
    },
    zoneLayer(input),
    ...correctionLayer(result.recipe, say),
  ];
}

const patchTypes: Record<string, Field['type']> = {
  patch: 'integer',
  area_m2: 'real',
  overlap_m2: 'real',
  overlap_pct: 'real',
  mean_change: 'real',
  lon: 'real',
  lat: 'real',
};

/** The hand corrections that the result was made with, as it keeps them. */
function correctionLayer(
  recipe: BloomResult['recipe'],
  say: (zh: string, en: string) => string,
): ExportLayer[] {
  const corrections = recordedCorrections(recipe);
  if (corrections.length === 0) return [];
  const columns = ['action', 'reason', 'note', 'tool', 'author', 'time'] as const;
  const labels: Record<(typeof columns)[number], string> = {
    action: say('操作', 'Action'),
    reason: say('原因', 'Reason'),
    note: say('依据', 'Grounds'),
    tool: say('工具', 'Tool'),
    author: say('作者', 'Author'),
    time: say('时间', 'Time'),
  };
  return [
    {
      name: 'corrections',
      srs: 4490,
      fields: [
        ...columns.map(column => field('text', column, labels[column])),
        field('text', 'kind', say('类别', 'Kind')),
      ],
      features: corrections.map(correction => ({
        geometry: correction.geometry,
        properties: {
          ...Object.fromEntries(columns.map(column => [column, correction[column]])),
          kind: correctionKind(correction),
        },
      })),
    },
  ];
}

const natureOf = (recipe: Recipe): ExportFeature['properties'] =>
  recipe.simulated ? { data_nature: simulatedLabel } : {};

function zoneLayer({ assessment, zones: { zones, crs }, sheet }: SheetInput): ExportLayer {
  const table = zoneTable(assessment.result, sheet.language, assessment.approval);
  const typeOf = (key: string): Field['type'] => {
    const value = table.rows.map(row => row[key]).find(v => v !== null && v !== undefined);
    return typeof value === 'number' ? 'real' : 'text';
  };
  return {
    name: 'zones',
    srs: 4490,
    fields: table.columns.map(c => field(typeOf(c.key), c.key, heading(c))),
    // Results come in the order of the zones.
    features: zones.map((zone, i) => ({
      geometry: projectPolygons(zone.geometry, crs!, cgcs2000),
      properties: { ...table.rows[i], zone: zone.name },
    })),
  };
}
