import { BloomlineError } from '#core/foundation/errors.ts';
import { inEnglish, say } from '#core/words/said.ts';
import type { Feature, VectorLayer } from './vector-source.ts';

/** Fields that hold the name of a zone, best first; compared without regard to letter case. */
const nameFields = [
  '名称',
  '湖泊名称',
  '水库名称',
  '湖名',
  '湖库名称',
  '红线名称',
  '保护区名称',
  '区域名称',
  '地块名称',
  'name_zh',
  'name_cn',
  'name_chn',
  'mc',
  'name',
  'lake_name',
  'zone_name',
  'lakename',
  'zone',
  '地块编号',
  '编号',
  '代码',
  'code',
];

const hasValue = (layer: VectorLayer, field: string): boolean =>
  layer.items.some(
    item => item.attributes[field] !== null && String(item.attributes[field] ?? '').trim() !== '',
  );

const wellKnownFields = (layer: VectorLayer): string[] =>
  nameFields.flatMap(name => layer.fields.filter(f => f.toLowerCase() === name && hasValue(layer, f)));

/** The field whose values name the zones, or null where the layer has none. An asked field must exist. */
export function chooseNameField(path: string, layer: VectorLayer, asked?: string): string | null {
  if (asked !== undefined) {
    const field =
      layer.fields.find(f => f === asked) ?? layer.fields.find(f => f.toLowerCase() === asked.toLowerCase());
    if (field !== undefined) return field;
    const there =
      layer.fields.length > 0
        ? inEnglish('vector.fields', { fields: layer.fields.join(', ') })
        : inEnglish('vector.no-fields');
    throw new BloomlineError(
      'not-found',
      path,
      say('vector.no-such-field', { layer: layer.name, field: asked, there }),
    );
  }
  if (layer.nameField !== undefined && hasValue(layer, layer.nameField)) return layer.nameField;
  return wellKnownFields(layer)[0] ?? layer.textFields.find(f => hasValue(layer, f)) ?? null;
}

/**
 * One name per feature, all different: the field's value, "#n" where that is empty; without a field "1", "2" …, and the
 * layer's name where it has one feature only.
 */
export function namesOf(layer: VectorLayer, field: string | null): string[] {
  const taken = new Set<string>();
  // The format's own name may be left empty where people fill a field instead.
  const others = field !== null && field === layer.nameField ? wellKnownFields(layer) : [];
  const textOf = (item: Feature, of: string) => String(item.attributes[of] ?? '').trim();
  return layer.items.map((item, i) => {
    const unnamed = layer.items.length === 1 ? layer.name : String(i + 1);
    const value = field === null ? unnamed : textOf(item, field);
    const name = value || others.map(other => textOf(item, other)).find(Boolean) || `#${i + 1}`;
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name} (${n})`;
    taken.add(unique);
    return unique;
  });
}
