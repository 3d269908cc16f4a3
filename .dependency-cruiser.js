// The rooms of docs/rfd/0001, top to bottom. Imports go down only; rooms on one line do not meet.
const FLOORS = [
  ['stacks'],
  ['entitlements'],
  ['lib/cli', 'lib/testing'],
  ['lib/synth'],
  ['lib/declare'],
  ['lib/adapters', 'lib/workflow'],
  ['lib/report', 'lib/lifecycle'],
  ['lib/apply'],
  ['lib/plan'],
  ['lib/wanted'],
  ['lib/policy'],
  ['lib/record'],
  ['lib/scan', 'lib/drift'],
  ['lib/identity'],
  ['lib/inventory'],
  ['lib/manifest'],
  ['lib/meaning'],
  ['lib/evidence'],
  ['lib/model'],
  ['lib/kernel'],
];

const upward = FLOORS.flatMap((rooms, floor) =>
  rooms.map((room) => ({
    name: `${room.replace('/', '-')}-imports-down`,
    severity: 'error',
    comment: `${room} may import only the rooms below it`,
    from: { path: `^${room}/` },
    to: {
      path: `^(${[...FLOORS.slice(0, floor).flat(), ...rooms.filter((other) => other !== room)].concat('sandbox').join('|')})/`,
      // cli reaches the sandbox only lazily, by import().
      ...(room === 'lib/cli' ? { dependencyTypesNot: ['dynamic-import', 'type-only'] } : {}),
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...upward.filter((rule) => rule.name !== 'stacks-imports-down'),
    {
      name: 'stacks-import-no-sandbox',
      severity: 'error',
      from: { path: '^stacks/' },
      to: { path: '^sandbox/' },
    },
    {
      name: 'sandbox-stands-alone',
      severity: 'error',
      from: { path: '^sandbox/' },
      to: { path: '^(lib|stacks|entitlements|verifier)/' },
    },
    {
      name: 'verifier-stands-alone',
      severity: 'error',
      comment:
        'a second program written from docs/ledger.md: it shares nothing with what it checks, not even a package',
      from: { path: '^verifier/' },
      to: { pathNot: '^verifier/' },
    },
    {
      name: 'verifier-is-no-library',
      severity: 'error',
      comment: 'what checks the ledger is not used to write it',
      from: { path: '^(lib|stacks|entitlements|sandbox)/' },
      to: { path: '^verifier/' },
    },
    {
      name: 'cdktf-only-where-synthesis-happens',
      severity: 'error',
      from: { path: '^(lib|sandbox)/', pathNot: '^lib/(declare|synth)/|^lib/index\\.ts$' },
      to: { path: 'node_modules/(cdktf|constructs|@cdktf)/' },
    },
    {
      name: 'synth-only-lazily-from-cli',
      severity: 'error',
      comment: 'a command that needs no synth never loads cdktf',
      from: { path: '^lib/cli/' },
      to: { path: '^lib/(synth|declare)/', dependencyTypesNot: ['dynamic-import', 'type-only'] },
    },
    {
      name: 'io-only-in-adapters',
      severity: 'error',
      from: { path: '^lib/', pathNot: '^lib/(adapters|cli|synth)/|^lib/meaning/data-file[.]ts$' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|path|util|zlib)$' },
    },
    {
      name: 'network-only-in-adapters',
      severity: 'error',
      comment:
        'calls over the network are made by adapters, and by the sandbox to itself; eslint refuses fetch elsewhere',
      from: { path: '^lib/', pathNot: '^lib/adapters/' },
      to: { path: '^(node:)?(http|https|http2|net|tls|dgram|undici)$' },
    },
    {
      name: 'other-rooms-through-their-index',
      severity: 'error',
      from: { path: '^lib/([^/]+)/' },
      to: {
        path: '^lib/([^/]+)/',
        pathNot: ['^lib/$1/', '^lib/[^/]+/index\\.ts$', '^lib/adapters/', '^lib/workflow/'],
      },
    },
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only', 'dynamic-import'] } },
    },
    { name: 'no-unresolved', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^writ$' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js', '.json'],
      exportsFields: ['exports'],
      conditionNames: ['require', 'node', 'default', 'types'],
    },
  },
};
