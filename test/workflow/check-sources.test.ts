import { AS_OF, catalogue, H, identity, inputs, person, ticket } from '../synth/builders.js';
import { WritError } from '../../lib/kernel/index.js';
import type { Ticket } from '../../lib/manifest/index.js';
import type { CheckReport } from '../../lib/report/index.js';
import { runChecks, validateTickets, type CheckPorts } from '../../lib/workflow/index.js';
import { validateShapes } from '../../lib/workflow/check/shapes.js';

const gone = (): never => {
  throw new WritError('INPUT_UNREADABLE', 'is gone', { remedy: 'put it back' });
};

/** Ports of inputs that have no fault, with these tickets, all of them undecided. */
function ports(tickets: readonly Ticket[] = [], more: Partial<CheckPorts> = {}): CheckPorts {
  return {
    catalogue: () => catalogue(),
    identity: () => Promise.resolve(identity(person('1'))),
    tickets: () => Promise.resolve({ tickets, faults: [] }),
    decisions: { read: () => Promise.resolve({ decisions: [], digest: 'sha256:0' as never }) },
    people: () => undefined,
    placeOf: (file) => Promise.resolve({ file }),
    ...more,
  };
}

const faulty = ({ checks }: CheckReport): string[] =>
  checks.flatMap(({ id, faults }) => faults.map(({ code }) => `${id} ${code}`));
const notLooked = ({ checks }: CheckReport): string[] =>
  checks.flatMap((check) => (check.notLooked === undefined ? [] : [check.id]));

describe('a source that cannot be read', () => {
  it.each<[string, Partial<CheckPorts>, string, string[]]>([
    [
      'declarations',
      { catalogue: gone },
      'declarations',
      ['birthrights', 'governors', 'tickets', 'reviews', 'rotation'],
    ],
    ['feeds', { identity: gone }, 'feeds', ['declarations', 'tickets', 'rotation']],
    ['rules', { rules: gone }, 'rules', []],
    ['tickets', { tickets: gone }, 'tickets', ['reviews']],
    ['decisions', { decisions: { read: gone } }, 'decisions', ['tickets', 'reviews']],
    ['birthrights of the ledger', { accepted: gone }, 'birthrights', []],
    ['tickets of the ledger', { recorded: gone }, 'tickets', ['reviews']],
  ])('is a fault, never nothing there: %s', async (_what, broken, id, unsure) => {
    const report = await runChecks(ports([], broken), AS_OF);
    expect(faulty(report)).toEqual([`${id} INPUT_UNREADABLE`]);
    expect(notLooked(report)).toEqual(unsure);
  });

  it('honest twin: of sources that can be read nothing is told', async () => {
    const report = await runChecks(ports(), AS_OF);
    expect([faulty(report), notLooked(report)]).toEqual([[], []]);
  });

  it('is told with the tickets too where only some of them are asked about', async () => {
    const named = new Set(['2026/ACC-0001.yaml']);
    expect(faulty(await validateTickets(ports([], { tickets: gone }), AS_OF, named))).toEqual([
      'tickets INPUT_UNREADABLE',
    ]);
    expect(notLooked(await validateTickets(ports([], { identity: gone }), AS_OF, named))).toEqual([
      'tickets',
    ]);
  });

  it('is a fault of the shape too', async () => {
    const read = (file: string) => Promise.resolve(file === 'gone' ? gone() : {});
    expect(faulty(await validateShapes(['a', 'gone'], read, AS_OF))).toEqual(['tickets INPUT_UNREADABLE']);
    expect(faulty(await validateShapes(['a'], read, AS_OF))).toEqual([]);
  });
});

it('a job function that goes by what HR has of nobody is a fault of the declarations', async () => {
  const elsewhere = { identity: () => Promise.resolve(identity(person('1', { department: 'Platfrm' }))) };
  expect(faulty(await runChecks(ports([], elsewhere), AS_OF))).toEqual(['declarations DECLARATION_INVALID']);
});

describe('a ticket that is still to be decided', () => {
  const PAST = { start: new Date(Date.parse(AS_OF) - 4 * H).toISOString() as typeof AS_OF, for: 4 * H };
  const found = async (of: Ticket) => faulty(await runChecks(ports([of]), AS_OF));

  it('REQ-018 is refused where its window ends with this instant, and not where it ends after it', async () => {
    expect(await found(ticket('ACC-0001', { window: PAST }))).toEqual(['tickets WINDOW_INVALID']);
    expect(await found(ticket('ACC-0001', { window: { ...PAST, for: 4 * H + 1 } }))).toEqual([]);
  });

  it('lacks what version 2 asks of its kind, unless it was approved before', async () => {
    const old = ticket('ACC-0001', { kind: 'exception', package: 'stage-direct' });
    expect(await found(old)).toEqual(['tickets TICKET_INVALID']);
    const { decisions } = inputs({ tickets: [old] });
    const approved = {
      decisions: { read: () => Promise.resolve({ decisions, digest: 'sha256:0' as never }) },
    };
    expect(faulty(await runChecks(ports([old], approved), AS_OF))).toEqual([]);

    const recorded = { decisions, kept: [], requests: new Set(decisions.map(({ digest }) => digest)) };
    const inLedger = { recorded: () => Promise.resolve(recorded) };
    expect(faulty(await runChecks(ports([old], inLedger), AS_OF))).toEqual([]);
  });

  it('was not approved where that was under a policy that the configuration does not name', async () => {
    const old = ticket('ACC-0001', { kind: 'exception', package: 'stage-direct' });
    const { decisions } = inputs({ tickets: [old] });
    const approved = ports([old], {
      decisions: { read: () => Promise.resolve({ decisions, digest: 'sha256:0' as never }) },
    });
    const under = async (policy: string) => faulty(await runChecks(approved, AS_OF, [policy]));
    expect(await under(decisions[0]!.policy)).toEqual([]);
    expect(await under(`sha256:${'1'.repeat(64)}`)).toEqual(['tickets TICKET_INVALID']);
  });
});

it('of named files only their own faults are told', async () => {
  const both = [ticket('ACC-0001', { package: 'none' }), ticket('ACC-0002', { asset: 'none' })];
  const of = async (...files: string[]) => faulty(await validateTickets(ports(both), AS_OF, new Set(files)));
  expect(await of('2026/ACC-0001.yaml')).toEqual(['tickets PACKAGE_UNKNOWN']);
  expect(await of('2026/ACC-0002.yaml')).toEqual(['tickets ASSET_UNKNOWN']);
  expect(await of('2026/ACC-0003.yaml')).toEqual([]);
});
