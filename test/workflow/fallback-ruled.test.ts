import { digestOf, parseInstant, plus } from '../../lib/kernel/index.js';
import type { PackageDeclaration } from '../../lib/manifest/index.js';
import { RuleEngine, type ObservedChange, type ObservedReview } from '../../lib/policy/index.js';
import { wantedAt } from '../../lib/wanted/index.js';
import { ruledBy } from '../../lib/workflow/ruled.js';
import { bot, changeBy, user } from '../policy/facts/_ground.js';
import { file, permit } from '../policy/rules/_rules.js';
import { catalogue, decide, H, identity, inputs, person, ticket, worker } from '../synth/builders.js';

const APPROVED = parseInstant('2026-11-20T08:00:00Z');
const base = catalogue();
/** 900 owns it, and 901 stands in. */
const standIn = (each: PackageDeclaration): PackageDeclaration => ({
  ...each,
  approval: {
    kind: 'one',
    from: { role: 'owner', fallback: [{ role: 'person', person: worker('901') }] },
  },
});
const declared = catalogue({
  packages: base.packages.map(standIn),
  jobFunctions: base.jobFunctions.map((each) => ({ ...each, birthright: [] })),
});
type Fields = Parameters<typeof person>[1];

/** What is given and held by a decision that names 901, who was seen to approve. */
async function wanted({
  owner = {},
  change = {},
  pack = standIn,
  observed = true,
  onBehalfOf,
}: {
  owner?: Fields;
  change?: Partial<ObservedChange>;
  pack?: (each: PackageDeclaration) => PackageDeclaration;
  observed?: boolean;
  onBehalfOf?: string;
}) {
  const given = inputs({
    catalogue: { ...declared, packages: base.packages.map(pack) },
    identity: identity(
      person('1', { forgeLogin: 'asker' }),
      person('900', { department: 'Leads', accounts: [], forgeLogin: 'lead', ...owner }),
      person('901', { department: 'Leads', accounts: [], forgeLogin: 'other' }),
    ),
    tickets: [ticket('ACC-1', onBehalfOf === undefined ? {} : ({ onBehalfOf } as object))],
  });
  const decision = { ...decide(given, 'ACC-1'), approvers: ['hr:901'] };
  const input = { ...given, decisions: [decision] };
  const review: ObservedReview = {
    id: 'review-1',
    change: 'pull/1',
    by: user('other'),
    state: 'approved',
    at: plus(APPROVED, -H),
    base: 'main@1',
    head: 'head@1',
    contents: { 'ACC-1': decision.digest },
  };
  const changes = [{ ...changeBy(user('asker'), ['ACC-1']), ...change }];
  const engine = await RuleEngine.of([file(permit(), 'permit.cedar')]);
  const observations = { changes, reviews: [review], digest: digestOf({ changes }) };
  const { grants, held, seats, omitted } = wantedAt(
    observed ? ruledBy(input, { engine, observations }) : input,
  );
  return {
    given: grants.length,
    held: held.length,
    seats: [...seats.values()].flat(),
    omitted: omitted.flatMap(({ reasons }) => reasons.map(({ code }) => code)),
  };
}

const FILLED = { given: 1, held: 0, seats: [{ approver: 'hr:901', role: 'fallback for owner platform' }] };

describe('a decision of whom it fell back on, judged again by synthesis', () => {
  test.each([
    ['the owner is on leave', { owner: { status: 'on-leave' } }],
    ['the owner asked for it', { change: { openedBy: user('lead'), pushedBy: [] } }],
    [
      'nothing tells of reviews, and the owner is on leave',
      { owner: { status: 'on-leave' }, observed: false },
    ],
  ] satisfies [string, Parameters<typeof wanted>[0]][])(
    'gives where %s, and says as whom they decided',
    async (_, given) => {
      expect(await wanted(given)).toMatchObject(FILLED);
    },
  );

  test.each([
    ['the owner is there', {}],
    ['the owner pushed to it', { change: { pushedBy: [user('asker'), user('lead')] } }],
    ['commits bear the e-mail of the owner', { change: { emails: ['p900@example.org'] } }],
    [
      'a program says that it acts for the owner',
      { change: { openedBy: bot('copilot') }, onBehalfOf: 'hr:900' },
    ],
  ] satisfies [string, Parameters<typeof wanted>[0]][])(
    'gives nothing where %s: the owner may have been away then, so nothing is taken either',
    async (_, given) => {
      expect(await wanted(given)).toMatchObject({ given: 0, held: 1, seats: [] });
    },
  );

  test('counts for nothing where the route names no fallback', async () => {
    const found = await wanted({ owner: { status: 'on-leave' }, pack: (each) => each });
    expect(found).toMatchObject({ given: 0, held: 0, omitted: ['TICKET_UNDECIDED'] });
  });
});
