/** The arrows of the house: shell, cli → host → services → core · workers → services/raster, core · renderer → core. */
const flow = ['scene', 'bands', 'index', 'mask', 'zones', 'assessment', 'page'];

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
    ...flow.map((stage, i) => ({
      name: `flow-${stage}`,
      comment: 'a stage of the flow imports earlier stages only',
      severity: 'error',
      from: { path: `^core/${stage}/` },
      to: { path: `^core/(${flow.slice(i + 1).join('|') || 'nothing'})/` },
    })),
    {
      name: 'services-below-host',
      severity: 'error',
      from: { path: '^electron/services/' },
      to: { path: '^electron/(host|shell|cli)/' },
    },
    {
      name: 'workers-are-thin',
      severity: 'error',
      from: { path: '^electron/workers/' },
      to: { path: '^electron/(host|shell|cli|services/(?!raster|catalogue/|field-import))' },
    },
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
      to: { path: '^electron/(services|workers|cli)/' },
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
