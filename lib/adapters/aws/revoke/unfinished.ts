import type { Submitted } from '../../../drift/index.js';
import { plus, WritError } from '../../../kernel/index.js';
import type { AwsContext } from '../access.js';

/**
 * Holds the number of unfinished asynchronous writes below the provider's bound. Whoever submits many before
 * polling any never waits for themselves: when there is no room, the open writes are looked at.
 */
export class UnfinishedWrites {
  private readonly open = new Map<string, () => Promise<boolean>>();
  private starting = 0;

  constructor(private readonly most: number) {}

  /** Starts a write when there is room. `isOver` tells of a token whether its write has ended. */
  async start(
    access: AwsContext,
    submit: () => Promise<Submitted>,
    isOver: (token: string) => Promise<boolean>,
  ): Promise<Submitted> {
    await this.reserve(access);
    try {
      const submitted = await submit();
      if (submitted.state === 'pending') {
        const { token } = submitted;
        this.open.set(token, () => isOver(token));
      }
      return submitted;
    } finally {
      this.starting -= 1;
    }
  }

  /** Called when a write was seen to have ended. */
  ended(token: string): void {
    this.open.delete(token);
  }

  private async reserve({ clock, limits, signal }: AwsContext): Promise<void> {
    const until = plus(clock.now(), limits.writePatience);
    while (this.open.size + this.starting >= this.most) {
      await this.look();
      if (this.open.size + this.starting < this.most) break;
      if (clock.now() >= until) throw stuck(this.most);
      await clock.sleep(limits.writePoll, signal);
    }
    this.starting += 1;
  }

  private async look(): Promise<void> {
    for (const [token, isOver] of this.open) {
      // What cannot be looked at counts as open.
      if (await isOver().catch(() => false)) this.ended(token);
    }
  }
}

function stuck(most: number): WritError {
  return new WritError('PROVIDER_OPERATION_STUCK', `${most} writes to Identity Center have not ended`, {
    remedy: 'look at the operations in the console, then run the command again',
  });
}
