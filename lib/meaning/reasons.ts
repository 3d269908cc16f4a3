import { counted, sortedTexts } from '../kernel/index.js';
import type { Allowance, Allowances } from './allowances.js';
import type { Escalation } from './escalation/index.js';
import { isOpen } from './glob.js';
import { isReadingName } from './index/level.js';
import {
  CREDENTIALS,
  holdingsOf,
  IDENTITY_PLANE,
  RECORD_CHANGES,
  RESOURCE_OPENINGS,
  WORKLOAD_RUNS,
  type Named,
} from './lists/index.js';
import type { ServiceMeaning } from './services.js';

/** What makes an access privileged. */
export type ReasonCode =
  | 'ADMINISTRATOR'
  | 'SERVICE_ADMINISTRATOR'
  | 'IDENTITY_PLANE'
  | 'ESCALATION'
  | 'CREDENTIALS'
  | 'WORKLOADS'
  | 'RECORDS'
  | 'PERMISSIONS'
  | 'NOT_JUDGED';

/** One reason, in words that follow "it". */
export interface Reason {
  readonly code: ReasonCode;
  /** `lets its holder hand any role to a service (iam:PassRole)`. */
  readonly says: string;
}

interface Judged {
  readonly allowances: Allowances;
  readonly services: readonly ServiceMeaning[];
  readonly escalations: readonly Escalation[];
  readonly unread: readonly string[];
}

/** Why an access counts as privileged, the plainest first; an administrator needs no second reason. */
export function reasonsOf(judged: Judged): readonly Reason[] {
  const unread = judged.unread.map((part) =>
    reason('NOT_JUDGED', `has content of ${part}, which is not read`),
  );
  const all = administrator(judged);
  if (all) return [all, ...unread];
  return [
    ...serviceAdministrators(judged),
    ...named('IDENTITY_PLANE', IDENTITY_PLANE, judged.allowances),
    ...escalating(judged.escalations),
    ...named('CREDENTIALS', CREDENTIALS, judged.allowances, isMoreThanReading),
    ...named('WORKLOADS', WORKLOAD_RUNS, judged.allowances, isMoreThanReading),
    ...named('RECORDS', RECORD_CHANGES, judged.allowances),
    ...named('PERMISSIONS', RESOURCE_OPENINGS, judged.allowances),
    ...permissions(judged),
    ...strange(judged.allowances),
    ...unread,
  ];
}

/** Secrets are kept to be used: who reads them has what they open. Other reading actions show tokens and keys among much else. */
const OPENS: ReadonlySet<string> = new Set([
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
]);

function isMoreThanReading({ name, level }: Allowance): boolean {
  const reads = level === 'r' || level === 'l' || isReadingName(name.slice(name.indexOf(':') + 1));
  return !reads || OPENS.has(name);
}

/** Services that somebody administers who administers everything, but for a few. */
const HARDLY_ANY_LEFT = 0.9;

function administrator({ allowances, services }: Judged): Reason | undefined {
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

function serviceAdministrators({ services }: Judged): Reason[] {
  const titles = services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service);
  return titles.length === 0
    ? []
    : [reason('SERVICE_ADMINISTRATOR', `allows every action of ${listed(titles)} on every resource`)];
}

/** Of each list, what is allowed and counts. */
function named(
  code: ReasonCode,
  list: readonly Named[],
  allowances: Allowances,
  counts: (allowance: Allowance) => boolean = () => true,
): Reason[] {
  return holdingsOf(list, allowances).flatMap(({ lets, through }) => {
    const held = through
      .map(({ action }) => action)
      .filter((action) => {
        const allowance = allowances.of(action);
        return allowance !== undefined && counts(allowance);
      });
    return held.length === 0 ? [] : [reason(code, `lets its holder ${lets} (${listed(held)})`)];
  });
}

/** Whoever may pass any role has dozens of ways: the first are told, the others counted. */
function escalating(escalations: readonly Escalation[]): Reason[] {
  const told = escalations
    .slice(0, SHOWN)
    .map(({ name, gives, through, id }) =>
      reason(
        'ESCALATION',
        `lets its holder ${name}, which gives ${gives} (${listed(through.map(({ action }) => action))}; ${id})`,
      ),
    );
  const more = escalations.slice(SHOWN).map(({ id }) => id);
  return more.length === 0
    ? told
    : [
        ...told,
        reason(
          'ESCALATION',
          `opens ${counted(more.length, 'more way')} to more permissions (${listed(more)})`,
        ),
      ];
}

/** Who may use a service's things may be changed by whoever manages its permissions, beyond what was named. */
function permissions({ allowances, services }: Judged): Reason[] {
  const administered = new Set(
    services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service),
  );
  const told = new Set(
    [...IDENTITY_PLANE, ...RECORD_CHANGES, ...RESOURCE_OPENINGS].flatMap(({ actions }) => actions),
  );
  const held = [...allowances.all()].filter(
    ({ level, reach, service, name }) =>
      level === 'p' && reach !== 'named' && !administered.has(service) && !told.has(name),
  );
  return held.length === 0
    ? []
    : [reason('PERMISSIONS', `lets its holder manage permissions (${listed(held.map(({ name }) => name))})`)];
}

/** What the index does not have may be anything, unless its name says that it reads. */
function strange({ beyond, index }: Allowances): Reason[] {
  const unknown = beyond.filter((pattern) => {
    const [service = '', action = ''] = pattern.split(':');
    if (pattern === '*' || isReadingName(action)) return false;
    return !index.knowsService(service) || !isOpen(pattern);
  });
  return unknown.length === 0
    ? []
    : [reason('NOT_JUDGED', `allows actions that are not known here (${listed(unknown)})`)];
}

const SHOWN = 3;

function listed(names: readonly string[]): string {
  const shown = sortedTexts([...new Set(names)]);
  const more = shown.length - SHOWN;
  return more > 0 ? `${shown.slice(0, SHOWN).join(', ')} and ${String(more)} more` : shown.join(', ');
}

function reason(code: ReasonCode, says: string): Reason {
  return { code, says };
}
