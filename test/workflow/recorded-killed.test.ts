import type { LedgerStore } from '../../lib/evidence/index.js';
import { digestOf } from '../../lib/kernel/index.js';
import { RuleEngine } from '../../lib/policy/index.js';
import { ofKind } from '../../lib/record/index.js';
import { decidedTickets, recordEvaluations } from '../../lib/workflow/index.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import { tempFolder } from '../_helpers/temp.js';
import { file, permit } from '../policy/rules/_rules.js';
import { identity, inputs, person, ticket } from '../synth/builders.js';
import { evidenceIn, type Rim } from './_evidence.js';

const TICKETS = [ticket('ACC-1'), ticket('ACC-2', { principal: 'hr:2', package: 'audit' })];

jest.setTimeout(180_000);

class Killed extends Error {}

/** A disk whose process is killed before its nth write; 0 is never. */
class Disk {
  writes = 0;

  constructor(public dieBefore = 0) {}

  private write(): void {
    this.writes += 1;
    if (this.writes === this.dieBefore) throw new Killed();
  }

  readonly rim: Rim = {
    bodies: (bodies) => ({
      tryFind: (of) => bodies.tryFind(of),
      keep: (body) => {
        this.write();
        return bodies.keep(body);
      },
    }),
    store: (store) =>
      new Proxy(store, {
        get: (of, name) =>
          name === 'publish'
            ? (first: number, entries: readonly Uint8Array[]) => this.publish(of, first, entries)
            : name === 'keepCheckpoint'
              ? (checkpoint: Parameters<LedgerStore['keepCheckpoint']>[0]) => {
                  this.write();
                  return of.keepCheckpoint(checkpoint);
                }
              : bound(of, name),
      }),
  };

  /** Entries go out one by one, so that a kill leaves some of a transaction. */
  private async publish(store: LedgerStore, first: number, entries: readonly Uint8Array[]): Promise<number> {
    let published = 0;
    for (const entry of entries) {
      this.write();
      published += await store.publish(first + published, [entry]);
    }
    return published;
  }
}

function bound(of: LedgerStore, name: string | symbol): unknown {
  const value: unknown = Reflect.get(of, name);
  return typeof value === 'function' ? (value.bind(of) as unknown) : value;
}

/** Decides and records, as a process that is killed before its nth write, and then as one that is not. Gives how many writes the first made. */
async function killedBefore(dieBefore: number): Promise<number> {
  const disk = new Disk(dieBefore);
  const { clock } = new FakeWorld([]);
  const evidence = await evidenceIn(tempFolder(), clock, disk.rim);
  const given = inputs({ identity: identity(person('1'), person('2')), tickets: TICKETS, asOf: clock.now() });
  const { records, asked } = decidedTickets({
    ...{ ...given, decisions: [], engine: await RuleEngine.of([file(permit('true', { lasts: '1d' }))]) },
    observations: { changes: [], reviews: [], digest: digestOf('nothing was seen') },
  });
  const evaluated = { records, asked, tickets: TICKETS, catalogue: given.catalogue };
  const record = () => recordEvaluations(evidence.open().recorder, clock, evaluated);
  // That a checkpoint could not be kept fails nobody: the signer has it, and gives it again.
  await record().catch(() => undefined);
  const { writes } = disk;
  disk.dieBefore = 0;
  expect(await record()).toEqual([]);
  const whole = await evidence.records();
  const said = (kind: 'intake' | 'classification' | 'decision') =>
    ofKind(whole, kind).map(({ body }) => (body as { ticket: string }).ticket);
  expect([said('intake'), said('classification'), said('decision')]).toEqual([
    ...[
      ['ACC-1', 'ACC-2'],
      ['ACC-1', 'ACC-2'],
      ['ACC-1', 'ACC-2'],
    ],
  ]);
  for (const { body } of ofKind(whole, 'decision'))
    expect(await evidence.open().bodies.tryFind(body.record!)).toBeDefined();
  return writes;
}

test('REQ-037 recording what was decided, killed before any of its writes, is whole and said once after the next run', async () => {
  const writes = await killedBefore(0);
  // Two tickets and two records beside the ledger, three entries of each ticket, and a checkpoint over them.
  expect(writes).toBeGreaterThanOrEqual(11);
  for (let nth = 1; nth <= writes; nth += 1) expect([nth, await killedBefore(nth)]).toEqual([nth, nth]);
});
