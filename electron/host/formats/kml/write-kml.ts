import { writeFile } from 'node:fs/promises';
import type { MultiPolygon } from '#core/zones/zone.ts';
import { rightHanded } from '#core/zones/rings.ts';
import { writeAtomically } from '#host/files/atomic-file.ts';
import type { Cell } from '#host/formats/tables/table.ts';
import { escapeXml } from '#host/formats/text/escape-xml.ts';

export interface KmlMark {
  name: string;
  geometry: { point: readonly [number, number] } | MultiPolygon;
  properties: Record<string, Cell>;
  /** #rrggbb of outline and fill, instead of the folder's. */
  color?: string;
}

export interface KmlFolder {
  title: string;
  visible?: boolean;
  /** Outline and fill of polygons; `fillOpacity` 0–1. */
  look?: { color: string; widthPx: number; fillOpacity: number };
  /** Names of attributes for people. */
  labels?: Readonly<Record<string, string>>;
  marks: readonly KmlMark[];
}

/**
 * Folders of points and polygons, WGS 84, with their attributes as extended data. CGCS2000 agrees to within
 * centimetres.
 */
export async function writeKmlFolders(
  path: string,
  name: string,
  folders: readonly KmlFolder[],
): Promise<void> {
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escapeXml(name)}</name>\n${folders.map(folderText).join('\n')}\n</Document></kml>\n`;
  await writeAtomically(path, part => writeFile(part, text, 'utf8'));
}

/** Points as placemarks. */
export async function writeKml(
  path: string,
  name: string,
  places: readonly { name: string; lon: number; lat: number; properties: Record<string, Cell> }[],
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  const marks = places.map(({ lon, lat, ...mark }): KmlMark => ({
    ...mark,
    geometry: { point: [lon, lat] },
  }));
  const text = `<?xml version="1.0" encoding="UTF-8"?>\n<kml xmlns="http://www.opengis.net/kml/2.2"><Document><name>${escapeXml(name)}</name>\n${marks.map(mark => markText(mark, '', labels)).join('\n')}\n</Document></kml>\n`;
  await writeAtomically(path, part => writeFile(part, text, 'utf8'));
}

function folderText({ title, visible = true, look, labels = {}, marks }: KmlFolder): string {
  const shown = `<visibility>${visible ? 1 : 0}</visibility>`;
  const texts = marks.map(mark => {
    const style = look ? styleText({ ...look, color: mark.color ?? look.color }) : '';
    return markText(mark, shown + style, labels);
  });
  return `<Folder><name>${escapeXml(title)}</name>${shown}\n${texts.join('\n')}\n</Folder>`;
}

/** aabbggrr */
const kmlColor = (color: string, opacity: number): string =>
  Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0') +
  color.slice(5, 7) +
  color.slice(3, 5) +
  color.slice(1, 3);

const styleText = ({ color, widthPx, fillOpacity }: NonNullable<KmlFolder['look']>): string =>
  `<Style><LineStyle><color>${kmlColor(color, 1)}</color><width>${widthPx}</width></LineStyle><PolyStyle><color>${kmlColor(color, fillOpacity)}</color><fill>${fillOpacity > 0 ? 1 : 0}</fill></PolyStyle></Style>`;

function markText(
  { name, geometry, properties }: KmlMark,
  style: string,
  labels: Readonly<Record<string, string>> = {},
): string {
  const data = Object.entries(properties)
    .filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([key, value]) => {
      const label = labels[key] ? `<displayName>${escapeXml(labels[key])}</displayName>` : '';
      return `<Data name="${escapeXml(key)}">${label}<value>${escapeXml(String(value))}</value></Data>`;
    })
    .join('');
  return `<Placemark><name>${escapeXml(name)}</name>${style}<ExtendedData>${data}</ExtendedData>${geometryText(geometry)}</Placemark>`;
}

const at = ([lon, lat]: readonly number[]): string => `${lon.toFixed(8)},${lat.toFixed(8)}`;
const ring = (points: readonly (readonly number[])[]): string =>
  `<LinearRing><coordinates>${points.map(at).join(' ')}</coordinates></LinearRing>`;

function geometryText(geometry: KmlMark['geometry']): string {
  if ('point' in geometry) return `<Point><coordinates>${at(geometry.point)}</coordinates></Point>`;
  const polygons = rightHanded(geometry).map(
    ([outer, ...holes]) =>
      `<Polygon><outerBoundaryIs>${ring(outer)}</outerBoundaryIs>${holes.map(hole => `<innerBoundaryIs>${ring(hole)}</innerBoundaryIs>`).join('')}</Polygon>`,
  );
  return polygons.length === 1 ? polygons[0] : `<MultiGeometry>${polygons.join('')}</MultiGeometry>`;
}
