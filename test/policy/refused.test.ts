import { branded } from '../../lib/kernel/index.js';
import { intake, type DecidedSoFar } from '../../lib/policy/index.js';
import type { Ticket, TicketV1 } from '../../lib/manifest/index.js';
import { resolve, type IntakeGround } from '../../lib/policy/resolve.js';
import { approvalDigester } from '../../lib/policy/approval-digest.js';
import {
  refuseBrokenLine,
  refuseBrokenReference,
  refuseDuplicate,
  repeatedIds,
} from '../../lib/policy/references.js';
import { linksOf } from '../../lib/identity/index.js';
import { aroundSpan, atBounds } from '../_helpers/bounds.js';
import { catalogueWith, packageOf } from '../_helpers/catalogue.js';
import { identity, NOON, record, YESTERDAY } from '../_helpers/build.js';
import { plus } from '../../lib/kernel/index.js';

const HOUR = 3_600_000;
const shared = { source: branded<'source'>('okta'), native: '00uShared', login: 'ops@example.org' };
const who = {
  ...identity(
    record('1', { department: 'Platform' }),
    record('2', { department: 'Platform', worker: 'contractor' }),
  ),
  shared: [shared],
};
const terminal = { name: 'terminal', title: '', owner: 'platform', accounts: [], sharedLogin: true as const };
const catalogue = catalogueWith(
  [
    packageOf('admin'),
    packageOf('reader', { holders: ['employee', 'contractor'] }),
    packageOf('always', { duration: { kind: 'standing' } }),
  ],
  {
    assets: [{ name: 'payments', title: 'Payments', owner: 'platform', accounts: [] }, terminal],
    workloads: [
      {
        ...{
          id: branded<'workload'>('bot'),
          title: 'Bot',
          kind: 'pipeline',
          owner: 'platform',
          purpose: 'deploys',
        },
        ...{
          binding: { kind: 'okta', login: 'bot' },
          expires: plus(NOON, HOUR),
          mayRequest: ['admin', 'always'],
        },
      },
    ],
  },
);

function ticket(more: Partial<TicketV1> = {}): TicketV1 {
  return {
    ...{ ticket: 'ACC-1', kind: 'standard', principal: 'hr:1', package: 'admin', asset: 'payments' },
    ...{
      justification: 'roll back the migration',
      window: { start: 'on-approval', for: HOUR },
      file: 'a.yaml',
    },
    ...more,
  };
}

const ground: IntakeGround = {
  ...{ catalogue, identity: who, links: linksOf(who), digest: approvalDigester(catalogue), at: NOON },
  packages: new Map(catalogue.packages.map((each) => [each.id, each])),
};
const fault = (of: () => unknown): unknown => {
  try {
    of();
  } catch (error) {
    const { code, place } = error as { code: string; place?: { file?: string; path?: string } };
    return [code, place?.file, place?.path];
  }
  return undefined;
};
const resolving = (more: Partial<TicketV1>) =>
  fault(() => {
    const { unfit } = resolve(ticket(more), ground);
    if (unfit)
      throw Object.assign(new Error('unfit'), {
        code: unfit.reason.code,
        place: { file: 'a.yaml', path: unfit.state },
      });
  });

describe('a ticket that does not resolve names the field and the file', () => {
  it.each([
    ['a package', { package: 'nothing' }, 'PACKAGE_UNKNOWN', 'package'],
    ['an asset', { asset: 'ledger' }, 'ASSET_UNKNOWN', 'asset'],
    ['an asset behind a shared login', { asset: 'terminal' }, 'SHARED_ACCOUNT', 'asset'],
    ['a holder the package is not for', { principal: 'hr:2' }, 'HOLDER_NOT_ALLOWED', 'principal'],
    ['a workload the package is not for', { principal: 'workload:bot' }, 'HOLDER_NOT_ALLOWED', 'principal'],
    ['nobody', { principal: 'workload:ghost' }, 'SUBJECT_UNKNOWN', 'principal'],
    ['a name', { principal: ' Dana Fox ' }, 'SUBJECT_UNKNOWN', 'principal'],
    ['a shared login', { principal: 'OPS@example.org' }, 'SHARED_ACCOUNT', 'principal'],
    ['the native id of a shared account', { principal: '00ushared' }, 'SHARED_ACCOUNT', 'principal'],
    ['an emergency of an ordinary package', { kind: 'emergency' }, 'NOT_REQUESTABLE', 'package'],
    ['a package that stands', { package: 'always' }, 'NOT_REQUESTABLE', 'package'],
    [
      'a window that is too long',
      { window: { start: 'on-approval', for: 13 * HOUR } },
      'WINDOW_INVALID',
      'window',
    ],
  ] as const)('%s', (_what, more, code, path) => {
    expect(resolving(more)).toEqual([code, 'a.yaml', path]);
  });

  it('honest twins: of an employee, of a contractor where the package is for them, of an ordinary asset', () => {
    for (const more of [{}, { principal: 'hr:2', package: 'reader' }, { kind: 'exception' }] as const)
      expect(resolving(more)).toBeUndefined();
  });

  it('is refused for a holder before the job function is asked', () => {
    const anybody = { ...ground, catalogue: { ...catalogue, jobFunctions: [] } };
    expect(resolve(ticket(), anybody).unfit).toMatchObject({
      state: 'not-requestable',
      reason: { code: 'NOT_REQUESTABLE' },
    });
    expect(resolve(ticket({ kind: 'exception' }), anybody).unfit).toBeUndefined();
    expect(resolve(ticket(), ground).unfit).toBeUndefined();
  });
});

describe('how long a ticket may last', () => {
  const lasting = (kind: Ticket['kind'], max: number) =>
    aroundSpan(NOON, max, (end) =>
      resolving({ kind, window: { start: 'on-approval', for: Date.parse(end) - Date.parse(NOON) } }),
    );
  const tooLong = { before: undefined, on: undefined, after: ['WINDOW_INVALID', 'a.yaml', 'window'] };

  it('is `max`, of a renewal `renewalMax`, to the millisecond', () => {
    expect(lasting('standard', 12 * HOUR)).toEqual(tooLong);
    expect(lasting('exception', 12 * HOUR)).toEqual(tooLong);
    expect(lasting('renewal', 24 * HOUR)).toEqual(tooLong);
  });

  it('is as long as is asked for where the package stands, and of a removal of no account', () => {
    const long = { start: 'on-approval', for: 9_999 * HOUR } as const;
    expect(resolving({ kind: 'exception', package: 'always', window: long })).not.toEqual(tooLong.after);
    expect(resolving({ kind: 'removal', window: long })).toBeUndefined();
  });
});

describe('what a ticket refers to', () => {
  const known = (...tickets: readonly Ticket[]) => new Map(tickets.map((each) => [each.ticket, [each]]));
  const refers = (more: Partial<TicketV1>) =>
    fault(() =>
      refuseBrokenReference(
        ticket({ ticket: 'ACC-2', of: 'ACC-1', ...more }),
        known(ticket(), ticket({ ticket: 'ACC-2' })),
      ),
    );
  const broken = ['TICKET_REFERENCE', 'a.yaml', 'of'];

  it('is there, is another ticket, and is for the same principal, package and asset', () => {
    expect(refers({})).toBeUndefined();
    for (const other of [
      { principal: 'hr:2' },
      { package: 'reader' },
      { asset: 'ledger' },
      { of: 'ACC-9' },
      { of: 'ACC-2' },
    ])
      expect(refers(other)).toEqual(broken);
    expect(fault(() => refuseBrokenReference(ticket(), new Map()))).toBeUndefined();
  });

  it('is of a renewal one that can be renewed, by an id that one file has', () => {
    const renewal = ticket({ ticket: 'ACC-2', kind: 'renewal', of: 'ACC-1' });
    const line = (known: ReadonlyMap<string, readonly Ticket[]>) =>
      fault(() => refuseBrokenLine(renewal, known));
    expect(line(known(ticket()))).toBeUndefined();
    expect(line(known(ticket({ kind: 'removal' })))).toEqual(broken);
    expect(line(new Map())).toEqual(broken);
    expect(line(new Map([['ACC-1', [ticket(), ticket({ file: 'b.yaml' })]]]))).toEqual(broken);
  });

  it('is, by its id, one ticket: of several files none counts, but a removal whose id nothing approved has', () => {
    const twice = repeatedIds(
      new Map([
        ['ACC-1', [ticket(), ticket({ file: 'b.yaml' })]],
        ['ACC-2', [ticket({ ticket: 'ACC-2' })]],
      ]),
    );
    const duplicate = (more: Partial<TicketV1>, approved = false) =>
      fault(() => refuseDuplicate(ticket(more), twice, approved));
    expect(duplicate({})).toEqual(['TICKET_DUPLICATE', 'a.yaml', 'ticket']);
    expect(duplicate({ ticket: 'ACC-2' })).toBeUndefined();
    expect(duplicate({ kind: 'removal' })).toBeUndefined();
    expect(duplicate({ kind: 'removal' }, true)).toEqual(['TICKET_DUPLICATE', 'a.yaml', 'ticket']);
  });
});

describe('of two files of one id', () => {
  const [one, other] = [ticket(), ticket({ file: 'b.yaml', justification: 'something else entirely' })];
  const content = intake([other], catalogue, who, NOON).resolved[0]?.digest;
  const approval = (at: typeof NOON, outcome: 'approve' | 'deny' = 'approve'): DecidedSoFar => ({
    decisions: [
      {
        ...{ ticket: 'ACC-1', digest: content!, outcome, rules: [], reasons: [], approvers: ['hr:9'] },
        ...{ policy: content!, at },
      },
    ],
  });
  const standing = (decided: DecidedSoFar) =>
    intake([one, other], catalogue, who, NOON, decided).resolved.map(({ ticket: { file } }) => file);

  it('that which was approved stands, from the instant of the approval on', () => {
    expect(atBounds(NOON, (at) => standing(approval(at)))).toEqual({
      before: ['b.yaml'],
      on: ['b.yaml'],
      after: [],
    });
    expect(standing({ decisions: [] })).toEqual([]);
  });

  it('a denial makes neither stand', () => {
    expect(standing(approval(YESTERDAY, 'deny'))).toEqual([]);
  });

  it('the other is told as one, by its own file', () => {
    const { refused } = intake([one, other], catalogue, who, NOON, approval(YESTERDAY));
    expect(refused.map(({ file, reasons }) => [file, reasons[0]?.code])).toEqual([
      ['a.yaml', 'TICKET_DUPLICATE'],
    ]);
  });
});

describe('what intake refuses', () => {
  it('is in order of ticket and file', () => {
    const wrong = ['ACC-1', 'ACC-2'].flatMap((id) =>
      ['a', 'b'].map((file) => ticket({ ticket: id, file, package: 'nothing' })),
    );
    const list = (tickets: readonly Ticket[]) =>
      intake(tickets, catalogue, who, NOON).refused.map((each) => [each.ticket, each.file]);
    const expected = wrong.map((each) => [each.ticket, each.file]);
    expect([list(wrong), list([...wrong].reverse())]).toEqual([expected, expected]);
  });
});
