import { sortedTexts } from '../kernel/index.js';
import type { Allowance, Allowances } from './allowances.js';
import type { Escalation } from './escalation/index.js';
import { isReadingName } from './index/level.js';
import {
  COPIES_OUT,
  CREDENTIALS,
  holdingsOf,
  IDENTITY_PLANE,
  OPENS,
  RECORD_CHANGES,
  RESOURCE_OPENINGS,
  WORKLOAD_RUNS,
  type NamedActions,
} from './lists/index.js';
import type { ServiceMeaning } from './services.js';
import { saysThatItReads, unknownIn } from './unknown.js';

/** What makes an access privileged. */
export const REASON_CODES = [
  'ADMINISTRATOR',
  'SERVICE_ADMINISTRATOR',
  'IDENTITY_PLANE',
  'ESCALATION',
  'CREDENTIALS',
  'WORKLOADS',
  'RECORDS',
  'PERMISSIONS',
  'NOT_JUDGED',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** One reason, in words that follow "it". */
export interface PrivilegeReason {
  readonly code: ReasonCode;
  /** `lets its holder hand any role to a service (iam:PassRole)`. */
  readonly says: string;
}

interface JudgedAccess {
  readonly allowances: Allowances;
  readonly services: readonly ServiceMeaning[];
  readonly escalations: readonly Escalation[];
  readonly unread: readonly string[];
}

/**
 * Why an access counts as privileged, the plainest first. Each action is told once: an administrator needs no second reason, and
 * neither does what was told under another head.
 */
export function reasonsOf(judged: JudgedAccess): readonly PrivilegeReason[] {
  const unread = judged.unread.map((part) =>
    reason('NOT_JUDGED', `has content of ${part}, which is not read`),
  );
  const all = administrator(judged);
  if (all) return [all, ...unread];
  const told = new ToldReasons(judged);
  return [
    ...serviceAdministrators(judged),
    ...told.named('IDENTITY_PLANE', IDENTITY_PLANE),
    ...told.named('CREDENTIALS', CREDENTIALS, isMoreThanReading),
    ...told.named('WORKLOADS', WORKLOAD_RUNS, isMoreThanReading),
    ...told.named('RECORDS', RECORD_CHANGES),
    ...told.named('PERMISSIONS', RESOURCE_OPENINGS),
    ...told.named('PERMISSIONS', COPIES_OUT),
    ...told.permissions(),
    ...told.escalations(),
    ...unknown(judged.allowances),
    ...unread,
  ];
}

/** Most reading actions show tokens and keys among much else, or those of whoever asks. */
function isMoreThanReading({ name, level }: Allowance): boolean {
  const reads = level === 'r' || level === 'l' || isReadingName(name.slice(name.indexOf(':') + 1));
  return !reads || OPENS.has(name);
}

/** Services that somebody administers who administers everything, but for a few. */
const HARDLY_ANY_LEFT = 0.9;

function administrator({ allowances, services }: JudgedAccess): PrivilegeReason | undefined {
  const allowed = [...allowances.all()].filter(({ reach, always }) => reach === 'every' && always).length;
  const { size } = allowances.index;
  if (allowed === size && allowances.beyond.includes('*'))
    return reason('ADMINISTRATOR', 'allows every action on every resource');
  if (allowed < size * HARDLY_ANY_LEFT) return undefined;
  const whole = new Map(services.map(({ service, actions }) => [service, actions]));
  const left = allowances.index.services.filter(
    (service) => whole.get(service) !== allowances.index.actionsOf(service).length,
  );
  return reason('ADMINISTRATOR', `allows every action but some of ${listed(left)}`);
}

function serviceAdministrators({ services }: JudgedAccess): PrivilegeReason[] {
  const titles = services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service);
  return titles.length === 0
    ? []
    : [reason('SERVICE_ADMINISTRATOR', `allows every action of ${listed(titles)} on every resource`)];
}

/** What was told of an access so far. */
class ToldReasons {
  private readonly actions = new Set<string>();
  private readonly services: ReadonlySet<string>;

  constructor(private readonly judged: JudgedAccess) {
    this.services = new Set(
      judged.services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service),
    );
  }

  /** Of each entry of a list, what is allowed, counts, and is news. */
  named(
    code: ReasonCode,
    list: readonly NamedActions[],
    counts: (allowance: Allowance) => boolean = () => true,
  ): PrivilegeReason[] {
    const { allowances } = this.judged;
    return holdingsOf(list, allowances).flatMap(({ lets, through }) => {
      const held = through
        .map(({ action }) => action)
        .filter((action) => {
          const allowance = allowances.of(action);
          return allowance !== undefined && counts(allowance);
        });
      return this.tell(code, `lets its holder ${lets}`, held);
    });
  }

  /** Who may use a service's things may be changed by whoever manages its permissions, beyond what was named. */
  permissions(): PrivilegeReason[] {
    const held = [...this.judged.allowances.all()].filter(
      ({ level, reach }) => level === 'p' && reach !== 'named',
    );
    return this.tell(
      'PERMISSIONS',
      'lets its holder manage permissions',
      held.map(({ name }) => name),
    );
  }

  /** The ways that rest on more than what was told. */
  escalations(): PrivilegeReason[] {
    return this.judged.escalations.flatMap(({ name, gives, through, id }) =>
      this.tell(
        'ESCALATION',
        `lets its holder ${name}, which gives ${gives}`,
        through.map(({ action }) => action),
        `; ${id}`,
      ),
    );
  }

  private tell(code: ReasonCode, says: string, actions: readonly string[], source = ''): PrivilegeReason[] {
    const news = actions.filter((action) => !this.isTold(action));
    if (news.length === 0) return [];
    for (const action of actions) this.actions.add(action);
    return [reason(code, `${says} (${listed(news)}${source})`)];
  }

  private isTold(action: string): boolean {
    return this.actions.has(action) || this.services.has(action.slice(0, action.indexOf(':')));
  }
}

/** What the index does not have may be anything, unless its name says that it reads. */
function unknown(allowances: Allowances): PrivilegeReason[] {
  const strange = unknownIn(allowances).filter((pattern) => !saysThatItReads(pattern));
  return strange.length === 0
    ? []
    : [reason('NOT_JUDGED', `allows actions that are not known here (${listed(strange)})`)];
}

const SHOWN = 3;

function listed(names: readonly string[]): string {
  const shown = sortedTexts([...new Set(names)]);
  const more = shown.length - SHOWN;
  return more > 0 ? `${shown.slice(0, SHOWN).join(', ')} and ${String(more)} more` : shown.join(', ');
}

function reason(code: ReasonCode, says: string): PrivilegeReason {
  return { code, says };
}
