import type { ExportLayer } from '#host/formats/geopackage/write-geopackage.ts';
import { correctionActions, excludeReasons, type Correction } from '#core/mask/correction.ts';
import { reasonLabels } from '#core/page/class-look.ts';
import { correctionColor, patchColor, reasonColors, zoneColors } from '#core/page/map-look.ts';
import { type Language, inLanguage } from '#core/foundation/text.ts';
import type { CatalogueZone, Zone } from '#core/zones/zone.ts';
import { bloomClasses } from '#host/run/class-raster.ts';
import type { SheetInput } from '#host/products/input/export-input.ts';

/** How polygons are drawn; widths in pixels of 96 to the inch. */
export interface PolygonLook {
  color: string;
  widthPx: number;
  dashed?: boolean;
  /** Of the fill, 0–1. */
  fillOpacity: number;
  /** A dark line behind the outline, so that it is seen on water and on cloud alike. */
  casingPx?: number;
}

/** How a layer of polygons looks in the window, for the files that other programs open. */
export interface LayerLook {
  title: string;
  look: PolygonLook;
  /** Features of several kinds: the attribute that tells, and each kind's own colour. */
  kinds?: { field: string; values: { value: string; label: string; color: string }[] };
  /** The attribute that is written on the map. */
  labelField?: string;
  /** Off where the window shows the same otherwise. */
  visible: boolean;
}

const actionNames: Record<Correction['action'], [zh: string, en: string]> = {
  bloom: ['判为水华', 'Set to bloom'],
  clear: ['判为非水华', 'Set to no bloom'],
  exclude: ['剔除', 'Left out'],
  include: ['恢复有效', 'Made valid'],
};

/** The look of a layer of `featureLayers` by its name. */
export function layerLook(layer: string, input: SheetInput): LayerLook {
  const { language } = input.sheet;
  const say = (zh: string, en: string) => (language === 'zh-CN' ? zh : en);
  if (layer === 'zones')
    return {
      title: say('评估区域', 'Zones'),
      look: { color: zoneColors[kindOfZones(input)], widthPx: 2.5, fillOpacity: 0, casingPx: 5 },
      labelField: 'zone',
      visible: true,
    };
  if (layer === 'patches')
    return {
      title: say('疑似图斑', 'Suspected patches'),
      look: { color: patchColor, widthPx: 1.75, fillOpacity: 0.22 },
      visible: true,
    };
  if (layer === 'corrections')
    return {
      title: say('人工修正', 'Hand corrections'),
      look: { color: '#ffffff', widthPx: 1.75, dashed: true, fillOpacity: 0.08, casingPx: 3.5 },
      kinds: { field: 'kind', values: correctionKinds(language) },
      visible: true,
    };
  return {
    title: say('水华斑块', 'Bloom polygons'),
    look: { color: bloomClasses.find(c => c.value === 2)!.color, widthPx: 1, fillOpacity: 0.5 },
    // The index shows the bloom, stronger where there is more of it.
    visible: false,
  };
}

/** What a correction is called in the attribute that colours it: its action, or the reason it leaves pixels out for. */
export const correctionKind = ({ action, reason }: Pick<Correction, 'action' | 'reason'>): string =>
  action === 'exclude' && reason ? reason : action;

function correctionKinds(language: Language) {
  const name = (action: Correction['action']) => actionNames[action][language === 'zh-CN' ? 0 : 1];
  return [
    ...correctionActions.map(action => ({
      value: action as string,
      label: name(action),
      color: correctionColor({ action, reason: null }),
    })),
    ...excludeReasons.map(reason => ({
      value: reason as string,
      label: `${name('exclude')}: ${inLanguage(reasonLabels[reason], language)}`,
      color: reasonColors[reason],
    })),
  ];
}

function kindOfZones({ zones, assessment }: SheetInput): CatalogueZone['kind'] {
  const [first] = zones.zones as readonly (Zone & Partial<CatalogueZone>)[];
  return first?.kind ?? (assessment.kind === 'bloom' ? 'lake' : 'redline');
}

/** The colour of one feature, where its kind has one. */
export function colorOf({ look, kinds }: LayerLook, properties: Record<string, unknown>): string {
  return kinds?.values.find(v => v.value === properties[kinds.field])?.color ?? look.color;
}

export interface Stop {
  value: number;
  color: string;
  label: string;
}

/** The features of a layer that are polygons. */
export const polygonsOf = (layer: ExportLayer) =>
  layer.features.flatMap(({ geometry, properties }) =>
    Array.isArray(geometry) ? [{ geometry, properties }] : [],
  );
