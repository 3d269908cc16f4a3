import { isAsJudged, judgedContents } from '../../lib/drift/judged.js';
import { leftBehind, whyLeftIsPrivileged } from '../../lib/drift/left-behind.js';
import { birthrightTargets } from '../../lib/drift/birthrights.js';
import { ableIn } from '../../lib/drift/able.js';
import { countsOf } from '../../lib/drift/rails/counted.js';
import { revocationOf } from '../../lib/drift/revocation.js';
import { judge, type Finding, type JournalEntry, type Revocation } from '../../lib/drift/index.js';
import { alteredPart, type LiveUser } from '../../lib/inventory/index.js';
import {
  AWS_SOURCE,
  OKTA_SOURCE,
  oktaGroup,
  person,
  principalKey,
  targetKey,
  type ContentPart,
  type EdgeId,
} from '../../lib/model/index.js';
import { digest } from '../../lib/kernel/index.js';
import { packageOf } from '../_helpers/catalogue.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  at,
  AWS_ADMINS,
  catalogue,
  CONTENT,
  edge,
  group,
  identity,
  inventory,
  judgeInput,
  live,
  liveSet,
  manifest,
  NOON,
  only,
  PROD,
  READERS,
  record,
  report,
  set,
  wanted,
} from '../_helpers/build.js';

const NATIVE = 'set-ProdAdmin';
const ID = 'aaaaaaaaaaaaaaaa' as EdgeId;
const POWER = 'arn:aws:iam::aws:policy/PowerUserAccess';
const part = (slot: ContentPart['slot'], name: string): ContentPart => ({ slot, name, digest: digest(name) });
const detach = (over: object = {}): Revocation => ({
  what: 'detach-policy',
  set: ADMIN_SET,
  native: NATIVE,
  slot: 'managed',
  name: POWER,
  ...over,
});

describe('what an account that is behind may still have', () => {
  const attempt = (
    revocation: Revocation | undefined,
    when = '2026-11-21T09:00:00Z',
    of = ID,
  ): JournalEntry => ({
    kind: 'attempt',
    at: at(when),
    run: 'r',
    edge: of,
    ...(revocation ? { revocation } : {}),
  });
  const outcome = (state: string, when = '2026-11-21T10:00:00Z', of = ID): JournalEntry =>
    ({ kind: 'outcome', at: at(when), edge: of, state, detail: '' }) as JournalEntry;
  const gone = (when: string, of = ID): JournalEntry => ({ kind: 'gone', at: at(when), edge: of });
  const of = (...journal: JournalEntry[]) =>
    leftBehind(journal, new Map())(NATIVE, ID).map(({ slot, name }) => [slot, name]);

  it('is what Writ began to take off, once', () => {
    expect(of(attempt(detach()))).toEqual([['managed', POWER]]);
    expect(of(attempt(detach()), attempt(detach()))).toEqual([['managed', POWER]]);
    expect(of(attempt(detach({ slot: 'customer-managed', name: '/x/y' })))).toEqual([
      ['customer-managed', '/x/y'],
    ]);
    expect(of(attempt({ what: 'delete-inline', set: ADMIN_SET, native: NATIVE }))).toEqual([
      ['inline', 'inline'],
    ]);
  });

  it('is nothing of another set, nor what takes nothing off a set', () => {
    expect(of(attempt(detach({ native: 'another' })))).toEqual([]);
    expect(of(attempt({ what: 'edge', live: live(edge(person('1'), READERS)) }))).toEqual([]);
    expect(of(attempt({ what: 're-provision', set: ADMIN_SET, native: NATIVE, account: PROD }))).toEqual([]);
    expect(of(attempt(undefined))).toEqual([]);
  });

  it('is nothing once the removal was read back, and everything while it was not', () => {
    expect(of(attempt(detach()), outcome('revoked'))).toEqual([]);
    expect(of(attempt(detach()), outcome('failed'))).toHaveLength(1);
    expect(of(attempt(detach()), outcome('revoked', '2026-11-21T08:00:00Z'))).toHaveLength(1);
    expect(of(outcome('revoked'), attempt(detach()))).toHaveLength(1);
  });

  it('is nothing once this account was provisioned, or is no longer behind', () => {
    const again = attempt(
      { what: 're-provision', set: ADMIN_SET, native: NATIVE, account: PROD },
      '2026-11-21T09:30:00Z',
    );
    expect(
      of(attempt(detach(), '2026-11-21T09:00:00Z', 'other' as EdgeId), again, outcome('revoked')),
    ).toEqual([]);
    expect(of(attempt(detach()), gone('2026-11-21T10:00:00Z'))).toEqual([]);
    expect(of(attempt(detach()), gone('2026-11-21T10:00:00Z', 'other' as EdgeId))).toHaveLength(1);
    expect(of(gone('2026-11-21T08:00:00Z'), attempt(detach()))).toHaveLength(1);
  });

  it('is also what the logs say that anybody took off', () => {
    const logged = (event: object) =>
      leftBehind(
        [],
        new Map([
          [
            AWS_SOURCE,
            { events: [{ id: 'e', op: 'alter', source: AWS_SOURCE, target: NATIVE, at: NOON, ...event }] },
          ],
        ]) as never,
      )(NATIVE, ID).map(({ slot, name }) => [slot, name]);
    expect(logged({ part: alteredPart('take', 'managed', POWER) })).toEqual([['managed', POWER]]);
    expect(logged({ part: alteredPart('take', 'customer-managed', '/x/y') })).toEqual([
      ['customer-managed', '/x/y'],
    ]);
    expect(logged({ part: alteredPart('take', 'inline', 'inline') })).toEqual([['inline', 'inline']]);
    expect(logged({ part: alteredPart('put', 'managed', POWER) })).toEqual([]);
    expect(logged({ part: alteredPart('take', 'boundary', 'b') })).toEqual([]);
    expect(logged({ part: alteredPart('take', 'session', '') })).toEqual([]);
    expect(logged({ op: 'remove', part: alteredPart('take', 'managed', POWER) })).toEqual([]);
    expect(logged({ target: 'another', part: alteredPart('take', 'managed', POWER) })).toEqual([]);
    expect(logged({})).toEqual([]);
  });

  it('is privileged by its name, and always where no text of it is kept', () => {
    expect(whyLeftIsPrivileged([])).toEqual([]);
    expect(
      whyLeftIsPrivileged([part('managed', 'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess')]),
    ).toEqual([]);
    expect(whyLeftIsPrivileged([part('managed', 'arn:aws:iam::aws:policy/AdministratorAccess')])).not.toEqual(
      [],
    );
    expect(whyLeftIsPrivileged([part('customer-managed', '/x/y')])).not.toEqual([]);
    expect(whyLeftIsPrivileged([part('inline', 'inline')])).toHaveLength(1);
    expect(whyLeftIsPrivileged([part('session', '')])).toEqual([]);
  });
});

describe('the content that was judged', () => {
  const a = part('managed', 'a');
  const b = part('managed', 'b');

  it('is still it without what is leaving, and never with more or without what stays', () => {
    expect(isAsJudged({ parts: [a, b], leaving: [b] }, [a, b])).toBe(true);
    expect(isAsJudged({ parts: [a, b], leaving: [b] }, [a])).toBe(true);
    expect(isAsJudged({ parts: [a, b], leaving: [b] }, [b])).toBe(false);
    expect(isAsJudged({ parts: [a], leaving: [] }, [a, b])).toBe(false);
    expect(isAsJudged({ parts: [a], leaving: [b] }, [a, b])).toBe(false);
    expect(isAsJudged({ parts: [a], leaving: [] }, [{ ...a, digest: digest('other') }])).toBe(false);
    expect(isAsJudged({ parts: [a], leaving: [] }, [{ ...a, slot: 'inline' }])).toBe(false);
  });

  const seen = (policies: readonly string[]) => {
    const input = judgeInput({
      manifest: manifest({ catalogue: { permissionSets: [set(ADMIN_SET)] } }),
      inventory: inventory({
        roles: [liveSet(ADMIN_SET, { ...CONTENT, managed: [...CONTENT.managed, ...policies] })],
      }),
    });
    return { input, of: judge(input).report };
  };

  it('names what is to be taken off, where that is proved to narrow', () => {
    const { input, of } = seen([POWER]);
    const [judged] = [...judgedContents(of, input.inventory).values()];
    expect(judged?.parts.map(({ name }) => name).sort()).toEqual(
      expect.arrayContaining([...CONTENT.managed, POWER]),
    );
    expect(judged?.leaving.map(({ name }) => name)).toEqual([POWER]);
    const unproved = of.findings.map((finding) => ({ ...finding, narrows: false }));
    expect([...judgedContents({ findings: unproved }, input.inventory).values()][0]?.leaving).toEqual([]);
  });

  it('is none of a set whose content was not read', () => {
    const { content: _, ...unread } = liveSet(ADMIN_SET);
    expect(judgedContents({ findings: [] }, { roles: [unread] as never }).size).toBe(0);
  });

  it('is what a removal is compared with', () => {
    const { input, of } = seen([POWER]);
    const judged = judgedContents(of, input.inventory);
    expect(revocationOf(only(of), judged)).toEqual({
      ...{ what: 'detach-policy', set: ADMIN_SET, native: NATIVE, slot: 'managed', name: POWER },
      judged: judged.get(NATIVE),
    });
    expect(revocationOf(only(of), new Map())).not.toHaveProperty('judged');
  });
});

describe('the removal that ends a finding', () => {
  const of = (subject: object) => revocationOf({ subject } as unknown as Finding, new Map());
  const content = (...added: ContentPart[]) =>
    of({ what: 'content', set: ADMIN_SET, native: NATIVE, added, removed: [] });

  it('of an edge takes away the live one, and is none where nothing is live', () => {
    const one = live(edge(person('1'), READERS));
    expect(of({ what: 'edge', edge: one.edge, live: one })).toEqual({ what: 'edge', live: one });
    expect(of({ what: 'edge', edge: one.edge })).toBeUndefined();
  });

  it('of a content takes off the part by its slot', () => {
    expect(content(part('managed', 'a'))).toMatchObject({
      what: 'detach-policy',
      slot: 'managed',
      name: 'a',
    });
    expect(content(part('customer-managed', '/a'))).toMatchObject({
      what: 'detach-policy',
      slot: 'customer-managed',
    });
    expect(content(part('inline', 'inline'))).toEqual({
      what: 'delete-inline',
      set: ADMIN_SET,
      native: NATIVE,
    });
    for (const slot of ['boundary', 'session'] as const) expect(content(part(slot, ''))).toBeUndefined();
    expect(content()).toBeUndefined();
  });

  it('of an account that is behind provisions it again', () => {
    const subject = { set: ADMIN_SET, native: NATIVE, account: PROD, content: digest('c') };
    expect(of({ what: 'provisioning', ...subject })).toEqual({ what: 're-provision', ...subject });
  });

  it.each(['part', 'name', 'object', 'push', 'rule'])('of a %s there is none', (what) => {
    expect(of({ what })).toBeUndefined();
  });
});

it('an attempt is remembered with what ceilings count', () => {
  const counted = { id: ID, system: 'aws', holder: 'h', leaver: undefined, package: undefined };
  expect(countsOf(counted)).toEqual({ basis: 'none' });
  expect(countsOf({ ...counted, package: '' })).toEqual({ basis: 'had' });
  expect(countsOf({ ...counted, package: 'p' })).toEqual({ basis: 'had', package: 'p' });
  expect(countsOf({ ...counted, package: 'p', leaver: 'h' })).toEqual({
    basis: 'had',
    package: 'p',
    leaver: true,
  });
});

describe('what is given by birthright', () => {
  const pack = (grants: readonly object[]) =>
    birthrightTargets(
      catalogue({
        packages: [
          { ...packageOf('baseline'), grants: [{ asset: 'a', entitlements: grants }] } as never,
          packageOf('other'),
        ],
        jobFunctions: [{ id: 'sre', title: '', when: {}, birthright: ['baseline'], mayRequest: [] }] as never,
        groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
      }),
    );
  const keys = (...of: Parameters<typeof targetKey>[0][]) => new Set(of.map(targetKey));

  it('is the group that is joined, and where that is pushed to and from', () => {
    expect(pack([{ target: assignment(), carrier: 'okta-push', join: ADMINS }])).toEqual(
      keys(ADMINS, AWS_ADMINS),
    );
    expect(pack([{ target: assignment(), carrier: 'identity-store', join: AWS_ADMINS }])).toEqual(
      keys(ADMINS, AWS_ADMINS),
    );
    expect(pack([{ target: assignment(), carrier: 'identity-store', join: READERS }])).toEqual(keys(READERS));
  });

  it('is the assignment itself where nothing carries it, and a group itself', () => {
    expect(pack([{ target: assignment(), carrier: 'direct' }])).toEqual(keys(assignment()));
    expect(pack([{ target: oktaGroup('pagers'), carrier: 'okta-push' }])).toEqual(keys(oktaGroup('pagers')));
    expect(pack([{ target: assignment(), carrier: 'okta-push' }])).toEqual(new Set());
  });
});

describe('who can sign in', () => {
  const user = (status: LiveUser['status'], source = AWS_SOURCE, principal?: typeof DANA): LiveUser => ({
    source,
    native: `${source}-${status}`,
    login: 'x',
    displayName: '',
    status,
    ...(principal ? { principal } : {}),
  });
  const DANA = person('1');
  const able = (
    users: readonly LiveUser[],
    unread: Parameters<typeof inventory>[0] = {},
    who = identity(record('1')),
  ) => ableIn(inventory({ users, ...unread }), who, () => false)(principalKey(DANA));

  it('is whoever has an active account wherever they have one', () => {
    expect(able([])).toBe('yes');
    expect(able([user('active', AWS_SOURCE, DANA)])).toBe('yes');
    expect(able([user('suspended', AWS_SOURCE, DANA)])).toBe('no');
    expect(able([user('active', AWS_SOURCE, DANA), user('suspended', OKTA_SOURCE, DANA)])).toBe('no');
    expect(able([user('active', AWS_SOURCE, DANA), user('suspended', AWS_SOURCE, DANA)])).toBe('yes');
    expect(able([user('suspended', AWS_SOURCE, DANA), user('active', AWS_SOURCE, DANA)])).toBe('yes');
    expect(able([user('suspended')])).toBe('yes');
  });

  it('is not told of whom a source is unread, for its users alone', () => {
    expect(able([], { unread: [[AWS_SOURCE, { part: 'listing', of: 'users' }]] })).toBe('unread');
    expect(able([], { unread: [[AWS_SOURCE, { part: 'listing', of: 'groups' }]] })).toBe('yes');
    expect(able([], { unread: [[AWS_SOURCE, { part: 'group', group: 'g', name: 'n' }]] })).toBe('yes');
    const elsewhere = identity(record('1', { accounts: [{ source: OKTA_SOURCE, native: 'x', login: 'x' }] }));
    expect(able([], { unread: [[AWS_SOURCE, { part: 'listing', of: 'users' }]] }, elsewhere)).toBe('yes');
  });

  it('is nobody whom no record has', () => {
    expect(able([], {}, identity(record('2')))).toBe('no');
  });
});

describe('what is said of an edge', () => {
  const DANA = person('1');
  const gives = (world: Parameters<typeof report>[0]) =>
    report(world).findings.flatMap(({ subject, gives: said }) => (subject.what === 'edge' ? [said] : []));

  it('names what it carries, at most three of it, and the packages that lead there', () => {
    const sets = ['A', 'B', 'C', 'D', 'E'].map(
      (name) => ({ kind: 'aws.permission-set', name, source: AWS_SOURCE }) as never,
    );
    const said = (count: number, titles: readonly string[] = []) => {
      const held = sets.slice(0, count).map((of) => edge(READERS, assignment(of)));
      const packages = titles.map((title) => ({
        ...packageOf(title),
        title,
        grants: [
          { asset: 'a', entitlements: [{ target: assignment(), carrier: 'identity-store', join: READERS }] },
        ],
      }));
      const [only_] = gives({
        manifest: manifest({
          edges: held.map((one) => wanted(one, { role: 'structure' })),
          catalogue: { packages: packages as never, scopes: [{ ...catalogue().scopes[0]!, accounts: [] }] },
        }),
        inventory: inventory({
          edges: [live(edge(DANA, READERS)), ...held.map((one) => live(one))],
          pushes: [],
          roles: sets.map((of) => liveSet(of)),
        }),
      });
      return only_?.slice(only_.indexOf('prod-readers') + 'prod-readers'.length);
    };
    const on = (name: string) => `${name} on production account payments-prod (111111111111)`;
    expect(said(0)).toBe('');
    expect(said(1)).toBe(`, which gives ${on('A')}`);
    expect(said(3)).toBe(`, which gives ${on('A')}, ${on('B')}, ${on('C')}`);
    expect(said(5)).toBe(`, which gives ${on('A')}, ${on('B')}, ${on('C')} and 2 more`);
    expect(said(0, ['Read'])).toBe(', which gives “Read”');
    expect(said(1, ['Read', 'More'])).toBe(`, which gives “Read”, “More” (${on('A')})`);
    expect(said(4, ['Read', 'Read'])).toBe(
      `, which gives “Read” (${on('A')}, ${on('B')}, ${on('C')} and 1 more)`,
    );
  });

  it("counts whom a group's own access reaches, and names whom nobody links", () => {
    const stranger = (n: number) => ({ kind: 'unlinked', source: AWS_SOURCE, native: `u-${n}` }) as const;
    const said = (people: number, strangers: number) => {
      const members = [
        ...Array.from({ length: people }, (_, n) => edge(person(`${n + 1}`), READERS)),
        ...Array.from({ length: strangers }, (_, n) => edge(stranger(n + 1), READERS)),
      ];
      const [sentence] = gives({
        manifest: manifest({ edges: members.map((one) => wanted(one)) }),
        inventory: inventory({
          edges: [live(edge(READERS, assignment())), ...members.map((one) => live(one))],
          pushes: [],
        }),
      }).filter((each) => each.startsWith('everyone'));
      return /\(([^()]*)\)$/.exec(sentence ?? '')?.[1];
    };
    expect(said(0, 0)).toBe('nobody now');
    expect(said(1, 0)).toBe('1 holder');
    expect(said(2, 0)).toBe('2 holders');
    expect(said(0, 1)).toBe('unlinked account u-1');
    expect(said(1, 1)).toBe('unlinked account u-1 and 1 holder');
    expect(said(0, 4)).toBe('unlinked account u-1, unlinked account u-2, unlinked account u-3 and 1 holder');
  });

  it('names every holder by what is known of it', () => {
    const holder = (who: Parameters<typeof edge>[0], more: Parameters<typeof inventory>[0] = {}) =>
      gives({
        manifest: manifest({
          catalogue: {
            workloads: [
              {
                id: 'deploy',
                title: 'Deployer',
                owner: 'platform',
                purpose: '',
                expires: at('2099-01-01T00:00:00Z'),
              },
            ] as never,
          },
        }),
        inventory: inventory({ edges: [live(edge(who, READERS))], pushes: [], ...more }),
      })[0];
    expect(holder(person('1'))).toBe('Dana Fox is a member of Identity Store group prod-readers');
    expect(holder(person('404'))).toMatch(/^person hr:404 is /);
    expect(holder({ kind: 'workload', id: 'deploy' } as never)).toMatch(/^Deployer is /);
    expect(holder({ kind: 'workload', id: 'other' } as never)).toMatch(/^workload:other is /);
    const stranger = { kind: 'unlinked', source: AWS_SOURCE, native: 'u-1' } as const;
    expect(holder(stranger)).toMatch(/^unlinked aws user u-1 is /);
    const user = {
      source: AWS_SOURCE,
      native: 'u-1',
      login: 'eve',
      displayName: 'Eve',
      status: 'active',
    } as const;
    expect(holder(stranger, { users: [user] })).toMatch(/^Eve \(eve, linked to nobody\) is /);
  });
});
