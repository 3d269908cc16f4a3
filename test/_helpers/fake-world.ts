import { observed, type Seen } from './observed.js';
import type {
  Journal,
  JournalEntry,
  Polled,
  ReadBack,
  Revocation,
  Revoker,
  Submitted,
} from '../../lib/drift/index.js';
import type {
  AuditSource,
  InventorySource,
  Observations,
  PartFailure,
  SourceSweep,
} from '../../lib/inventory/index.js';
import { manualClock, WritError } from '../../lib/kernel/index.js';
import {
  AWS_SOURCE,
  awsGroup,
  edgeKey,
  edgeOf,
  groupOf,
  isApp,
  isGroup,
  OKTA_SOURCE,
  oktaGroup,
  permissionSet,
  sourceOf,
  type AccountId,
  type Edge,
  type SourceId,
} from '../../lib/model/index.js';
import type { RevertPorts } from '../../lib/workflow/index.js';
import { CONTENT, native, NOON } from './build.js';

/** What every call of a port goes through: throw here to fail it. */
export type Trouble = (call: string, revocation?: Revocation) => void;

/**
 * A live world behind the ports of a revert, small and honest: assignments end asynchronously, pushes arrive after a
 * delay on the clock, removing what is gone is done.
 */
export class FakeWorld {
  readonly clock = manualClock(NOON);
  readonly entries: JournalEntry[] = [];
  readonly calls: string[] = [];
  /** Removals that took effect, in order. */
  readonly removed: Edge[] = [];
  trouble: Trouble = () => undefined;
  pushDelay = 60_000;
  unread: readonly (readonly [SourceId, PartFailure['part']])[] = [];
  private readonly live = new Map<string, Edge>();
  private readonly pending = new Map<string, { readonly edge: Edge; polls: number }>();
  private readonly departing = new Map<string, number>();
  private policies: readonly string[];
  stale: readonly AccountId[] = [];

  constructor(
    edges: readonly Edge[],
    private readonly sets: readonly string[] = ['ProdAdmin', 'ProdRead'],
    private readonly pushedGroups: readonly string[] = ['prod-admins'],
    policies: readonly string[] = CONTENT.managed,
  ) {
    for (const edge of edges) this.live.set(edgeKey(edge), edge);
    this.policies = policies;
  }

  get edges(): readonly Edge[] {
    this.arrive();
    return [...this.live.values()];
  }

  get managedPolicies(): readonly string[] {
    return this.policies;
  }

  ports(): RevertPorts {
    const sources = [this.source(AWS_SOURCE), this.source(OKTA_SOURCE)];
    const revokers = [this.revoker(AWS_SOURCE), this.revoker(OKTA_SOURCE)];
    const audits: AuditSource[] = [];
    return { sources, audits, revokers, journal: this.journal(), clock: this.clock };
  }

  private meet(call: string, revocation?: Revocation): void {
    this.calls.push(call);
    this.trouble(call, revocation);
  }

  private journal(): Journal {
    return {
      read: async () => {
        this.meet('journal.read');
        return [...this.entries];
      },
      append: async (entries) => {
        this.meet('journal.append');
        this.entries.push(...entries);
      },
    };
  }

  private source(id: SourceId): InventorySource {
    return {
      id,
      sweep: async () => {
        this.meet(`${id}.sweep`);
        return this.sweepOf(id);
      },
    };
  }

  private revoker(id: SourceId): Revoker {
    return {
      id,
      submit: async (revocation) => {
        this.meet(`${id}.submit`, revocation);
        return this.submit(revocation);
      },
      poll: async (token, revocation) => {
        this.meet(`${id}.poll`, revocation);
        return this.poll(token);
      },
      readBack: async (revocation) => {
        this.meet(`${id}.readBack`, revocation);
        return this.readBack(revocation);
      },
    };
  }

  private submit(revocation: Revocation): Submitted {
    if (revocation.what === 'detach-policy') {
      this.policies = this.policies.filter((policy) => policy !== revocation.name);
      return { state: 'done' };
    }
    if (revocation.what !== 'edge') {
      this.stale = [];
      return { state: 'done' };
    }
    const { edge } = revocation.live;
    if (edge.target.kind === 'aws.assignment' && this.live.has(edgeKey(edge))) {
      const token = `token-${edgeKey(edge)}`;
      this.pending.set(token, { edge, polls: 0 });
      return { state: 'pending', token };
    }
    this.remove(edge);
    return { state: 'done' };
  }

  private poll(token: string): Polled {
    const removal = this.pending.get(token);
    if (!removal) return { state: 'done' };
    removal.polls++;
    if (removal.polls < 2) return { state: 'pending' };
    this.remove(removal.edge);
    this.pending.delete(token);
    return { state: 'done' };
  }

  private readBack(revocation: Revocation): ReadBack {
    this.arrive();
    if (revocation.what === 'edge') {
      return { state: this.live.has(edgeKey(revocation.live.edge)) ? 'present' : 'absent' };
    }
    if (revocation.what === 'detach-policy') {
      return { state: this.policies.includes(revocation.name) ? 'present' : 'absent' };
    }
    return { state: this.stale.length > 0 ? 'present' : 'absent' };
  }

  private remove(edge: Edge): void {
    if (!this.live.delete(edgeKey(edge))) return;
    this.removed.push(edge);
    const copy = this.pushedCopy(edge);
    if (copy) this.departing.set(edgeKey(copy), Date.parse(this.clock.now()) + this.pushDelay);
  }

  private pushedCopy({ holder, target }: Edge): Edge | undefined {
    if (target.kind !== 'okta.group' || !this.pushedGroups.includes(target.name)) return undefined;
    return edgeOf({ holder, target: { kind: 'aws.group', name: target.name, source: AWS_SOURCE } });
  }

  /** Runs the pushes that are due. */
  private arrive(): void {
    for (const [key, at] of this.departing) {
      if (at > Date.parse(this.clock.now())) continue;
      this.live.delete(key);
      this.departing.delete(key);
    }
  }

  private sweepOf(source: SourceId): SourceSweep {
    const failed = this.unread.filter(([of]) => of === source);
    const error = new WritError('PROVIDER_DENIED', 'the provider denies this call', { remedy: 'allow it' });
    const now = this.clock.now();
    return {
      completeness: {
        source,
        complete: failed.length === 0,
        listed: 5,
        answered: 5 - failed.length,
        failures: failed.map(([, part]) => ({ part, error })),
        startedAt: now,
        endedAt: now,
        calls: 5,
      },
      seen: this.observe(source),
      uncovered: [],
    };
  }

  private observe(source: SourceId): Observations {
    const edges = this.edges.filter(({ target }) => sourceOf({ target: target }) === source);
    const groups = new Map<string, Seen['groups'][number]>();
    for (const name of this.pushedGroups) {
      const ref = source === OKTA_SOURCE ? oktaGroup(name) : awsGroup(name);
      groups.set(native(ref), { native: native(ref), ref, origin: 'managed' });
    }
    for (const { holder, target } of this.edges) {
      for (const end of [holder, target]) {
        if ((end.kind === 'okta.group' || end.kind === 'aws.group') && end.source === source) {
          groups.set(native(end), { native: native(end), ref: end, origin: 'managed' });
        }
      }
    }
    return observed(source, {
      groups: [...groups.values()],
      memberships: edges.flatMap(({ holder, target }) => {
        const group = groupOf(target);
        return group ? [{ group: native(group), user: native(holder) }] : [];
      }),
      ...(source === OKTA_SOURCE ? this.apps(edges) : {}),
      assignments: edges.flatMap(({ holder, target }) =>
        target.kind === 'aws.assignment'
          ? [
              {
                set: native(target),
                account: target.account,
                holder: {
                  type: isGroup(holder) ? ('group' as const) : ('user' as const),
                  native: native(holder),
                },
              },
            ]
          : [],
      ),
      sets: source === AWS_SOURCE ? this.sets.map((name) => this.setNamed(name)) : [],
      pairs: source === AWS_SOURCE ? this.pairs() : [],
      pushes: source === OKTA_SOURCE ? this.pushes(groups) : [],
    });
  }

  private apps(edges: readonly Edge[]): Pick<Seen, 'apps' | 'appAssignments'> {
    const held = edges.flatMap(({ holder, target }) => (isApp(target) ? [{ holder, app: target }] : []));
    return {
      apps: [...new Map(held.map(({ app }) => [native(app), { native: native(app), ref: app }])).values()],
      appAssignments: held.map(({ holder, app }) => ({
        app: native(app),
        holder: { type: isGroup(holder) ? ('group' as const) : ('user' as const), native: native(holder) },
      })),
    };
  }

  private setNamed(name: string): Seen['sets'][number] {
    const managed = name === this.sets[0] ? this.policies : [];
    return { native: `set-${name}`, ref: permissionSet(name), content: { ...CONTENT, managed } };
  }

  private pairs(): Observations['pairs'] {
    const account = '111111111111' as AccountId;
    return this.sets.map((name) => ({
      set: `set-${name}`,
      account,
      provisioned:
        this.stale.includes(account) && name === this.sets[0] ? ('stale' as const) : ('latest' as const),
    }));
  }

  private pushes(groups: ReadonlyMap<string, unknown>): Observations['pushes'] {
    return this.pushedGroups
      .map((name) => ({ from: `okta-group-${name}`, toName: name, active: true }))
      .filter(({ from }) => groups.has(from));
  }
}
