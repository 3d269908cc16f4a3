import * as cedarModule from '@cedar-policy/cedar-wasm/nodejs';
import { plus } from '../../../lib/kernel/index.js';
import { intake, RuleEngine, type Decision, type PolicyWhatifDocument } from '../../../lib/policy/index.js';
import { AS_OF } from '../../_helpers/people.js';
import type { Cedar } from '../../../lib/policy/rules/cedar.js';
import { whatifDecisions } from '../../../lib/workflow/whatif.js';
import type { WhoReport } from '../../../lib/record/index.js';
import { approved, HOUR, inputOf, TWO, type Case } from '../attacks/_stage.js';
import { ticketOf } from '../facts/_ground.js';
import { EXAMPLE, file, forbid, permit } from '../rules/_rules.js';

const COUNTS = permit('context.state == Review::"approved"', { id: 'b-counts' }).replaceAll(
  '"grant"',
  '"approve"',
);
const rules = (...texts: readonly string[]) =>
  RuleEngine.of([permit(), COUNTS, ...texts].map((text, index) => file(text, `${String(index)}.cedar`)));
const no = (annotations: Readonly<Record<string, string>> = {}, condition = 'resource.package == "admin"') =>
  forbid(condition, annotations);

/** A case decided by two sets of rules; `decided` approves its ticket before. */
function whatif(
  before: RuleEngine,
  after: RuleEngine,
  { decided = false, held, ...each }: Case & { readonly decided?: boolean; readonly held?: WhoReport } = {},
): PolicyWhatifDocument {
  const given = inputOf({ reviews: [approved('l4')], ...each }, before);
  const [resolved] = intake(given.tickets, given.catalogue, given.identity, AS_OF, {
    decisions: [],
    byRules: true,
  }).resolved;
  if (!resolved) throw new Error('the ticket does not resolve');
  const decision: Decision = {
    ticket: resolved.ticket.ticket,
    digest: resolved.digest,
    outcome: 'approve',
    rules: [],
    reasons: [],
    approvers: ['hr:4'],
    policy: before.digest,
    at: plus(AS_OF, -HOUR / 2),
  };
  return whatifDecisions({ ...given, decisions: decided ? [decision] : [] }, after, held);
}

const seen = ({ differing }: PolicyWhatifDocument) =>
  differing.map(({ change, state, before, after, rules: held }) => [
    change,
    state,
    [before.outcome, ...before.codes].join(' '),
    [after.outcome, ...after.codes].join(' '),
    held.map(({ id, holds, rule }) => `${id} ${holds} ${rule}`),
  ]);

describe('other rules', () => {
  test('that are the same differ in nothing, and how much was compared is said', async () => {
    const found = whatif(await rules(), await rules());
    expect(found).toMatchObject({
      differing: [],
      rules: { added: [], removed: [], changed: [] },
      faults: [],
    });
    expect(found.compared).toEqual({ open: 1, decided: 0 });
    expect(found.before).toBe(found.after);
  });

  test('that newly approve are named first, with the rule that held it back', async () => {
    expect(seen(whatif(await rules(no()), await rules()))).toEqual([
      ['approves', 'open', 'deny A_CODE', 'approve', ['a-rule before removed']],
    ]);
  });

  test.each([
    ['tightens', [], [no()], 'approve', 'deny A_CODE', ['a-rule after added']],
    [
      'loosens',
      [no()],
      [no({ outcome: 'escalate' })],
      'deny A_CODE',
      'escalate A_CODE',
      ['a-rule both changed'],
    ],
    [
      'tightens',
      [no({ outcome: 'pending' })],
      [no({ outcome: 'refuse' })],
      'pending A_CODE',
      'refuse A_CODE',
      ['a-rule both changed'],
    ],
    ['otherwise', [no()], [no({ code: 'OTHER' })], 'deny A_CODE', 'deny OTHER', ['a-rule both changed']],
    [
      'loosens',
      [no(), no({ id: 'c-rule', code: 'C_CODE' })],
      [no()],
      'deny A_CODE C_CODE',
      'deny A_CODE',
      ['c-rule before removed'],
    ],
    [
      'tightens',
      [no()],
      [no(), no({ id: 'c-rule', code: 'C_CODE' })],
      'deny A_CODE',
      'deny A_CODE C_CODE',
      ['c-rule after added'],
    ],
  ] as const)('%s, case %#', async (change, before, after, was, is, held) => {
    expect(seen(whatif(await rules(...before), await rules(...after)))).toEqual([
      [change, 'open', was, is, held],
    ]);
  });

  test('that let an approval last otherwise differ, though both approve', async () => {
    const lasts = (span: string) =>
      RuleEngine.of([file(permit('true', { lasts: span })), file(COUNTS, 'b.cedar')]);
    const change = async (before: string, after: string) =>
      whatif(await lasts(before), await lasts(after)).differing.map((each) => each.change);
    expect([await change('14d', '7d'), await change('7d', '14d')]).toEqual([['tightens'], ['loosens']]);
  });

  test('about reviews change what is approved, and the rule about reviews is named', async () => {
    const against = forbid('context.state == Review::"approved"', { id: 'c-review' }).replaceAll(
      '"grant"',
      '"approve"',
    );
    expect(seen(whatif(await rules(against), await rules()))).toEqual([
      ['approves', 'open', 'pending APPROVAL_MISSING A_CODE', 'approve', ['c-review before removed']],
    ]);
  });

  test('that err deny, and the one that does is named', async () => {
    const errs = no({}, '9007199254740991 * 9007199254740991 * context.window.minutes > 0');
    expect(seen(whatif(await rules(), await rules(errs)))).toEqual([
      ['tightens', 'open', 'approve', 'deny POLICY_ERROR', ['a-rule after added']],
    ]);
  });

  test('that changed are not named where they hold in neither set', async () => {
    const idle = (name: string) => no({ id: 'c-idle' }, `resource.package == "${name}"`);
    expect(seen(whatif(await rules(idle('x')), await rules(idle('y'), no())))).toEqual([
      ['tightens', 'open', 'approve', 'deny A_CODE', ['a-rule after added']],
    ]);
  });

  test('that stayed and hold by what another changed are named as the same', async () => {
    const old = no({ id: 'c-old', code: 'OLD' }, 'context.ageMinutes >= context.validMinutes').replaceAll(
      '"grant"',
      '"approve"',
    );
    const lasts = (span: string) =>
      RuleEngine.of(
        [permit('true', { lasts: span }), COUNTS, old].map((text, index) =>
          file(text, `${String(index)}.cedar`),
        ),
      );
    expect(seen(whatif(await lasts('14d'), await lasts('1h')))).toEqual([
      [
        'tightens',
        'open',
        'approve',
        'pending APPROVAL_MISSING OLD',
        ['a-path both changed', 'c-old after same'],
      ],
    ]);
  });

  test('that cannot be asked refuse, and no rule of theirs is named', async () => {
    const fails = {
      ...cedarModule,
      statefulIsAuthorized: () => ({ type: 'failure', errors: [], warnings: [] }),
    };
    const texts = [permit(), COUNTS].map((text, index) => file(text, `${String(index)}.cedar`));
    const dead = await RuleEngine.of(texts, fails as unknown as Cedar);
    expect(seen(whatif(await rules(), dead))).toEqual([
      ['tightens', 'open', 'approve', 'refuse POLICY_ENGINE', ['a-path before same']],
    ]);
  });

  test('are told ticket by ticket, what they newly approve first', async () => {
    const long = await rules(no({}, 'context.window.minutes > 60'));
    const short = await rules(no({}, 'context.window.minutes <= 60'));
    const given = inputOf({ reviews: [approved('l4')] }, long);
    const window = { start: 'on-approval', for: 2 * HOUR } as const;
    const others = ['ACC-0003', 'ACC-0002'].map((ticket) =>
      ticketOf({ ticket, window, file: `${ticket}.yaml` }),
    );
    const tickets = [...others, ...given.tickets];
    const told = (before: RuleEngine, after: RuleEngine) =>
      whatifDecisions({ ...given, tickets, engine: before }, after).differing.map(
        ({ change, ticket }) => `${change} ${ticket}`,
      );
    expect(told(short, long)).toEqual(['approves ACC-0001', 'tightens ACC-0002', 'tightens ACC-0003']);
    expect(told(long, short)).toEqual(['loosens ACC-0002', 'loosens ACC-0003', 'tightens ACC-0001']);
  });

  test('that differ only where they do not hold decide nothing differently', async () => {
    const found = whatif(await rules(), await rules(no({}, 'resource.package == "other"')));
    expect([found.differing, found.rules]).toEqual([[], { added: ['a-rule'], removed: [], changed: [] }]);
  });
});

describe('an approved ticket', () => {
  test('that gives is judged by both, and is live where the ledger saw it', async () => {
    const [before, after] = [await rules(), await rules(no())];
    const found = whatif(before, after, { decided: true });
    expect(found.compared).toEqual({ open: 0, decided: 1 });
    expect(seen(found)).toEqual([['tightens', 'decided', 'approve', 'deny A_CODE', ['a-rule after added']]]);
    const held = (because: readonly string[]) => ({ holdings: [{ because }] }) as unknown as WhoReport;
    const live = whatif(before, after, { decided: true, held: held(['admin on payments: ticket ACC-0001']) });
    expect([live.compared, live.differing[0]?.state]).toEqual([{ open: 0, decided: 1, live: 1 }, 'live']);
    const gone = whatif(before, after, {
      decided: true,
      held: held(['admin on payments: ticket ACC-00011']),
    });
    expect([gone.compared, gone.differing[0]?.state]).toEqual([{ open: 0, decided: 1, live: 0 }, 'decided']);
  });

  test('that is over is judged by neither', async () => {
    const window = { start: plus(AS_OF, -10 * HOUR), for: HOUR };
    const found = whatif(await rules(), await rules(no()), { decided: true, ticket: { window } });
    expect([found.compared, found.differing]).toEqual([{ open: 0, decided: 0 }, []]);
  });
});

test('a ticket whose holder is in doubt is open, and refused by both', async () => {
  const hr = { '2': { worker_type: 'contractor', vendor: '' } };
  const given = inputOf({ ticket: { principal: 'hr:7' }, hr }, await rules());
  const tickets = [ticketOf({ ticket: 'ACC-0002', file: 'two.yaml' })];
  const found = whatifDecisions({ ...given, tickets }, await rules(no()));
  expect([found.compared, found.differing]).toEqual([{ open: 1, decided: 0 }, []]);
});

test('an end is decided by no rule', async () => {
  const given = inputOf({}, await rules());
  const removal = ticketOf({ ticket: 'ACC-0002', kind: 'removal', of: 'ACC-0001', file: 'two.yaml' });
  const found = whatifDecisions({ ...given, tickets: [...given.tickets, removal] }, await rules(no()));
  expect(found.differing.map(({ ticket }) => ticket)).toEqual(['ACC-0001']);
});

test('a set that lacks what every set must have says so, and what today’s lacks too is not said again', async () => {
  const whole = await RuleEngine.of(EXAMPLE);
  const without = EXAMPLE.map(({ file: name, text }) => ({
    file: name,
    text: text.replaceAll('"SOD_CONFLICT"', '"X_CONFLICT"'),
  }));
  const lacking = await RuleEngine.of(without);
  expect(whatif(whole, lacking, { route: TWO }).faults.map(({ message }) => message)).toEqual([
    expect.stringContaining('SOD_CONFLICT'),
  ]);
  expect(whatif(lacking, lacking, { route: TWO }).faults).toEqual([]);
  const worse = await RuleEngine.of(
    without.map((each) => ({ ...each, text: each.text.replaceAll('"NHI_LIFETIME"', '"X_LIFETIME"') })),
  );
  expect(whatif(lacking, worse, { route: TWO }).faults.map(({ message }) => message)).toEqual([
    expect.stringContaining('NHI_LIFETIME'),
  ]);
});
