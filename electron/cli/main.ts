import { errorLine, toErrorData } from '#core/contract/errors.ts';
import type { RasterPool } from '#services/raster/raster-pool.ts';
import { UsageError } from './usage-error.ts';

const usage = `usage: bloomline <command>
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

/** Each command is loaded when it is called: `info` needs no database. */
const commands: Record<string, () => Promise<{ run(args: string[], threads?: RasterPool): Promise<void> }>> =
  {
    info: () => import('./info.ts'),
    convert: () => import('./convert.ts'),
    warp: () => import('./warp.ts'),
    ei: () => import('./ei.ts'),
    services: () => import('./services.ts'),
    validate: () => import('./validate.ts'),
    ledger: () => import('./ledger.ts'),
    zones: () => import('./zones.ts'),
    report: () => import('./report.ts'),
    rerun: () => import('./rerun.ts'),
    pack: () => import('./pack.ts'),
    verify: () => import('./verify.ts'),
    picture: () => import('./picture.ts'),
    pyramid: () => import('./pyramid.ts'),
    stats: () => import('./stats.ts'),
    index: () => import('./index-file.ts'),
    assess: () => import('./assess.ts'),
    map: () => import('./map.ts'),
    serve: () => import('./serve.ts'),
    demo: () => import('./demo.ts'),
    import: () => import('./import.ts'),
    export: () => import('./export.ts'),
    doctor: () => import('./doctor.ts'),
  };

/** A series is sure to need threads: they start while its own modules are loaded. */
async function threadsAhead(name: string, args: readonly string[]): Promise<RasterPool | undefined> {
  if (name !== 'assess' || !args.some(arg => /^--series(=|$)/.test(arg))) return undefined;
  const { RasterPool } = await import('#services/raster/raster-pool.ts');
  const pool = new RasterPool();
  pool.warm();
  return pool;
}

async function main(): Promise<number> {
  const [name, ...args] = process.argv.slice(2);
  if (name === '--help' || name === '-h' || name === 'help') {
    process.stdout.write(`${usage}\n`);
    return 0;
  }
  // A command goes through a file once: blocks are hardly asked for again. The window's host keeps more of them.
  if (name !== 'serve') process.env.BLOOMLINE_CACHE_MB ??= '128';
  let threads: RasterPool | undefined;
  try {
    const load = Object.hasOwn(commands, name ?? '') ? commands[name] : null;
    if (!load) throw new UsageError(name ? `no command ${name}` : 'a command is needed');
    threads = await threadsAhead(name, args);
    await (await load()).run(args, threads);
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      process.stderr.write(`error[usage]: ${error.message}\n${usage}\n`);
      return 2;
    }
    process.stderr.write(`${errorLine(toErrorData(error))}\n`);
    if (process.env.BLOOMLINE_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
    return 1;
  } finally {
    await threads?.close();
  }
}

// A pipe that closes early (| head) is not an error of ours.
process.stdout.on('error', error => {
  if ((error as NodeJS.ErrnoException).code === 'EPIPE') process.exit(0);
});
process.exitCode = (await main()) || process.exitCode;
