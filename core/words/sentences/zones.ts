import type { Text } from '#core/foundation/text.ts';

export const zonesSentences = {
  'zones.shared-ground': {
    zh: '区域 {a} 与 {b} 有共同的地面：合计按并集计算，每处只计一次',
    en: 'the zones {a} and {b} share ground: totals are of their union, every place counts once',
  },
  'zones.coverage-rule': {
    zh: '像元与多边形的精确重叠比例（解析计算），凡相交像元均计入',
    en: 'exact fraction of each pixel inside the polygon (analytic), all touched pixels',
  },
  'zones.area-rule': {
    zh: 'Σ 覆盖比例 × 椭球像元面积（GRS 80）',
    en: 'Σ coverage × ellipsoidal pixel area (GRS 80)',
  },
  'zones.no-polygon': {
    zh: '至少应有一个多边形，但没有找到',
    en: 'expected at least one polygon, found none',
  },
  'zones.no-prj': {
    zh: '坐标系未定义（没有 .prj，或 .prj 无法读取）；请指定坐标系（--zones-crs）',
    en: 'its coordinate reference system is not defined (no .prj, or one that cannot be read): --zones-crs',
  },
  'zones.crs-undefined': {
    zh: '坐标系未定义；请补充 .prj 文件，或指定坐标系（--zones-crs）',
    en: 'its coordinate reference system is not defined; name it (--zones-crs), or give it a .prj file',
  },
  'zones.scene-not-placed': {
    zh: '文件没有地理定位信息（没有 GeoTIFF 标签、坐标文件或 RPC 参数）；卫星 L1A 数据请把 .rpb 文件放在旁边，其他影像请先在 QGIS 等软件中配准',
    en: 'nothing places its pixels on the ground (no GeoTIFF tags, no world file, no RPC): put the .rpb of a level 1A picture beside it, georeference any other first, for example in QGIS',
  },
  'zones.scene-crs-problem': { zh: '无法叠加区域：{problem}', en: 'zones cannot be laid on it: {problem}' },
  'zones.scene-no-crs': {
    zh: 'GeoTIFF 中应有坐标系，才能叠加区域',
    en: 'expected a coordinate reference system in the GeoTIFF, so that zones can be laid on it',
  },
  'zones.none-usable': {
    zh: '{count} 个区域都不可用；第一个：{message}',
    en: 'none of its {count} {count|zone|zones} can be used; the first: {message}',
  },
  'zones.crosses-itself': {
    zh: '边界在 {x}, {y} 附近自相交；请先修复（例如用 QGIS 的“修正几何图形”）',
    en: 'its outline crosses itself near {x}, {y}; repair it (for example with QGIS: Fix geometries)',
  },
  'zones.impossible': {
    zh: '区域 {zone}（共 {of} 个中有 {count} 个如此）的坐标 {x}, {y} 在“{crs}”中不存在：{why}',
    en: 'zone {zone} ({count} of {of} like it) has coordinates {x}, {y}, no place in {crs}: {why}',
  },
  'zones.looks-swapped': {
    zh: '像是纬度在前、经度在后；请勾选“交换坐标轴”（--swap-axes）',
    en: 'latitude seems to stand before longitude; say so (--swap-axes)',
  },
  'zones.looks-metres': {
    zh: '像是以米为单位的投影坐标；请指定文件的坐标系（--zones-crs，例如 4549）',
    en: 'they look like metres of a projection; name the system (--zones-crs, for example 4549)',
  },
  'zones.looks-degrees': {
    zh: '像是以度为单位的经纬度；请指定文件的坐标系（--zones-crs，例如 4490）',
    en: 'they look like degrees; name the system (--zones-crs, for example 4490)',
  },
  'zones.off-projection': {
    zh: '超出投影范围；请核对坐标系与带号（--zones-crs）',
    en: 'they lie outside the projection; is the system, or its zone, another one (--zones-crs)?',
  },
  'zones.beyond-globe': {
    zh: '经度应在 ±180° 内，纬度应在 ±90° 内',
    en: 'longitudes end at ±180°, latitudes at ±90°',
  },
  'zones.crs-chosen': {
    zh: '坐标系按用户指定：{name}（文件：{said}）',
    en: 'its coordinate system is the one that was asked for: {name} (the file says: {said})',
  },
  'zones.axes-swapped': { zh: '按用户要求交换了坐标轴', en: 'its axes were swapped as asked' },
  'zones.winding': {
    zh: '边界环相互重叠：奇偶规则面积与非零环绕规则面积相差 {percent} %；按奇偶规则计算',
    en: 'its rings overlap: even-odd and non-zero winding differ by {percent} % of its area; even-odd counts',
  },
  'zones.outside': {
    zh: '与影像没有重叠（列 {cols}，行 {rows}，影像为 {grid}）；坐标系是否正确？',
    en: 'it does not touch the scene (columns {cols}, rows {rows} of a {grid} grid); is the coordinate reference system right?',
  },
  'zones.corner-has-no-place': {
    zh: '角点 {x}, {y} 无法换算到另一坐标系',
    en: 'its corner {x}, {y} has no place in the other coordinate reference system',
  },
  'zones.nothing-valid': {
    zh: '区域内没有有效像元：全部为无数据、云，或在影像之外',
    en: 'no valid pixel lies in the zones: all are nodata, cloud or outside',
  },
  'zones.none-in-file': { zh: '没有可用的多边形', en: 'no usable polygon' },
  'zones.without-crs': { zh: '区域没有坐标系', en: 'the zones have no coordinate reference system' },
  'zones.share-nothing': {
    zh: '两个区域集没有公共部分：未保存任何内容',
    en: 'the two sets of zones share no ground: nothing was saved',
  },
  'zones.scene-outside-catalogue': {
    zh: '在工作区之外引用了工作区的影像',
    en: 'a scene of a catalogue was named outside of one',
  },
  'zones.outside-catalogue': {
    zh: '在工作区之外引用了工作区的区域',
    en: 'zones of a catalogue were named outside of one',
  },
  'zones.no-such-name': {
    zh: '没有此名称的区域；现有 {names}',
    en: 'no zone has this name; there are {names}',
  },
} as const satisfies Record<string, Text>;
