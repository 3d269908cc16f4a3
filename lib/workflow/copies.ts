import { DEFAULT_PATIENCE, type ReadBack, type Revocation } from '../drift/index.js';
import { epochOf } from '../kernel/index.js';
import { type LiveEdge, sentenceOf } from '../model/index.js';
import type { Removal, RemovalContext } from './carry-out.js';
import { proof, revokerOf, targetOf } from './proof.js';
import type { TargetResult } from './revert-result.js';
import { refuseAbort } from './survey.js';

/** What became of the copies that pushes had made of an edge, and of the edge itself when it was last looked at. */
export interface Copies {
  readonly source: TargetResult;
  readonly copies: readonly TargetResult[];
}

/** How many looks at a copy there are between two at its source. */
const LOOKS = 10;

/**
 * Waits until the copies of what was taken away are gone too, all of them no longer than a removal may take. Nothing is
 * waited for while the source is not proved gone: whoever adds it again does not keep the others waiting.
 */
export async function copiesOf(
  removal: Removal,
  source: TargetResult,
  context: RemovalContext,
): Promise<Copies> {
  const { pollFor } = context.patience ?? DEFAULT_PATIENCE;
  const deadline = epochOf(context.ports.clock.now()) + pollFor;
  const copies: TargetResult[] = [];
  let last = source;
  for (const live of removal.downstream) {
    const waiting = new Waiting(removal, live, deadline, context);
    copies.push(last.state === 'ended' ? await waiting.arrival(last) : await waiting.glance());
    last = waiting.source ?? last;
  }
  return { source: last, copies };
}

class Waiting {
  /** The source as it was last read, where it was read again. */
  source: TargetResult | undefined;
  private readonly copy: Revocation;
  private readonly gives: string;

  constructor(
    private readonly removal: Removal,
    live: LiveEdge,
    private readonly deadline: number,
    private readonly context: RemovalContext,
  ) {
    this.copy = { what: 'edge', live };
    this.gives = copyText(live);
  }

  /** One look at a copy whose source is not proved gone: even one that is not there may be brought again. */
  async glance(): Promise<TargetResult> {
    const { gives } = this;
    const seen = targetOf(gives, await this.look());
    if (seen.state !== 'ended') return seen;
    return { gives, state: 'unknown', detail: 'its source is not proved gone, so a push may bring it again' };
  }

  /** Looks until the copy is gone, until no wait can help, or until the source is back. */
  async arrival(before: TargetResult): Promise<TargetResult> {
    const { clock } = this.context.ports;
    const { pollEvery } = this.context.patience ?? DEFAULT_PATIENCE;
    for (let looks = 1; ; looks += 1) {
      const read = await this.look();
      const isOver = read.state === 'absent' || isFinal(read) || epochOf(clock.now()) >= this.deadline;
      if (isOver) return targetOf(this.gives, read);
      if (looks % LOOKS === 0 && (await this.sourceNow(before)).state !== 'ended') return this.glance();
      await clock.sleep(pollEvery, this.context.signal);
    }
  }

  private async look(): Promise<ReadBack> {
    refuseAbort(this.context.signal);
    return revokerOf(this.copy, this.context).readBack(this.copy, this.context.signal);
  }

  private async sourceNow({ gives }: TargetResult): Promise<TargetResult> {
    this.source = await proof(this.removal.revocation, gives, this.context);
    return this.source;
  }
}

/** A refusal stays one however often it is asked for. */
function isFinal(read: ReadBack): boolean {
  return (
    read.state === 'unreadable' &&
    (read.error.code === 'PROVIDER_DENIED' || read.error.code === 'PROVIDER_UNAUTHORIZED')
  );
}

function copyText({ edge }: LiveEdge): string {
  const words = { holder: () => 'the same holder', account: (id: string) => `account ${id}` };
  return sentenceOf(edge, words);
}
