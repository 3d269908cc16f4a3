import { digestOf, plus } from '../../../lib/kernel/index.js';
import type { Decision, GovernanceEffect } from '../../../lib/policy/index.js';
import { EXAMPLE } from '../../policy/rules/_rules.js';
import { approves, changed, judge, TICKET_PATH, type Case } from './_stage.js';

async function effectOf(given: Case): Promise<GovernanceEffect> {
  const { effect } = await judge(given);
  if (!effect) throw new Error('no effect was told');
  return effect;
}

const MORE = ['s3:GetObject', 's3:DeleteObject'] as const;
/** Of the baseline and of what the ticket of 6 gives. */
const READER = 'Reader on sandbox';
const OPERATOR = 'Operator on sandbox';

test('of a change that declares and rules the same nothing is told', async () => {
  const none = { declared: [], rules: [], holders: [], birthrights: [], tickets: [] };
  expect(await effectOf({ ticket: true })).toEqual(none);
});

test('everybody who holds a wider role is told with what more they may do, and what they get without asking', async () => {
  const { holders, birthrights, declared } = await effectOf({ head: { baseline: MORE } });
  expect(holders.map(({ who }) => who)).toEqual(['hr:1', 'hr:2', 'hr:6']);
  expect(holders[0]).toEqual({
    who: 'hr:1',
    gains: [
      {
        what: READER,
        more: 'yes',
        tier: 'write',
        actions: 1,
        among: ['s3:DeleteObject on arn:aws:s3:::tests/*'],
        unread: [],
      },
    ],
    losses: [],
  });
  expect(birthrights.map(({ who, change }) => [who, change])).toEqual([
    ['hr:1', 'widened'],
    ['hr:2', 'widened'],
    ['hr:6', 'widened'],
  ]);
  expect(declared).toMatchObject([
    { section: 'permissionSets', change: 'changed', fields: [{ field: 'content' }] },
  ]);
});

test('what becomes less is told as less, and waits for nobody', async () => {
  const { holders, birthrights } = await effectOf({ base: { baseline: MORE }, head: {} });
  expect(holders.map(({ gains, losses }) => [gains.length, losses.length])).toEqual([
    [0, 1],
    [0, 1],
    [0, 1],
  ]);
  expect(birthrights).toEqual([]);
});

test('a job function for others gives to some and takes from some', async () => {
  const { holders, birthrights } = await effectOf({ head: { jobs: ['CLERK'] } });
  expect(birthrights.map(({ who, change }) => `${who} ${change}`)).toEqual([
    'hr:1 vanishes',
    'hr:2 vanishes',
    'hr:6 vanishes',
    'hr:9 appears',
  ]);
  expect(holders.map(({ who, gains, losses }) => [who, gains.length, losses.length])).toEqual([
    ['hr:1', 0, 1],
    ['hr:2', 0, 1],
    ['hr:6', 0, 1],
    ['hr:9', 1, 0],
  ]);
});

describe('a ticket that stands on an approval of the old content', () => {
  const operator = ['s3:PutObject', 's3:DeleteObject'] as const;

  it('needs a new decision where it would give more, and its holder is told', async () => {
    const { tickets, holders, birthrights } = await effectOf({ ticket: true, head: { operator } });
    expect(tickets).toMatchObject([
      { ticket: 'ACC-0001', who: 'hr:6', package: 'operate', asset: 'tests', widened: true },
    ]);
    expect(tickets[0]?.after).not.toBe(tickets[0]?.before);
    expect(holders.map(({ who, gains }) => [who, gains.map(({ what }) => what)])).toEqual([
      ['hr:6', [OPERATOR]],
    ]);
    expect(birthrights).toEqual([]);
  });

  it('needs one where it would give less, or for no longer', async () => {
    const less = await effectOf({ ticket: true, base: { operator }, head: {} });
    expect(less.tickets).toMatchObject([{ ticket: 'ACC-0001', widened: false }]);
    const longer = await effectOf({ ticket: true, head: { max: '24h' } });
    expect(longer.tickets).toMatchObject([{ ticket: 'ACC-0001', widened: false }]);
    expect(longer.holders).toEqual([]);
    expect(longer.declared).toMatchObject([
      { section: 'packages', id: 'operate', change: 'changed', fields: [{ field: 'duration' }] },
    ]);
  });

  it('is left alone by a change of something else, and one that was never approved is none', async () => {
    expect((await effectOf({ ticket: true, head: { baseline: MORE } })).tickets).toEqual([]);
    expect((await effectOf({ head: { operator } })).tickets).toEqual([]);
  });

  it('gives what it gave, whoever approves for the package from now on', async () => {
    const { tickets, holders } = await effectOf({ ticket: true, head: { owners: ['hr:8', 'hr:9'] } });
    expect([tickets, holders.map(({ who }) => who)]).toEqual([[], ['hr:7', 'hr:9']]);
  });

  it('is told with a session that lasts longer', async () => {
    const { holders, tickets } = await effectOf({ ticket: true, head: { session: '8h' } });
    expect(holders.map(({ who, gains }) => [who, gains[0]?.what])).toEqual([
      ['hr:6', `${OPERATOR}, sessions of 480 instead of 60 minutes`],
    ]);
    expect(tickets).toHaveLength(1);
  });
});

test('approvers and governors who come and go are told, by person and by team', async () => {
  const head = { owners: ['hr:7', 'hr:9'], governors: ['hr:3', 'hr:4', 'hr:9'] } as const;
  const { declared, holders } = await effectOf({ head });
  expect(declared.map(({ section, id, fields }) => [section, id, fields.map(({ field }) => field)])).toEqual([
    ['organization', 'governance', ['governors']],
    ['teams', 'platform', ['approvers']],
  ]);
  expect(
    holders.map(({ who, gains, losses }) => [who, gains.map((g) => g.what), losses.map((l) => l.what)]),
  ).toEqual([
    ['hr:5', [], ['is a governor']],
    ['hr:8', [], ['approves for team platform']],
    ['hr:9', ['approves for team platform', 'is a governor'], []],
  ]);
});

test('whom another owner of a package makes an approver is told, in a team that did not change', async () => {
  const { holders } = await effectOf({ head: { operatorOf: 'boards' } });
  expect(holders.map(({ who, gains, losses }) => [who, gains.length, losses.length])).toEqual([
    ['hr:3', 1, 0],
    ['hr:4', 1, 0],
    ['hr:5', 1, 0],
    ['hr:7', 0, 1],
    ['hr:8', 0, 1],
  ]);
  expect(holders[0]?.gains[0]?.what).toBe('decides on package operate');
});

describe('a fallback that is wider', () => {
  const BOARDS = { operatorElse: { fallback: [{ role: 'team', team: 'boards' }] } } as const;
  const NINE = { operatorElse: { fallback: [{ role: 'person', person: 'hr:9' }] } } as const;
  const offices = async (given: Case): Promise<readonly (readonly [string, ...string[]])[]> =>
    (await effectOf(given)).holders.map(({ who, gains }) => [who, ...gains.map(({ what }) => what)]);

  test('is told of the route, and of everybody whom it lets approve', async () => {
    const { declared, holders } = await effectOf({ head: NINE });
    expect(
      declared.map(({ section, id, fields }) => [section, id, fields.map(({ field }) => field)]),
    ).toEqual([['packages', 'operate', ['approval']]]);
    expect(holders.map(({ who, gains }) => [who, gains.map(({ what }) => what)])).toEqual([
      ['hr:9', ['stands in on package operate']],
    ]);
    expect((await offices({ head: BOARDS })).map(([who]) => who)).toEqual(['hr:3', 'hr:4', 'hr:5']);
  });

  test('and who only stood in gains by being asked first', async () => {
    const head = {
      operatorOf: 'boards',
      operatorElse: { fallback: [{ role: 'team', team: 'platform' }] },
    } as const;
    expect(await offices({ base: BOARDS, head })).toContainEqual(['hr:3', 'decides on package operate']);
  });

  test('whom it is escalated to decides on nothing, and the change is told all the same', async () => {
    const head = { operatorElse: { escalation: [{ role: 'person', person: 'hr:9' }] } } as const;
    const { declared, holders } = await effectOf({ head });
    expect([declared.length, holders]).toEqual([1, []]);
  });
});

test('fewer governors who have to approve, and none at all, are told', async () => {
  const fewer = await effectOf({ base: { required: 3 }, head: {} });
  expect(fewer.declared).toEqual([
    {
      section: 'organization',
      id: 'governance',
      change: 'changed',
      fields: [{ field: 'required', before: '3', after: '2' }],
    },
  ]);
  const none = await effectOf({ head: { governors: 'nobody' } });
  expect(none.declared).toEqual([
    { section: 'organization', id: 'governance', change: 'removed', fields: [] },
  ]);
});

describe('rules', () => {
  const edited = (was: RegExp | string, is: string) =>
    EXAMPLE.map(({ file, text }) => ({
      file,
      text: file === 'reviews.cedar' ? text.replace(was, is) : text,
    }));
  const LAST = '@id("review-last")';

  it('that come, go and change are told by id; that it is weaker is for people to read', async () => {
    const renamed = await effectOf({ headRules: edited(LAST, '@id("review-newest")') });
    expect(renamed.rules).toEqual([
      { id: 'review-last', change: 'removed' },
      { id: 'review-newest', change: 'added' },
    ]);
    const why = edited('the same person reviewed again later', 'another review came later');
    expect((await effectOf({ headRules: why })).rules).toEqual([{ id: 'review-last', change: 'changed' }]);
  });

  it('are the same with another comment', async () => {
    const { rules } = await effectOf({ headRules: edited(LAST, `// a word\n${LAST}`) });
    expect(rules).toEqual([]);
  });

  it('of the head judge nothing: those of the base are the policy of the record', async () => {
    const headRules = edited(LAST, '@id("review-newest")');
    const [base, head] = [await judge({}), await judge({ headRules })];
    expect(head.policy).toBe(base.policy);
    expect([base.differs, head.differs]).toEqual([[], ['rules']]);
  });

  it('that change under the name of a document are governance all the same', async () => {
    const record = await judge({
      headRules: edited(LAST, '@id("review-newest")'),
      paths: [changed('docs/policy.md')],
      reviews: [approves('3'), approves('4')],
    });
    expect([record.kind, record.outcome]).toEqual(['governance', 'approve']);
    expect((await judge({ paths: [changed('docs/policy.md')] })).kind).toBe('documentation');
  });
});

test('of tickets and documents alone nothing is decided here', async () => {
  for (const [path, kind] of [
    [TICKET_PATH, 'tickets'],
    ['entitlements/decisions.json', 'records'],
    ['docs/policy.md', 'documentation'],
  ] as const) {
    const record = await judge({ paths: [changed(path)] });
    expect(record).toMatchObject({ kind, reasons: [], conditions: [], reviews: [] });
    expect([record.outcome, record.effect]).toEqual([undefined, undefined]);
  }
});

test('what an approval covers is every path with its content, and what is declared and ruled at both ends', async () => {
  const content = async (given: Case) => (await judge(given)).content;
  const blob = 'd'.repeat(40);
  const cases: readonly Case[] = [
    {},
    { paths: [changed('entitlements/data.ts')] },
    { paths: [changed('entitlements/platform.ts', { after: { mode: '100644', blob } })] },
    { paths: [changed('entitlements/platform.ts', { after: { mode: '100755', blob: 'b'.repeat(40) } })] },
    { head: { baseline: MORE } },
    { base: { baseline: MORE } },
    { change: { base: 'release' } },
    { change: { repository: 'github.com/acme/other' } },
  ];
  const all = await Promise.all(cases.map(content));
  expect(new Set(all).size).toBe(cases.length);
  // A ticket that was merged meanwhile, or somebody who left, makes it no other.
  expect(await content({ ticket: true, hr: { 9: { status: 'on-leave' } } })).toBe(all[0]);
});

test('the order of paths and reviews never matters', async () => {
  const given: Case = {
    head: { baseline: MORE },
    paths: [changed('entitlements/platform.ts'), changed('entitlements/data.ts'), changed('docs/words.md')],
    reviews: [approves('3'), approves('4'), approves('7'), approves('9'), approves('5')],
  };
  const reversed = <T>(all: readonly T[]): readonly T[] => [...all].reverse();
  expect(await judge(given, reversed)).toEqual(await judge(given));
});

test('an approval runs out with the first of the reviews that it counts', async () => {
  const early = approves('4', { at: '2026-11-10T09:00:00.000Z' as never });
  const record = await judge({ reviews: [approves('3'), early] });
  expect(record.expires).toBe('2026-11-24T09:00:00.000Z');
});

describe('what was decided of another content of a ticket', () => {
  const OPERATE = { operator: ['s3:PutObject', 's3:DeleteObject'] } as const;
  const denied = (of: 'this' | 'another') =>
    judge({
      ticket: true,
      head: OPERATE,
      besides: (approved) => [
        {
          ...approved,
          ...(of === 'another' ? { digest: digestOf('another content') } : {}),
          outcome: 'deny',
          approvers: [],
          at: plus(approved.at, 60_000),
        },
      ],
    });

  test('says nothing of what the ticket gives, nor of what it would give', async () => {
    const { effect } = await denied('another');
    expect(effect?.tickets.map(({ ticket, widened }) => [ticket, widened])).toEqual([['ACC-0001', true]]);
    expect(effect?.holders.map(({ who, losses }) => [who, losses])).toEqual([['hr:6', []]]);
  });

  test.each(['besides', 'recorded'] as const)(
    'nor where it is of what the ticket would be (%s): a later word on that is a word on the head',
    async (where) => {
      const plain = await judge({ ticket: true, head: OPERATE });
      const digest = plain.effect?.tickets[0]?.after;
      expect(digest).toBeDefined();
      const { effect } = await judge({
        ticket: true,
        head: OPERATE,
        [where]: (approved: Decision): readonly Decision[] => [
          { ...approved, digest: digest!, outcome: 'deny', approvers: [], at: plus(approved.at, 60_000) },
        ],
      });
      expect(effect).toEqual(plain.effect);
    },
  );

  test('honest twin: denied as it is it gives nothing, and nothing would be more', async () => {
    const { effect } = await denied('this');
    expect([effect?.tickets, effect?.holders]).toEqual([[], []]);
  });
});
