import type { Text } from '#core/foundation/text.ts';
import type { RasterPool } from '#host/raster/pool/raster-pool.ts';

/** A command: what it is for, what may be said, and its module, which is loaded when it is called. */
export interface Command {
  name: string;
  summary: Text;
  /** Forms with their options; what is indented further goes on with the form above. */
  usage: string;
  load: () => Promise<{ run(args: string[], threads?: RasterPool): Promise<void> }>;
}

/** Every command. `--help` and docs/command-line.md are made from this table. */
export const commands: Command[] = [
  {
    name: 'info',
    summary: {
      zh: '说明程序对影像的判断：传感器、时间、波段、定标、坐标及依据',
      en: 'Says what is believed of a scene and why: sensor, time, bands, radiometry, place',
    },
    usage: `info  <file|folder…> [--datums <own seven parameters.json>] [--json]
info --each [--hash] <file…> --json`,
    load: () => import('./info.ts'),
  },
  {
    name: 'prepare',
    summary: {
      zh: '把影像换算为反射率（定标、大气层顶、瑞利、地表），写成云优化 GeoTIFF',
      en: 'Brings a scene from counts to reflectance and writes it as a Cloud Optimized GeoTIFF',
    },
    usage: `prepare <package|folder|file…> [--level counts|radiance|toa|rayleigh|surface] --out <cog.tif>
        [--like <tif> | --grid EPSG:n@m] [--dem <tif> [--geoid m]] [--reference <tif> | --points <csv>]
        [--sun-zenith degrees|computed | --sun-elevation degrees] [--view-zenith degrees] [--view-azimuth degrees]
        [--ozone DU] [--water-vapour cm] [--height m] [--aerosol continental|maritime] [--aod n]
        [--acquired time] [--bands …] [--nodata n] [--compress deflate|zstd|lzw|none] [--json]`,
    load: () => import('./prepare.ts'),
  },
  {
    name: 'convert',
    summary: {
      zh: '转换为云优化 GeoTIFF，或裁出一部分',
      en: 'Writes a Cloud Optimized GeoTIFF, or a part of one',
    },
    usage: `convert <in.tif> --out <out.tif> [--compress deflate|zstd|lzw|none] [--window col,row,width,height] [--json]`,
    load: () => import('./convert.ts'),
  },
  {
    name: 'warp',
    summary: { zh: '把栅格移到另一栅格的网格上', en: 'Moves a raster onto the grid of another one' },
    usage: `warp <in.tif> --like <other.tif> --out <out.tif> [--resampling nearest|bilinear|cubic|average|mode]
      [--compress deflate|zstd|lzw|none] [--json]`,
    load: () => import('./warp.ts'),
  },
  {
    name: 'stats',
    summary: {
      zh: '区域统计：均值、极值、标准差与面积',
      en: 'Statistics of zones: mean, extremes, deviation and areas',
    },
    usage: `stats --scene <file|folder…> --index <id|formula> --zones <file> [--layer name] [--zone-name field]
      [--zones-crs EPSG code] [--swap-axes] [--datums file.json]
      [--bands red=3,nir=4,…] [--scale s --offset o] [--nodata n] [--clouds auto|none] [--acquired date]
      [--join nearest|bilinear|cubic] [--height m | --dem <tif> [--geoid m]] [--reference <tif>]
      [the ladder's options of prepare: --level …]
      [--mask glint=0.05 'water=NDWI<0' vegetation=<file> corrections=<file> low-clouds keep-dilated all-water …]
      [--shore-buffer m] [--min-valid share] [--json]`,
    load: () => import('./stats.ts'),
  },
  {
    name: 'index',
    summary: { zh: '把指数写成 GeoTIFF', en: 'Writes an index as a GeoTIFF' },
    usage: `index --scene … --index <id|formula> --out <file.tif> [--compress deflate|zstd|lzw|none]
      [--overviews average|none] [the scene's options of stats] [--json]`,
    load: () => import('./index-file.ts'),
  },
  {
    name: 'assess',
    summary: {
      zh: '评估：水华、红线变化、生态状况；写出成果',
      en: 'Assesses bloom, redline change or the state of the ecosystem, and writes the products',
    },
    usage: `assess bloom   --scene … --zones … --index … --threshold <number|otsu|valley|gradient|default|ground> [the options of stats]
               [--points <table or workspace>] [--points-within hours] [--points-window 1|3|5] [--points-parameter id]
               [--points-sampling fixed|random] [--lake name]
               [--since <what an earlier run printed with --json>] --out <dir> [--export pdf,png,geotiff,index,gpkg,shp,kml,qgis,…] [--json]
assess bloom   --series <folder> --zones … --index … --threshold <number|otsu|valley|gradient|default> [the options of stats]
               [--lake name] [--out <dir>] [--json]
assess redline --before <scene…> --after <scene…> --zones … [--method index|vector|classes] [--index NDVI]
               [--layers R,N,…] [--direction loss|gain|both] [--threshold <number|default|otsu|valley>]
               [--align nearest|bilinear|cubic|average|mode] [--normalise linear] [--legend <code,name file>]
               [--transitions 11>61,…] [--endmembers soil,cover (NDVI, for FVC)] [--sieve pixels] [--close pixels] [--fill-holes-m2 n] [--min-area m2]
               [--before-acquired date] [--after-acquired date] [--before-bands …] [--after-bands …]
               [--ledger <workspace>] --out <dir> [--json]
assess state <scene…> --zones … [--indicators NDVI,EVI,FVC,RSEI|RSEI-3,quality] [--dates date,date…] [--endmembers soil,cover]
      [--wetness TM|ETM|OLI|MSI] [--rsei-scope common|each] [--rsei-scaling min-max|low,high (per cent)]
      [--lai r,… --gpp r,… --types r --legend file.json]
      [--align [nearest|bilinear|cubic|average]] [the scene's options of stats] [--out <dir>] [--json]`,
    load: () => import('./assess.ts'),
  },
  {
    name: 'ei',
    summary: { zh: '生态环境状况指数（EI、EQI）', en: 'Ecological index EI of HJ 192-2015, or EQI of 2021' },
    usage: `ei    <table.csv|xlsx|json> [--standard EI|EQI] [--landcover <raster> --legend <file.json> --zones … [--year y]]
      [--out <dir>] [--json]; --list-inputs names what it needs`,
    load: () => import('./ei.ts'),
  },
  {
    name: 'services',
    summary: {
      zh: '生态系统服务（HJ 1173）：水源涵养、土壤保持、防风固沙',
      en: 'Ecosystem services of HJ 1173: water, soil, sand',
    },
    usage: `services water|soil|sand --inputs name=raster|value … --zones … [--types <raster> --legend <file.json>] [--align [how]]
      | --table <file>  [--out <dir>] [--json]`,
    load: () => import('./services.ts'),
  },
  {
    name: 'validate',
    summary: {
      zh: '用样地验证产品：P = 1 − REE 与 kappa',
      en: 'Lays plots beside a product: P = 1 − REE and kappa',
    },
    usage: `validate <scene|raster> --plots <workspace|file> --parameter cover|lai|biomass|… [--product FVC|<index>|raster] [--factor n]
      [--endmembers soil,cover] [--classes n,n…] [--window 1|3|5] [--within-days n] [--out <dir>] [--json]`,
    load: () => import('./validate.ts'),
  },
  {
    name: 'map',
    summary: { zh: '由模板制作专题图与图集', en: 'Makes map sheets and atlases from templates' },
    usage: `map bloom       --scene … --zones … --index … --threshold …     [--atlas zones]
map bloom       --series <folder> --zones … --index … --threshold …  --atlas dates
map frequency   --series <folder> --zones … --index … --threshold …
map redline     --before … --after … --zones … [the options of assess redline]  [--atlas zones]
map patch       --before … --after … --zones … [--patch number]  [--atlas patches]
map cover       --scene … --zones … [--endmembers soil,cover]
map sites|water-class  --points <workspace or table> [--period 2025-06|2025-Q2|2025] [--scene …] [--zones …]
      --out <dir> [--template <file.json>] [--paper A4|A3] [--orientation landscape|portrait] [--map-scale N]
      [--grid graticule|kilometres|none] [--title …] [--prepared-by …] [--reviewed-by …] [--issued-by …]
      [--organisation …] [--date …] [--map-number …] [--format pdf,png] [--dpi 300] [--one-file] [--json]`,
    load: () => import('./map.ts'),
  },
  {
    name: 'report',
    summary: { zh: '生成日报、周报、月报、专报与年度报告', en: 'Writes reports over a workspace' },
    usage: `report bloom-day|bloom-week|bloom-month|redline|annual|validation --workspace <dir>
      [--date 2025-07-18 | --week 2025-W29 | --month 2025-07 | --year 2025] [--zones name,name] [--result id] --out <dir>
      [--format docx,pdf,xlsx,md] [--language zh-CN|en] [--organisation …] [--prepared-by …] [--json]`,
    load: () => import('./report.ts'),
  },
  {
    name: 'rerun',
    summary: { zh: '按成果中的参数重算并比较', en: 'Runs a product’s record again and compares' },
    usage: `rerun <product> [--look-in dir …] [--zones file] [--json]`,
    load: () => import('./rerun.ts'),
  },
  {
    name: 'pack',
    summary: { zh: '把已通过的评估封装成果包', en: 'Seals an approved assessment as a package' },
    usage: `pack <assessment's number or id> --workspace <dir> --to <file.zip> [--office name] [--export …] [--json]`,
    load: () => import('./pack.ts'),
  },
  {
    name: 'verify',
    summary: { zh: '验证成果包', en: 'Verifies a package' },
    usage: `verify <package.zip> [--into <workspace>] [--json]`,
    load: () => import('./verify.ts'),
  },
  {
    name: 'ledger',
    summary: {
      zh: '疑似图斑台账：列出、导出、回收',
      en: 'The ledger of suspected patches: lists, exports, takes back',
    },
    usage: `ledger list|export|import [<file that came back>] --workspace <dir> [--out <file.gpkg|xlsx|gpx>] [--dry-run] [--json]`,
    load: () => import('./ledger.ts'),
  },
  {
    name: 'zones',
    summary: {
      zh: '检查区域的重叠与空隙，或求交',
      en: 'Checks zones for overlaps and gaps, or intersects two sets',
    },
    usage: `zones check <file> [--layer name] [--zone-name field] [--zones-crs EPSG code] [--swap-axes] [--least-m2 n]
      [--json]
zones intersect <file> <other file> --out <file.gpkg|geojson> [--with-layer name] [--with-name field] [--json]`,
    load: () => import('./zones.ts'),
  },
  {
    name: 'picture',
    summary: { zh: '快视图', en: 'Writes a quick look' },
    usage: `picture --scene <file|folder…> [--layers R,G,B | <index|formula>] [--width 1024] --out <file.png|file.tif>
      [--bands …] [--scale s --offset o] [--nodata n] [--json]`,
    load: () => import('./picture.ts'),
  },
  {
    name: 'pyramid',
    summary: { zh: '建立或删除影像金字塔', en: 'Makes or removes overviews' },
    usage: `pyramid <file|folder…> [--workspace dir] [--remove] [--bands …] [--nodata n] [--json]`,
    load: () => import('./pyramid.ts'),
  },
  {
    name: 'serve',
    summary: { zh: '在本机地址提供窗口', en: 'Serves the window on a loopback address' },
    usage: `serve [--workspace dir] [--port n] [--allow dir …]`,
    load: () => import('./serve.ts'),
  },
  {
    name: 'demo',
    summary: {
      zh: '制作演示工作区并完成一次完整评估',
      en: 'Makes the demo workspace and does the main job on it',
    },
    usage: `demo [--out dir]`,
    load: () => import('./demo.ts'),
  },
  {
    name: 'import',
    summary: {
      zh: '把野外表格、轨迹与照片导入目录',
      en: 'Takes field tables, tracks and photos into a catalogue',
    },
    usage: `import <file|folder> --into <workspace> [--mapping name|file.json] [--table name]
      [--kind kind] [--date day] [--site name]
      [--crs EPSG|gcj02|bd09] [--utc-offset +08:00] [--encoding label] [--date-order ymd|dmy|mdy]
      [--implausible reject|flag] [--bad-value row|value] [--below half|limit|zero]
      [--detection-limits parameter=limit,…] [--dash below|none|parameter=below,…] [--extra column,…]
      [--update all|none] [--dry-run] [--json]`,
    load: () => import('./import.ts'),
  },
  {
    name: 'export',
    summary: { zh: '导出样点', en: 'Exports sites' },
    usage: `export plots --workspace <dir> [--where kind=section,text=…,parameter=…,min=…,max=…,from=…,to=…,zone=…]
      --format gpkg|xlsx|csv|geojson|kml|shp --out <file> [--encoding utf-8|gb18030] [--photos keep|strip] [--json]`,
    load: () => import('./export.ts'),
  },
  {
    name: 'backup',
    summary: {
      zh: '备份目录库，或列出已有备份',
      en: 'Backs the catalogue up, or lists the copies that are there',
    },
    usage: `backup --workspace <dir> [--list] [--json]`,
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    summary: {
      zh: '用备份替换目录库，并在日志中记一行',
      en: 'Puts a backup in the catalogue’s place, as a line of its journal',
    },
    usage: `restore --workspace <dir> --backup <name> [--json]`,
    load: () => import('./restore.ts'),
  },
  {
    name: 'inbox',
    summary: {
      zh: '收件箱：文件夹中新到的影像包按各湖泊上次的设置评估，结果作为草稿',
      en: 'Assesses what arrived in a folder as each lake was assessed last; the results are drafts',
    },
    usage: `inbox --folder <dir> --workspace <dir> --once|--watch [--json]`,
    load: () => import('./inbox.ts'),
  },
  {
    name: 'water',
    summary: {
      zh: '按 GB 3838 与环办〔2011〕22号评价断面水质',
      en: 'Evaluates sections of surface water: classes, targets, shares and their change',
    },
    usage: `water classes --workspace <dir> --period 2025-06|2025-Q2|2025 [--river name] [--json]`,
    load: () => import('./water.ts'),
  },
  {
    name: 'doctor',
    summary: { zh: '检查运行环境与工作区', en: 'Examines the installation and a workspace' },
    usage: `doctor [--workspace dir] [--json]`,
    load: () => import('./doctor.ts'),
  },
];
