import type { Allowance, Allowances } from '../allowances.js';
import type { Escalation } from '../escalation/index.js';
import { holdingsOf, type NamedActions } from '../lists/index.js';
import { reason, someOf, type PrivilegeReason, type ReasonCode } from './reason.js';

/** Reasons that rest on single actions: each action is told once, under the first head that it comes under. */
export class ToldReasons {
  private readonly actions = new Set<string>();
  private readonly services: ReadonlySet<string>;

  /** `administered` are the services of which everything was told. */
  constructor(
    private readonly allowances: Allowances,
    administered: readonly string[],
  ) {
    this.services = new Set(administered);
  }

  /** Of each entry of a list, what is allowed, counts, and is news. */
  named(
    code: ReasonCode,
    list: readonly NamedActions[],
    counts: (allowance: Allowance) => boolean = () => true,
  ): readonly PrivilegeReason[] {
    return holdingsOf(list, this.allowances).flatMap(({ lets, through }) => {
      const held = through
        .map(({ action }) => action)
        .filter((action) => {
          const allowance = this.allowances.of(action);
          return allowance !== undefined && counts(allowance);
        });
      return this.tell(code, `lets its holder ${lets}`, held);
    });
  }

  /** Who may use a service's things may be changed by whoever manages its permissions, beyond what was named. */
  permissions(): readonly PrivilegeReason[] {
    const held = [...this.allowances.all()].filter(({ level, reach }) => level === 'p' && reach !== 'named');
    return this.tell(
      'PERMISSIONS',
      'lets its holder manage permissions',
      held.map(({ name }) => name),
    );
  }

  /** The ways that rest on more than what was told. */
  escalations(ways: readonly Escalation[]): readonly PrivilegeReason[] {
    return ways.flatMap(({ name, gives, through, id }) =>
      this.tell(
        'ESCALATION',
        `lets its holder ${name}, which gives ${gives}`,
        through.map(({ action }) => action),
        `; ${id}`,
      ),
    );
  }

  private tell(
    code: ReasonCode,
    says: string,
    actions: readonly string[],
    source = '',
  ): readonly PrivilegeReason[] {
    const news = actions.filter((action) => !this.isTold(action));
    if (news.length === 0) return [];
    for (const action of actions) this.actions.add(action);
    return [reason(code, `${says} (${someOf(news)}${source})`)];
  }

  private isTold(action: string): boolean {
    return this.actions.has(action) || this.services.has(action.slice(0, action.indexOf(':')));
  }
}
