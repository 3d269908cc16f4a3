import { join, relative } from 'node:path';
import * as ts from 'typescript';

const ROOT = join(__dirname, '..', '..');
const KINDS = join(ROOT, 'lib', 'model', 'kinds', 'kinds.ts');
const REF = join(ROOT, 'lib', 'model', 'ref.ts');

/** A kind of edge and a kind of object that nobody has ever heard of. */
const PHANTOM = new Map([
  [
    KINDS,
    (text: string) =>
      put(
        put(text, "} from '../ref.js';", ", PhantomRef } from '../ref.js';"),
        'export interface Kinds {',
        "export interface Kinds {\n  readonly 'okta.phantom-holding': { readonly holder: Principal; readonly target: PhantomRef };",
      ),
  ],
  [
    REF,
    (text: string) =>
      put(
        `${text}\nexport type PhantomRef = Ref<'okta.phantom'>;\n`,
        'export interface Objects {',
        "export interface Objects {\n  readonly 'okta.phantom': PhantomRef;",
      ),
  ],
]);

function put(text: string, at: string, instead: string): string {
  if (!text.includes(at)) throw new Error(`no ${at} to put the phantom at`);
  return text.replace(at, instead);
}

/** The files that stop compiling once the phantom is there, of all that the project compiles. */
function stopped(): string[] {
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => ts.sys.readFile(path));
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, ROOT);
  const host = ts.createCompilerHost({ ...options, incremental: false });
  const read = host.readFile.bind(host);
  host.readFile = (file) => {
    const text = read(file);
    return text === undefined ? undefined : (PHANTOM.get(file)?.(text) ?? text);
  };
  const getSource = host.getSourceFile.bind(host);
  host.getSourceFile = (file, version, ...more) => {
    const change = PHANTOM.get(file);
    return change
      ? ts.createSourceFile(file, change(read(file) ?? ''), version)
      : getSource(file, version, ...more);
  };
  const program = ts.createProgram(fileNames, { ...options, noEmit: true, incremental: false }, host);
  const places = program
    .getSemanticDiagnostics()
    .flatMap(({ file }) => (file ? [relative(ROOT, file.fileName)] : []));
  return [...new Set(places)].sort();
}

/** Every table that has to know a kind, and nothing else. */
const TABLES = [
  // model: what each kind is, its shape, and what each object is called and provided by
  'lib/model/kinds/index.ts',
  'lib/model/ref.ts',
  'lib/model/shapes/edges.ts',
  'lib/model/shapes/objects.ts',
  // inventory: how it is observed, which listing shows it, what hides its absence, and who makes it
  'lib/inventory/anchors.ts',
  'lib/inventory/edges.ts',
  'lib/inventory/listing.ts',
  'lib/inventory/readability.ts',
  'lib/inventory/source.ts',
  // manifest: why what it gives is privileged
  'lib/manifest/privileged-by.ts',
  // policy: the content that an approval binds
  'lib/policy/reach.ts',
  // scan: whether it is told by itself
  'lib/scan/leavers.ts',
  // drift: scope, privileges, access
  'lib/drift/carried.ts',
  'lib/drift/rails/last-access.ts',
  'lib/drift/scope.ts',
  // plan: the resources that carry it
  'lib/plan/derive/edges.ts',
  // declare: how the name of what others own is written
  'lib/declare/compile/named.ts',
  // synth: the place, and the resource
  'lib/synth/terraform/carriage.ts',
  'lib/synth/terraform/holdings-stack.ts',
  // adapters: the sweep and the removal of its provider
  'lib/adapters/okta/removals.ts',
  'lib/adapters/okta/sweep.ts',
  // sandbox: what a manifest declares, as its seeding takes it
  'lib/cli/commands/sandbox-load.ts',
].sort();

describe('a kind that nobody has heard of', () => {
  it('stops the compiler in every table, and nowhere else', () => {
    expect(stopped()).toEqual(TABLES);
  }, 300_000);
});
