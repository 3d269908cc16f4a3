import { subject } from '../../lib/evidence/index.js';
import type { FeedProvenance, IdentitySnapshot, LastAccepted } from '../../lib/identity/index.js';
import { digest, digestOf, plus, type Instant, type Milliseconds } from '../../lib/kernel/index.js';
import { lastAccepted } from '../../lib/workflow/index.js';
import { identity, manifest, NOON, record } from '../_helpers/build.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import { tempFolder } from '../_helpers/temp.js';
import { evidenceIn, type Evidence } from './_evidence.js';

const MINUTE: Milliseconds = 60_000;
const HOUR = 60 * MINUTE;

function snapshot(rows: number): IdentitySnapshot {
  const feed: FeedProvenance = { source: 'hr', generatedAt: NOON, rows, digest: digest(`${rows} rows`) };
  return { ...identity(record('1')), feeds: [feed] };
}

/** A ledger with these syntheses in their order, and what it gives as accepted last. */
class Record {
  private constructor(
    private readonly evidence: Evidence,
    private readonly now: Instant,
  ) {}

  static async open(): Promise<Record> {
    const { clock } = new FakeWorld([]);
    return new Record(await evidenceIn(tempFolder(), clock), clock.now());
  }

  /** As whoever holds the pipeline's key may write it: the guard of `recordSynthesis` is not in the way. */
  async synthesized(after: Milliseconds, rows: number, { kept = true } = {}): Promise<void> {
    const { recorder } = this.evidence.open();
    const of = manifest({ asOf: plus(this.now, after) });
    const feeds = snapshot(rows);
    if (kept) await recorder.keep(feeds);
    await recorder.append([
      {
        kind: 'synthesis',
        subject: [subject('manifest', digestOf(of)), subject('identity', digestOf(feeds))],
        body: {
          at: this.now,
          asOf: of.asOf,
          manifest: digestOf(of),
          identity: digestOf(feeds),
          inputs: { ...of.inputs },
          feeds: [...feeds.feeds],
        },
      },
    ]);
  }

  last(skew?: Milliseconds): Promise<LastAccepted | undefined> {
    const { recorder, bodies } = this.evidence.open();
    return lastAccepted(recorder, bodies, { now: this.now, ...(skew === undefined ? {} : { skew }) });
  }

  async rows(skew?: Milliseconds): Promise<number | undefined> {
    return (await this.last(skew))?.feeds[0]?.rows;
  }
}

describe('the feeds that were accepted last', () => {
  it('are those of the newest synthesis, whatever the order in which the ledger has them', async () => {
    const kept = await Record.open();
    await kept.synthesized(-HOUR, 20);
    await kept.synthesized(-2 * HOUR, 10);
    expect(await kept.rows()).toBe(20);
  });

  it('H1.6 are never those of a synthesis that is dated ahead of the clock, which would be the newest for ever', async () => {
    const kept = await Record.open();
    await kept.synthesized(-HOUR, 20);
    await kept.synthesized(365 * 24 * HOUR, 1);
    expect(await kept.rows()).toBe(20);
  });

  it('are nobody’s where every synthesis is dated ahead', async () => {
    const kept = await Record.open();
    await kept.synthesized(HOUR, 1);
    expect(await kept.last()).toBeUndefined();
  });

  it('are those of a synthesis that is ahead by no more than clocks may differ, as configured', async () => {
    const kept = await Record.open();
    await kept.synthesized(-HOUR, 20);
    await kept.synthesized(4 * MINUTE, 30);
    expect(await kept.rows()).toBe(30);
    expect(await kept.rows(MINUTE)).toBe(20);
  });

  it('are told by what the entry says of them where the snapshot was erased', async () => {
    const kept = await Record.open();
    await kept.synthesized(-HOUR, 20, { kept: false });
    const last = await kept.last();
    expect(last).not.toHaveProperty('snapshot');
    expect(last?.feeds).toEqual(snapshot(20).feeds);
  });
});
