import { whole } from '#core/foundation/whole.ts';

/** What a column that is used once says about its row. */
export const columnRoles = [
  'ignore',
  'site-name',
  'site-code',
  'kind',
  'lon',
  'lat',
  'x',
  'y',
  'place',
  'date',
  'clock',
  'depth',
  'vertical',
  'layer',
  'observer',
  'method',
  'note',
  'area-m2',
  'area-ha',
  'item',
  'value',
  'unit',
  'fraction',
  'detection-limit',
  'photo',
] as const;
export type ColumnRole = (typeof columnRoles)[number];

/**
 * What columns are called in tables, by role; the first that fits is taken. Names are compared as `bare` gives them.
 */
export const columnForms: [ColumnRole, RegExp][] = [
  [
    'site-code',
    whole([
      'site_?id|site_?code|code|编号|编码|样地号|样地编号|断面编码|断面编号|点位编号|站码|plot_?id|plot_?code|id_parcela',
      'parcela|station_?(number|id|code)|站点编码|siteno|monitoringlocationidentifier|location_?id',
      '测站编码|点位编码',
    ]),
  ],
  [
    'site-name',
    whole([
      'site_?name|name|名称|站名|点位|点位名称|断面|断面名称|样地名称|样地|测站|测站名称|站点名称|监测点位|采样点|采样点位',
      'station(_?name)?|plot(_?name)?|site|地点|湖库名称|monitoringlocationname|点位名|断面名|水库名称|站点|采样地点',
      '采样点名称|监测断面|监测断面名称|监测点|监测点名称|监测站点|考核断面',
    ]),
  ],
  [
    'lon',
    whole([
      '(.*_)?(lon|long|lng|longitude)(_.*)?',
      '(twd97|wgs84|gcj02|bd09|decimal|cgcs2000)(lon|lng|long|longitude)|longitude(measure|e)?',
      '东经|.*(经度|經度)([a-z\\d]*|_.*)|point_?x|x_?coord(inate)?',
    ]),
  ],
  [
    'lat',
    whole([
      '(.*_)?(lat|latitude)(_.*)?|(twd97|wgs84|gcj02|bd09|decimal|cgcs2000)(lat|latitude)',
      'latitude(measure|n)?|北纬|.*(纬度|緯度)([a-z\\d]*|_.*)|point_?y|y_?coord(inate)?',
    ]),
  ],
  ['x', /^(x|easting|east|东坐标|横坐标|x坐标|.*tm2x|utm_?e|x_?m|坐标x)$/],
  ['y', /^(y|northing|north|北坐标|纵坐标|y坐标|.*tm2y|utm_?n|y_?m|坐标y)$/],
  ['place', /^(坐标|经纬度|coordinates?|location|gps|geopoint|.*_geolocation|位置)$/],
  [
    'date',
    whole([
      'date|日期|采样日期|监测日期|调查日期|观测日期|sample_?date|采样时间|监测时间|观测时间|调查时间|datetime|date_?time',
      'timestamp|time_?stamp|activitystartdate|year|年份|年|avg_year|sampling_?date|measured_?at',
      '采样日|取样日期|取样时间|送样日期|测定日期|检测日期|采样年月日|采集时间|采集日期|date(_[mdy]+)+|date_time(_[a-z]+)*',
    ]),
  ],
  ['clock', /^(time|时间|时刻|采样时刻|hour|activitystarttime_time|time_.*|监测时刻)$/],
  [
    'depth',
    whole([
      'sample_?depth|depth|采样深度|深度|depth_?m|取样深度|水下深度|dep(\\d+)?|sampling_?depth',
      'activitydepthheightmeasure_measurevalue',
    ]),
  ],
  ['vertical', /^(垂线|垂线位置|采样垂线|垂线编号|垂线号|左中右|vertical)$/],
  ['layer', /^(层次|采样层次|水层|采样层|层位|分层|层|sample_?layer|layer)$/],
  ['observer', /^(observer|采样人|采样人员|调查人|观测人|监测人员|填报人|surveyor|_submitted_by|username)$/],
  ['method', /^(method|方法|分析方法|监测方法)$/],
  ['note', /^(note|notes|cmt|desc|description|remark|remarks|备注|说明|comment|comments)$/],
  ['area-m2', /^(size_?m2|area_?m2|面积m2|样地面积|面积)$/],
  ['area-ha', /^(size_?ha|area_?ha|面积ha|面积公顷|size)$/],
  [
    'item',
    whole([
      'item_?name|item|监测项目|项目|项目名称|指标|指标名称|参数|parameter|analyte|characteristicname|监测指标|监测因子',
      '因子|分析项目|检测项目|监测参数',
    ]),
  ],
  [
    'value',
    /^(item_?value|value|值|监测值|结果|监测结果|测定值|浓度|result|resultvalue|resultmeasurevalue|数值|检测结果|测定结果|测量值|监测数据)$/,
  ],
  ['unit', /^(item_?unit|unit|units|单位|计量单位|resultmeasure_measureunitcode|浓度单位)$/],
  ['fraction', /^(resultsamplefractiontext|sample_?fraction|fraction)$/],
  [
    'detection-limit',
    /^(检出限|方法检出限|最低检出限|mdl|lod|detection_?limit|detectionquantitationlimitmeasure_measurevalue)$/,
  ],
  ['photo', /^(photo|photos|picture|image|照片|照片编号|相片|影像|(.*_)?photo\d*)$/],
  ['kind', /^(kind|type|类型|样地类型|站点类型)$/],
];

/** Columns of a list of trees: what they are called in tables. */
export const treeColumns: [string, RegExp][] = [
  ['species', /^(species|树种|种名|物种|spp|树种名称)$/],
  ['genus', /^(genus|属)$/],
  ['dbh', /^(d_?cm|dbh|dbh_?cm|胸径|胸径cm|diameter|d)$/],
  ['height', /^(h_?m|height|树高|树高m|tree_?height|h)$/],
  ['number', /^(tree_?id|tree|样木号|树号|tree_?no|tag)$/],
];

/** A heading in small letters, with one underscore for each run of spaces and marks. */
export const bare = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[\s\-–—()（）[\]【】,，.。/:：℃°%]+/g, '_')
    .replace(/^_+|_+$/g, '');

/** What forms on phones call the moments of a visit, the surest first; where the table has no date of its own. */
export const formMoments = [/^start$/, /^today$/, /^end$/, /^(submissiondate|submission_time)$/];

/** Columns that only forms of ODK and KoboToolbox have. */
export const formColumns =
  /^(key|meta-instanceid|meta\/instanceid|instanceid|_uuid|_index|submissiondate|_submission__id)$/i;

/** The name of a question without the groups that a form puts it in: site-site_name, 水质/总磷. */
export const withoutGroups = (column: string): string => column.replace(/^.*[-/](?=[^-/\d])/, '');
