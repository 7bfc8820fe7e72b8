/** Every command with its options, as `bloomline --help` prints them. */
export const usage = `usage: bloomline <command>
  info  <file|folder…> [--json]
  info --each [--hash] <file…> --json
  convert <in.tif> --out <out.tif> [--compress deflate|zstd|lzw|none] [--window col,row,width,height] [--json]
  warp <in.tif> --like <other.tif> --out <out.tif> [--resampling nearest|bilinear|cubic|average|mode]
        [--compress deflate|zstd|lzw|none] [--json]
  stats --scene <file|folder…> --index <id|formula> --zones <file> [--layer name] [--zone-name field]
        [--bands red=3,nir=4,…] [--scale s --offset o] [--nodata n] [--clouds auto|none] [--acquired date]
        [--mask glint=0.05 'water=NDWI<0' vegetation=<file> corrections=<file> low-clouds keep-dilated …]
        [--shore-buffer m] [--min-valid share] [--json]
  index --scene … --index <id|formula> --out <file.tif> [--compress deflate|zstd|lzw|none]
        [--overviews average|none] [the scene's options of stats] [--json]
  assess bloom   --scene … --zones … --index … --threshold <number|otsu|valley|gradient|default|ground> [the options of stats]
                 [--points <table or workspace>] [--points-within hours] [--points-window 1|3|5] [--points-parameter id] [--lake name]
                 [--since <what an earlier run printed with --json>] --out <dir> [--export pdf,png,geotiff,index,gpkg,shp,kml,qgis,…] [--json]
  assess bloom   --series <folder> --zones … --index … --threshold <number|otsu|valley|gradient|default> [the options of stats]
                 [--lake name] [--out <dir>] [--json]
  assess redline --before <scene…> --after <scene…> --zones … [--method index|vector|classes] [--index NDVI]
                 [--layers R,N,…] [--direction loss|gain|both] [--threshold <number|default|otsu|valley>]
                 [--align nearest|bilinear|cubic|average|mode] [--normalise linear] [--legend <code,name file>]
                 [--transitions 11>61,…] [--sieve pixels] [--close pixels] [--fill-holes-m2 n] [--min-area m2]
                 [--before-acquired date] [--after-acquired date] [--before-bands …] [--after-bands …]
                 [--ledger <workspace>] --out <dir> [--json]
  assess state <scene…> --zones … [--indicators NDVI,EVI,FVC,RSEI|RSEI-3,quality] [--dates date,date…] [--endmembers soil,cover]
        [--wetness TM|ETM|OLI|MSI] [--rsei-scope each|common] [--lai r,… --gpp r,… --types r --legend file.json]
        [--align [nearest|bilinear|cubic|average]] [the scene's options of stats] [--out <dir>] [--json]
  ei    <table.csv|xlsx|json> [--standard EI|EQI] [--landcover <raster> --legend <file.json> --zones … [--year y]]
        [--out <dir>] [--json]; --list-inputs names what it needs
  services water|soil|sand --inputs name=raster|value … --zones … [--types <raster> --legend <file.json>] [--align [how]]
        | --table <file>  [--out <dir>] [--json]
  validate <scene|raster> --plots <workspace|file> --parameter cover|lai|biomass|… [--product FVC|<index>|raster] [--factor n]
        [--endmembers soil,cover] [--classes n,n…] [--window 1|3|5] [--within-days n] [--out <dir>] [--json]
  map bloom       --scene … --zones … --index … --threshold …     [--atlas zones]
  map bloom       --series <folder> --zones … --index … --threshold …  --atlas dates
  map frequency   --series <folder> --zones … --index … --threshold …
  map redline     --before … --after … --zones … [the options of assess redline]  [--atlas zones]
  map patch       --before … --after … --zones … [--patch number]  [--atlas patches]
  map cover       --scene … --zones … [--endmembers soil,cover]
  map sites|water-class  --points <workspace or table> [--scene …] [--zones …]
        --out <dir> [--template <file.json>] [--paper A4|A3] [--orientation landscape|portrait] [--map-scale N]
        [--grid graticule|kilometres|none] [--title …] [--prepared-by …] [--reviewed-by …] [--issued-by …]
        [--organisation …] [--date …] [--map-number …] [--format pdf,png] [--dpi 300] [--one-file] [--json]
  report bloom-day|bloom-week|bloom-month|redline|annual|validation --workspace <dir>
        [--date 2025-07-18 | --week 2025-W29 | --month 2025-07 | --year 2025] [--zones name,name] [--result id] --out <dir>
        [--format docx,pdf,xlsx,md] [--language zh-CN|en] [--organisation …] [--prepared-by …] [--json]
  rerun <product> [--look-in dir …] [--zones file] [--json]
  pack <assessment's number or id> --workspace <dir> --to <file.zip> [--office name] [--export …] [--json]
  verify <package.zip> [--into <workspace>] [--json]
  ledger list|export|import [<file that came back>] --workspace <dir> [--out <file.gpkg|xlsx|gpx>] [--dry-run] [--json]
  zones check <file> [--layer name] [--zone-name field] [--least-m2 n] [--json]
  zones intersect <file> <other file> --out <file.gpkg|geojson> [--with-layer name] [--with-name field] [--json]
  picture --scene <file|folder…> [--layers R,G,B | <index|formula>] [--width 1024] --out <file.png|file.tif>
        [--bands …] [--scale s --offset o] [--nodata n] [--json]
  pyramid <file|folder…> [--workspace dir] [--remove] [--bands …] [--nodata n] [--json]
  serve [--workspace dir] [--port n] [--allow dir …]
  demo [--out dir]
  import <file|folder> --into <workspace> [--mapping name|file.json] [--table name] [--kind kind] [--date day] [--dry-run] [--json]
  export plots --workspace <dir> [--where kind=section,text=…,parameter=…,min=…,max=…,from=…,to=…,zone=…]
        --format gpkg|xlsx|csv|geojson|kml|shp --out <file> [--encoding utf-8|gb18030] [--photos keep|strip] [--json]
  doctor [--workspace dir] [--json]`;

/** The part of it that is about one command, and its kind where it has some; all of it where there is no such command. */
export function usageOf(name?: string, kind?: string): string {
  const [title, ...lines] = usage.split('\n');
  const entries: string[][] = [];
  for (const line of lines) {
    // What is indented further goes on with the command above.
    if (/^ {2}\S/.test(line)) entries.push([line]);
    else entries.at(-1)!.push(line);
  }
  const word = (entry: string[], n: number) => entry[0].trim().split(/\s+/)[n];
  const ofCommand = entries.filter(entry => word(entry, 0) === name);
  const ofKind = ofCommand.filter(entry => word(entry, 1) === kind);
  // The options of the maps stand once, behind the last kind.
  const shown = name !== 'map' && ofKind.length > 0 ? ofKind : ofCommand;
  return shown.length > 0 ? [title, ...shown.flat()].join('\n') : usage;
}
