import {
  flagNames,
  layerNames,
  siteKinds,
  verticalNames,
  type NoValue,
  type Observation,
  type Parameter,
  type Site,
} from '#core/plots/site.ts';
import type { FormField } from '#core/plots/plot-form.ts';
import { nameKey, namesOf } from '#core/plots/parameter-names.ts';
import { writtenValue } from '#core/plots/written-value.ts';
import { inLanguage, type Language, type Text } from '#core/foundation/text.ts';
import { visitOf } from '#core/water/period-means.ts';
import { gbkLength } from '#host/formats/shapefile/write-dbf.ts';
import type { Cell, Table, TableColumn } from '#host/formats/tables/table.ts';
import type { PlotSelection } from './plot-selection.ts';
import type { SampleClass } from './sample-classes.ts';

export const sampleWords = {
  name: { zh: '名称', en: 'Name' },
  code: { zh: '编号', en: 'Code' },
  kind: { zh: '类型', en: 'Kind' },
  lon: { zh: '经度', en: 'Longitude' },
  lat: { zh: '纬度', en: 'Latitude' },
  note: { zh: '备注', en: 'Note' },
  time: { zh: '时间', en: 'Time' },
  vertical: { zh: '垂线', en: 'Vertical' },
  layer: { zh: '层次', en: 'Layer' },
  depth: { zh: '深度', en: 'Depth' },
  observer: { zh: '采样人', en: 'Observer' },
  method: { zh: '方法', en: 'Method' },
  flags: { zh: '质量标记', en: 'Flags' },
  reason: { zh: '无值原因', en: 'No value because' },
  class: { zh: '水质类别', en: 'Water class' },
  limits: { zh: '评价限值', en: 'Class limits' },
  counted: { zh: '计入值', en: 'counted as' },
  limit: { zh: '检出限', en: 'detection limit' },
  simulated: { zh: '模拟数据', en: 'Simulated' },
  sites: { zh: '样点', en: 'Sites' },
  observations: { zh: '观测', en: 'Observations' },
} satisfies Record<string, Text>;

/** What stands in one row: what was measured, or was not, at a site at one time in one place of its water. */
interface Sample {
  time: string;
  depthM: number | null;
  vertical: string;
  layer: string;
  observations: Observation[];
  noValues: NoValue[];
}

/**
 * One row per site, time, vertical, layer and depth, parameters in columns as a laboratory writes them: numbers,
 * `<0.025`,
 * 未检出, 断流. Where a column holds such marks, the value that counts and the limit of detection stand beside it. A
 * site without observations has one row.
 */
export function sampleTable(
  selection: PlotSelection,
  parameters: readonly Parameter[],
  fields: readonly FormField[],
  classes: ReadonlyMap<number, ReadonlyMap<string, SampleClass>>,
  language: Language,
): Table {
  const { sites, observations, noValues } = selection;
  const say = (key: keyof typeof sampleWords) => inLanguage(sampleWords[key], language);
  const measured = parameters.filter(
    p => observations.some(o => o.parameter === p.id) || noValues.some(v => v.parameter === p.id),
  );
  const plain = (keys: readonly (keyof typeof sampleWords)[]): TableColumn[] =>
    keys.map(key => ({
      key,
      label: say(key),
      ...(key === 'lon' || key === 'lat' ? { unit: '°', decimals: 8 } : {}),
      ...(key === 'depth' ? { unit: 'm' } : {}),
    }));
  const told = {
    vertical: [...observations, ...noValues].some(o => o.vertical !== ''),
    layer: [...observations, ...noValues].some(o => o.layer !== ''),
    reason: noValues.some(v => v.parameter === null),
    class: classes.size > 0,
    limits: classes.size > 0,
    simulated: sites.some(s => s.simulated),
  };
  const kindColumn = {
    ...plain(['kind'])[0],
    choices: Object.values(siteKinds).map(kind => inLanguage(kind, language)),
  };
  const columns = [
    ...plain(['name', 'code']),
    kindColumn,
    ...plain(['lon', 'lat', 'time', 'vertical', 'layer', 'depth']),
    ...measured.flatMap(p => parameterColumns(p, parameters, observations, language)),
    ...plain(['reason', 'observer', 'method', 'flags', 'class', 'limits']),
    ...fieldColumns(sites, fields, language),
    ...plain(['note', 'simulated']),
  ].filter(({ key }) => told[key as keyof typeof told] !== false);
  const bySite = Map.groupBy(observations, o => o.siteId);
  const missing = Map.groupBy(noValues, v => v.siteId);
  const rows = sites.flatMap(site => {
    const base = siteCells(site, fields, language);
    const samples = samplesOf(bySite.get(site.id) ?? [], missing.get(site.id) ?? []);
    if (samples.length === 0) return [base];
    const judged = classes.get(site.id);
    return samples.map(sample => ({
      ...base,
      ...sampleCells(sample, measured, language),
      ...(judged && sample.observations.length > 0 && judged.get(visitOf(sample.observations[0]))),
    }));
  });
  return { columns, rows };
}

const countedKey = (id: string): string => `${id}:counted`;
const limitKey = (id: string): string => `${id}:limit`;

function parameterColumns(
  parameter: Parameter,
  all: readonly Parameter[],
  observations: readonly Observation[],
  language: Language,
): TableColumn[] {
  const { id, unit: written } = parameter;
  const marked = observations.filter(o => o.parameter === id && o.censored !== '');
  const label = inLanguage(parameter.name, language);
  const short = shortName(parameter, all, label);
  const unit = written || undefined;
  const beside = (key: string, word: Text, mark: Text): TableColumn => ({
    key,
    label: `${label} ${inLanguage(word, language)}`,
    unit,
    short: `${inLanguage(mark, language)}${short}`,
  });
  return [
    { key: id, label, unit, short },
    ...(marked.length > 0 ? [beside(countedKey(id), sampleWords.counted, { zh: '计_', en: 'val_' })] : []),
    ...(marked.some(o => o.detectionLimit !== null)
      ? [beside(limitKey(id), sampleWords.limit, { zh: '限_', en: 'lod_' })]
      : []),
  ];
}

/** A name of at most ten bytes by which an import knows the parameter again: 高锰酸盐指数 is codmn. */
function shortName(parameter: Parameter, all: readonly Parameter[], label: string): string {
  const names = namesOf(all);
  const candidates = [label, ...(parameter.aliases ?? []), parameter.id];
  return (
    candidates.find(name => gbkLength(name) <= 10 && names.get(nameKey(name))?.[0].id === parameter.id) ??
    label
  );
}

/** The form's fields that some site has, and other columns that were kept at sites. */
export function fieldColumns(
  sites: readonly Site[],
  fields: readonly FormField[],
  language: Language,
): TableColumn[] {
  const ids = [...new Set(sites.flatMap(site => Object.keys(site.fields)))];
  const known = fields.filter(field => ids.includes(field.id));
  return [
    ...known.map(({ id, name, unit, choices }) => ({
      key: fieldKey(id),
      label: inLanguage(name, language),
      unit,
      ...(choices && { choices: choices.map(choice => inLanguage(choice.name, language)) }),
    })),
    ...ids.filter(id => !known.some(field => field.id === id)).map(id => ({ key: fieldKey(id), label: id })),
  ];
}

/** Fields keep their own names beside those of the table. */
const fieldKey = (id: string): string => (id in sampleWords ? `field-${id}` : id);

/** What is known of a site, choices by their labels. */
export function siteCells(
  site: Site,
  fields: readonly FormField[],
  language: Language,
): Record<string, Cell> {
  const kind = siteKinds[site.kind];
  const labelled = Object.entries(site.fields).map(([id, value]): [string, Cell] => {
    const choice = fields.find(f => f.id === id)?.choices?.find(c => c.id === value);
    return [fieldKey(id), choice ? inLanguage(choice.name, language) : value];
  });
  return {
    name: site.name,
    code: site.code,
    kind: kind ? inLanguage(kind, language) : site.kind,
    lon: site.lon,
    lat: site.lat,
    note: site.note,
    simulated: site.simulated,
    ...Object.fromEntries(labelled),
  };
}

/** In the order of time; values that were measured several times at once take a row each. */
function samplesOf(observations: readonly Observation[], noValues: readonly NoValue[]): Sample[] {
  const samples: Sample[] = [];
  const groups = Map.groupBy(observations, o =>
    [o.time, o.vertical, o.layer, o.depthM ?? '', o.lon ?? '', o.lat ?? ''].join('|'),
  );
  for (const group of groups.values()) {
    const rows: Observation[][] = [];
    const seen = new Map<string, number>();
    for (const observation of group) {
      const nth = seen.get(observation.parameter) ?? 0;
      seen.set(observation.parameter, nth + 1);
      (rows[nth] ??= []).push(observation);
    }
    for (const row of rows) {
      const { time, vertical, layer, depthM } = row[0];
      samples.push({ time, vertical, layer, depthM, observations: row, noValues: [] });
    }
  }
  for (const noValue of noValues) {
    const { time, vertical, layer, parameter } = noValue;
    const there = samples.find(
      s =>
        s.time === time &&
        s.vertical === vertical &&
        s.layer === layer &&
        !s.observations.some(o => o.parameter === parameter) &&
        !s.noValues.some(v => v.parameter === parameter),
    );
    if (there) there.noValues.push(noValue);
    else samples.push({ time, vertical, layer, depthM: null, observations: [], noValues: [noValue] });
  }
  return samples;
}

function sampleCells(
  { time, vertical, layer, depthM, observations, noValues }: Sample,
  measured: readonly Parameter[],
  language: Language,
): Record<string, Cell> {
  const [first] = observations;
  const label = (names: Record<string, Text>, id: string) =>
    names[id] ? inLanguage(names[id], language) : id;
  const nameOf = (id: string) => {
    const parameter = measured.find(p => p.id === id);
    return parameter ? inLanguage(parameter.name, language) : id;
  };
  const flags = observations.flatMap(({ parameter, flag, flagReason, censored }) => {
    const reason = censored !== '' && flag === 'valid' ? '' : flagReason;
    if (flag === 'valid' && reason === '') return [];
    return [`${nameOf(parameter)}: ${label(flagNames, flag)}${reason && ` (${reason})`}`];
  });
  const whole = noValues.find(v => v.parameter === null);
  return {
    ...(first?.lon != null && { lon: first.lon, lat: first.lat }),
    time,
    vertical: label(verticalNames, vertical),
    layer: label(layerNames, layer),
    depth: depthM,
    observer: first?.observer ?? '',
    method: first?.method ?? '',
    flags: flags.join('; '),
    reason: whole?.reason ?? null,
    // As on a laboratory's sheet: 断流 in every cell of the visit.
    ...(whole && observations.length === 0 && Object.fromEntries(measured.map(p => [p.id, whole.reason]))),
    ...Object.fromEntries(noValues.flatMap(v => (v.parameter ? [[v.parameter, v.reason]] : []))),
    ...Object.fromEntries(
      observations.flatMap((o): [string, Cell][] =>
        o.censored === ''
          ? [
              [o.parameter, o.value],
              [countedKey(o.parameter), o.value],
            ]
          : [
              [o.parameter, writtenValue(o)],
              [countedKey(o.parameter), o.value],
              [limitKey(o.parameter), o.detectionLimit],
            ],
      ),
    ),
  };
}
