import { WritError } from '../../kernel/index.js';
import { meaningView, type Asked } from '../../meaning/index.js';
import { meaningText } from '../../report/index.js';
import { AGAINST_OPTION, againstAsked, packageAsked, policyAsked } from '../asked.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import type { Exit } from '../exit.js';
import { CONFIG_OPTIONS, MANIFEST_OPTION, OUTPUT_OPTIONS } from '../options.js';
import { print } from '../output.js';

const ARGUMENTS = [
  { name: '[policy]', about: 'a file with a policy document, or the ARN of a policy that AWS manages' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  { flags: '--package <id>', about: 'everything that a package gives in AWS, as the manifest has it' },
  AGAINST_OPTION,
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
    'writ meaning --package production-read --against prod-admin',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'meaning',
  run,
});

/** Tells what a policy or a package allows, and whether that is more than another policy does. */
async function run(call: MeaningCall): Promise<Exit> {
  const asked = await subjectOf(call);
  const against =
    call.options.against === undefined ? undefined : await againstAsked(call, call.options.against);
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
  return policy === undefined ? packageAsked(call, id ?? '') : policyAsked(call, policy);
}
