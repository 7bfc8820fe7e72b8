/**
 * The arrows of the house. Core: a stage of the flow imports earlier stages only. Host: a floor imports floors below it only.
 * shell, cli → host · renderer → core · nothing → tests.
 */
const flow = [
  'intake',
  'scene',
  'bands',
  'index',
  'mask',
  'zones',
  'tally',
  'recipe',
  'bloom|redline|ecology|ground|water',
  'review',
  'page',
  'report',
];
/** From the roof to the ground. */
const floors = [
  'server',
  'workspace',
  'workers',
  'exchange',
  'products',
  'run',
  'recipe',
  'catalogue',
  'raster',
  'formats',
  'files',
];

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      severity: 'error',
      from: { path: '^core/' },
      to: { path: '^(electron|renderer|scripts|tests)/' },
    },
    {
      name: 'core-needs-little',
      severity: 'error',
      from: { path: '^core/' },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'core'],
        pathNot: 'node_modules/(zod|proj4|geotiff-geokeys-to-proj4|polyclip-ts|flatbush|gcoord)/',
      },
    },
    {
      name: 'contract-on-the-roof',
      comment: 'nothing in core imports the contract',
      severity: 'error',
      from: { path: '^core/', pathNot: '^core/contract/' },
      to: { path: '^core/contract/' },
    },
    ...flow.slice(0, -1).map((stage, i) => ({
      name: `flow-${stage.split('|')[0]}`,
      comment: 'a stage of the flow imports earlier stages only',
      severity: 'error',
      from: { path: `^core/(${stage})/` },
      to: { path: `^core/(${flow.slice(i + 1).join('|')})/` },
    })),
    {
      name: 'foundation-imports-nothing',
      severity: 'error',
      comment: 'but the words that errors are told in',
      from: { path: '^core/foundation/' },
      to: { path: '^core/(?!(foundation|words)/)' },
    },
    {
      name: 'words-import-foundation-only',
      severity: 'error',
      from: { path: '^core/words/' },
      to: { path: '^core/(?!(foundation|words)/)' },
    },
    ...floors.slice(1).map((floor, i) => ({
      name: `host-${floor}`,
      comment: 'a floor of the host imports floors below it only',
      severity: 'error',
      from: { path: `^electron/host/${floor}/` },
      to: { path: `^electron/host/(${floors.slice(0, i + 1).join('|')})/` },
    })),
    {
      name: 'host-below-shell',
      severity: 'error',
      from: { path: '^electron/host/' },
      to: { path: '^electron/(shell|cli)/' },
    },
    {
      name: 'shell-stays-thin',
      severity: 'error',
      from: { path: '^electron/shell/' },
      to: { path: '^electron/(cli|host/(?!server/))' },
    },
    {
      name: 'only-the-shell-imports-electron',
      severity: 'error',
      from: { pathNot: '^electron/shell/' },
      to: { path: '^electron$|node_modules/electron/' },
    },
    {
      name: 'renderer-knows-core-only',
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(electron|scripts|tests)/' },
    },
    {
      name: 'only-the-map-imports-ol',
      severity: 'error',
      from: { path: '^renderer/', pathNot: '^renderer/map/' },
      to: { path: 'node_modules/ol/' },
    },
    {
      name: 'nothing-imports-tests',
      severity: 'error',
      from: { path: '^(core|electron|renderer)/' },
      to: { path: '^tests/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'electron/tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
