import type { Recipe } from '#core/assessment/assessment.ts';
import { crsFromEpsg } from '#core/grid/crs.ts';
import { recordedCorrections } from '#services/assess/recorded-mask.ts';
import type { Progress } from '#services/assess/tally-zones.ts';
import type { ExportFeature, ExportLayer } from '#services/exchange/write-geopackage.ts';
import { bloomPatches } from './bloom-patches.ts';
import type { SheetInput } from './export-input.ts';
import { projectPolygons } from './map-geometry.ts';
import { patchCells, simulatedLabel, zoneTable } from './zone-tables.ts';

const lonLat = crsFromEpsg(4490)!;

type Field = ExportLayer['fields'][number];
const text = (name: string): Field => ({ name, type: 'text' });
const real = (name: string): Field => ({ name, type: 'real' });

/** Bloom polygons or loss patches, and the zones with their results, in longitude and latitude (CGCS2000). */
export async function featureLayers(input: SheetInput, progress: Progress = {}): Promise<ExportLayer[]> {
  const { result } = input.assessment;
  const nature = natureOf(result.recipe);
  const natureField = result.recipe.simulated ? [text('data_nature')] : [];
  if (result.kind === 'redline') {
    return [
      {
        name: 'patches',
        srs: 4490,
        type: 'MULTIPOLYGON',
        fields: [
          { name: 'patch', type: 'integer' },
          ...['number', 'trend', 'zone', 'direction', 'class_before', 'class_after'].map(text),
          ...['area_m2', 'overlap_m2', 'overlap_pct', 'mean_change', 'lon', 'lat'].map(real),
          text('zones'),
          text('measure'),
          real('threshold'),
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
  const patches = await bloomPatches(input, result, progress);
  return [
    {
      name: 'bloom',
      srs: 4490,
      fields: [
        text('zone'),
        real('area_m2'),
        text('index_name'),
        real('index_mean'),
        real('threshold'),
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
    ...correctionLayer(result.recipe),
  ];
}

/** The hand corrections that the result was made with, as it keeps them. */
function correctionLayer(recipe: Recipe): ExportLayer[] {
  const corrections = recordedCorrections(recipe);
  if (corrections.length === 0) return [];
  const columns = ['action', 'reason', 'note', 'tool', 'author', 'time'] as const;
  return [
    {
      name: 'corrections',
      srs: 4490,
      fields: columns.map(text),
      features: corrections.map(correction => ({
        geometry: correction.geometry,
        properties: Object.fromEntries(columns.map(column => [column, correction[column]])),
      })),
    },
  ];
}

const natureOf = (recipe: Recipe): ExportFeature['properties'] =>
  recipe.simulated ? { data_nature: simulatedLabel } : {};

function zoneLayer({ assessment, zones, zonesCrs, sheet }: SheetInput): ExportLayer {
  const table = zoneTable(assessment.result, sheet.language, assessment.approval);
  const typeOf = (key: string): Field['type'] => {
    const value = table.rows.map(row => row[key]).find(v => v !== null && v !== undefined);
    return typeof value === 'number' ? 'real' : 'text';
  };
  return {
    name: 'zones',
    srs: 4490,
    fields: table.columns.map(c => ({ name: c.key, type: typeOf(c.key) })),
    // Results come in the order of the zones.
    features: zones.map((zone, i) => ({
      geometry: projectPolygons(zone.geometry, zonesCrs!, lonLat),
      properties: { ...table.rows[i], zone: zone.name },
    })),
  };
}
