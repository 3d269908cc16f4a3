import { resolve } from 'node:path';
import { readTextFile } from '../../adapters/files/text.js';
import { nearest, quoted, WritError, WritErrors } from '../../kernel/index.js';
import { packageAccess } from '../../manifest/index.js';
import { meaningView, publishedPolicy, readPolicy, type Asked } from '../../meaning/index.js';
import { meaningText } from '../../report/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { manifestPath, readSynthesis } from '../manifest-file.js';
import { CONFIG_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const ARGUMENTS = [
  { name: '[policy]', about: 'a file with a policy document, or the ARN of a policy that AWS manages' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--package <id>', about: 'everything that a package gives in AWS, as the manifest has it' },
  { flags: '--against <policy>', about: 'a file or an ARN: also tell what is allowed beyond it' },
  MANIFEST_OPTION,
  ...CONFIG_OPTIONS,
  ...OUTPUT_OPTIONS,
] as const satisfies readonly OptionSpec[];

type MeaningCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ meaning`: what a policy allows. */
export const spec = command({
  about:
    'Reads a policy under the whole grammar of IAM and tells its tier, what in it is dangerous and the published ways that it opens to more ' +
    'permissions; docs/meaning.md explains the words. With --against it ends with 1 unless it is proved to allow nothing more.',
  examples: [
    'writ meaning policy.json',
    'writ meaning arn:aws:iam::aws:policy/ReadOnlyAccess --json',
    'writ meaning new.json --against old.json',
    'writ meaning --package prod-admin',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'meaning',
  run,
});

/** Tells what a policy or a package allows, and whether that is more than another policy does. */
async function run(call: MeaningCall): Promise<Exit> {
  const asked = await subjectOf(call);
  const against = call.options.against === undefined ? undefined : await policyOf(call, call.options.against);
  const view = meaningView(asked, against);
  await print(call, { document: view, lines: (paint, width) => meaningText(view, paint, width) });
  return view.against && view.against.broadens !== 'no' ? 'failed' : 'done';
}

function subjectOf(call: MeaningCall): Promise<Asked> {
  const { package: id } = call.options;
  const [policy] = call.args;
  if ((policy === undefined) === (id === undefined))
    throw new WritError('USAGE', 'one policy or one package is asked about', {
      remedy: 'name a file, an ARN, or a package with `--package`',
    });
  return policy === undefined ? packageOf(call, id ?? '') : policyOf(call, policy);
}

const MAX_BYTES = 1024 * 1024;

async function policyOf(call: MeaningCall, named: string): Promise<Asked> {
  if (named.startsWith('arn:')) {
    const published = publishedPolicy(named);
    if (!published)
      throw new WritError('NOT_FOUND', `${quoted(named)} is no policy that AWS is known to publish`, {
        remedy: 'save its document to a file and name that',
      });
    const unread = published.ofItsPartition ? [] : [`policy ${named}`];
    return {
      name: `${named} (${published.version}, ${published.published})`,
      access: { policies: [published.policy] },
      unread,
    };
  }
  const read = readPolicy(await readTextFile(resolve(call.io.cwd, named), MAX_BYTES, { shown: named }));
  if (read.policy) return { name: named, access: { policies: [read.policy] }, unread: [] };
  throw inFile(named, read.faults);
}

async function packageOf(call: MeaningCall, id: string): Promise<Asked> {
  const { manifest } = await readSynthesis(await manifestPath(call));
  const { packages } = manifest.catalogue;
  const pack = packages.find((each) => each.id === id);
  if (!pack) {
    const ids = packages.map((each) => each.id);
    const meant = nearest(id, ids);
    throw new WritError('NOT_FOUND', `the manifest has no package ${quoted(id)}`, {
      remedy: 'name one of its packages',
      candidates: meant === undefined ? [] : [meant],
    });
  }
  return { name: `package ${id}: ${pack.title}`, ...packageAccess(manifest.catalogue, pack) };
}

function inFile(file: string, faults: readonly WritError[]): WritErrors {
  const placed = faults.map(
    ({ code, message, remedy, place }) => new WritError(code, message, { remedy, place: { file, ...place } }),
  );
  return new WritErrors('POLICY_INVALID', `${quoted(file)} is no policy that IAM would accept`, placed);
}
