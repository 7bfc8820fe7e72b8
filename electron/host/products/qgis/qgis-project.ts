import { strToU8, zipSync } from 'fflate';
import type { Crs, Extent } from '#core/grid/grid.ts';
import { wktOf } from '#core/grid/wkt.ts';
import { escapeXml } from '#host/formats/text/escape-xml.ts';

export interface ProjectLayer {
  id: string;
  title: string;
  /** Beside the project: a file name, for polygons with `|layername=…`. */
  source: string;
  crs: Crs;
  visible: boolean;
  content:
    | { kind: 'raster'; renderer: string }
    /** Renderer, labels and aliases. */
    | { kind: 'polygons'; style: string; labels: boolean };
}

export interface Project {
  title: string;
  /** Shown as a note of the project. */
  abstract: string;
  author: string;
  crs: Crs;
  extent: Extent;
  /** From the top. */
  layers: readonly ProjectLayer[];
}

/** QGIS knows a system by its WKT and the code in it, else by its parameters. */
function reference(crs: Crs): string {
  const { epsg, proj4, name, kind } = crs;
  const wkt = wktOf(crs);
  return `<spatialrefsys>${wkt === null ? '' : `<wkt>${escapeXml(wkt)}</wkt>`}<proj4>${escapeXml(proj4)}</proj4>${epsg === null ? '' : `<authid>EPSG:${epsg}</authid>`}<description>${escapeXml(name)}</description><geographicflag>${kind === 'geographic'}</geographicflag></spatialrefsys>`;
}

const box = ([west, south, east, north]: Extent): string =>
  `<xmin>${west}</xmin><ymin>${south}</ymin><xmax>${east}</xmax><ymax>${north}</ymax>`;

/** A project file (.qgs) with paths relative to itself. */
export function projectXml({ title, abstract, author, crs, extent, layers }: Project): string {
  const [west, south, east, north] = extent;
  const provider = ({ content }: ProjectLayer) => (content.kind === 'raster' ? 'gdal' : 'ogr');
  const tree = layers.map(
    layer =>
      `<layer-tree-layer id="${layer.id}" name="${escapeXml(layer.title)}" source="./${escapeXml(layer.source)}" providerKey="${provider(layer)}" checked="${layer.visible ? 'Qt::Checked' : 'Qt::Unchecked'}" expanded="${layer.visible ? 1 : 0}"><customproperties/></layer-tree-layer>`,
  );
  const head = (layer: ProjectLayer) =>
    `<id>${layer.id}</id><datasource>./${escapeXml(layer.source)}</datasource><layername>${escapeXml(layer.title)}</layername><srs>${reference(layer.crs)}</srs>`;
  const maps = layers.map(layer =>
    layer.content.kind === 'raster'
      ? `<maplayer type="raster" styleCategories="AllStyleCategories">${head(layer)}<provider>gdal</provider><noData><noDataList bandNo="1" useSrcNoData="1"/></noData><pipe><provider><resampling enabled="false" zoomedInResamplingMethod="nearestNeighbour" zoomedOutResamplingMethod="nearestNeighbour" maxOversampling="2"/></provider>${layer.content.renderer}<brightnesscontrast brightness="0" contrast="0" gamma="1"/><huesaturation saturation="0" grayscaleMode="0" colorizeOn="0"/><rasterresampler maxOversampling="2"/></pipe><blendMode>0</blendMode></maplayer>`
      : `<maplayer type="vector" geometry="Polygon" labelsEnabled="${layer.content.labels ? 1 : 0}" styleCategories="AllStyleCategories">${head(layer)}<provider encoding="UTF-8">ogr</provider>${layer.content.style}<blendMode>0</blendMode><layerGeometryType>2</layerGeometryType></maplayer>`,
  );
  return `<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>
<qgis projectname="${escapeXml(title)}" version="3.22.0">
<title>${escapeXml(title)}</title>
<projectCrs>${reference(crs)}</projectCrs>
<layer-tree-group><customproperties/>${tree.join('')}<custom-order enabled="0"/></layer-tree-group>
<mapcanvas annotationsVisible="1" name="theMapCanvas"><units>${crs.kind === 'geographic' ? 'degrees' : 'meters'}</units><extent>${box(extent)}</extent><rotation>0</rotation><destinationsrs>${reference(crs)}</destinationsrs></mapcanvas>
<projectlayers>${maps.join('\n')}</projectlayers>
<layerorder>${layers.map(({ id }) => `<layer id="${id}"/>`).join('')}</layerorder>
<properties><Paths><Absolute type="bool">false</Absolute></Paths><SpatialRefSys><ProjectionsEnabled type="int">1</ProjectionsEnabled></SpatialRefSys></properties>
<projectMetadata><title>${escapeXml(title)}</title><abstract>${escapeXml(abstract)}</abstract><author>${escapeXml(author)}</author></projectMetadata>
<ProjectViewSettings UseProjectScales="0"><Scales/><DefaultViewExtent xmin="${west}" ymin="${south}" xmax="${east}" ymax="${north}">${reference(crs)}</DefaultViewExtent></ProjectViewSettings>
</qgis>
`;
}

/** The project as QGIS saves it by default: a zip around the .qgs of the same name. */
export const packProject = (name: string, project: Project): Uint8Array =>
  zipSync({ [`${name}.qgs`]: strToU8(projectXml(project)) });
