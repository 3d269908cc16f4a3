import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { digest, isDigest, quoted, WritError, type Digest } from '../../kernel/index.js';
import { REVIEW_OUTCOMES, reviewText } from '../../report/index.js';
import { reviewUse, type UseReview } from '../../workflow/index.js';
import { command, type ArgumentSpec, type Call, type OptionSpec } from '../command.js';
import { namesFrom } from '../comparison.js';
import { decidingOn, DECIDING_OPTIONS } from '../decide-inputs.js';
import type { Exit } from '../exit.js';
import { evidenceClock } from '../ledger/evidence.js';
import { loadConfig } from '../load-config.js';
import { print } from '../output.js';
import { withProgress } from '../progress.js';

const ARGUMENTS = [
  { name: '<ticket>', about: 'id of an exception or emergency that is over' },
] as const satisfies readonly ArgumentSpec[];
const OPTIONS = [
  {
    flags: '--by <person>',
    about: 'who reviewed it: an id, or an e-mail, login or name that fits one person',
  },
  {
    flags: '--outcome <outcome>',
    about:
      'confirmed: it was used for what it was asked for; revoked: it should not have been; follow-up: something is left to do',
    choices: REVIEW_OUTCOMES,
  },
  { flags: '--why <text>', about: 'what was looked at and found, in 10 characters or more' },
  { flags: '--evidence <file>', about: 'what it rests on: a file, or the digest of one (`sha256:…`)' },
  ...DECIDING_OPTIONS,
] as const satisfies readonly OptionSpec[];

type ReviewCall = Call<typeof OPTIONS, typeof ARGUMENTS>;

/** `writ review`: what somebody found of an exception or emergency after its use. */
export const spec = command({
  about:
    'Records in the ledger that an exception or emergency was looked at after its use. An emergency that nobody has reviewed in time blocks the next one of the same person. ' +
    'Whoever reviews is at work, an approver of the team that owns the package or a governor, and had no part in it. Whoever holds the key of the gate says who it was. ' +
    'The same said again adds nothing; after a follow-up another review may come, after any other none. What was found is kept beside the ledger, and only its digest in it.',
  examples: [
    'writ review ACC-0061 --by hr:10510 --outcome confirmed --why "Sessions of INC-3391 read: only the failover was touched"',
    'writ review ACC-0061 --by hr:10510 --outcome follow-up --why "Key left on the host" --evidence sessions.json --json',
  ],
  arguments: ARGUMENTS,
  options: OPTIONS,
  schema: 'review',
  run,
});

async function run(call: ReviewCall): Promise<Exit> {
  const said = await saidBy(call);
  const loaded = await loadConfig(call);
  const clock = await evidenceClock(call);
  const now = clock.now();
  const { document, nameOf } = await withProgress(call.io, 'reviewing', async () => {
    const { inputs, evidence } = await decidingOn(call, loaded, now);
    if (!evidence) throw noLedger();
    const document = await reviewUse(evidence.recorder, clock, inputs, said);
    return { document, nameOf: namesFrom(inputs.identity) };
  });
  await print(call, { document, lines: (paint, width) => reviewText(document, paint, width, nameOf) });
  return 'done';
}

/** What the options say. Throws USAGE. */
async function saidBy({ args: [ticket], options, io }: ReviewCall): Promise<UseReview> {
  const { by, outcome, why = '', evidence } = options;
  const settled = REVIEW_OUTCOMES.find((each) => each === outcome);
  if (by === undefined || !settled || why.trim().length < 10)
    throw new WritError('USAGE', 'a review says who made it, its outcome, and in 10 characters or more why', {
      remedy: `give --by, --outcome (${REVIEW_OUTCOMES.join(', ')}) and --why`,
    });
  const rests = evidence === undefined ? undefined : await digestIn(evidence, io.cwd);
  return { ticket, by, outcome: settled, why: why.trim(), ...(rests ? { evidence: rests } : {}) };
}

async function digestIn(named: string, cwd: string): Promise<Digest> {
  if (isDigest(named)) return named;
  try {
    return digest(await readFile(resolve(cwd, named)));
  } catch (cause) {
    throw new WritError('INPUT_UNREADABLE', `${quoted(named)} cannot be read`, {
      remedy: 'name a file, or the digest of one as `sha256:…`',
      cause,
    });
  }
}

function noLedger(): WritError {
  return new WritError('LEDGER_MISSING', 'no ledger is founded, so there is nowhere to record', {
    remedy: 'found one with `writ ledger init`, and have what was decided recorded by `writ synth`',
  });
}
