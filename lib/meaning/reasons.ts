import { sortedTexts } from '../kernel/index.js';
import type { Allowance, Allowances } from './allowances.js';
import type { Escalation } from './escalation/index.js';
import { CREDENTIALS, IDENTITY_PLANE, RECORDS, type Named } from './lists/index.js';
import type { ServiceMeaning } from './services.js';

/** What makes an access privileged. */
export type ReasonCode =
  | 'ADMINISTRATOR'
  | 'SERVICE_ADMINISTRATOR'
  | 'IDENTITY_PLANE'
  | 'ESCALATION'
  | 'CREDENTIALS'
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
  const unread = judged.unread.map((part) => reason('NOT_JUDGED', `content of ${part} is not read`));
  const beyond = strangeServices(judged.allowances);
  const all = administrator(judged);
  if (all) return [all, ...unread];
  return [
    ...serviceAdministrators(judged),
    ...named('IDENTITY_PLANE', IDENTITY_PLANE, judged.allowances),
    ...escalating(judged.escalations),
    ...named('CREDENTIALS', CREDENTIALS, judged.allowances),
    ...named('RECORDS', RECORDS, judged.allowances),
    ...permissions(judged),
    ...beyond,
    ...unread,
  ];
}

/** Services that somebody administers who administers everything, but for a few. */
const HARDLY_ANY_LEFT = 0.9;

function administrator({ allowances, services }: Judged): Reason | undefined {
  const allowed = [...allowances.all()].filter(({ reach, always }) => reach === 'every' && always).length;
  const { size } = allowances.index;
  if (allowed === size && allowances.beyond.includes('*'))
    return reason('ADMINISTRATOR', 'allows every action on every resource');
  if (allowed < size * HARDLY_ANY_LEFT) return undefined;
  const left = allowances.index.services.filter(
    (service) => !services.some((each) => each.service === service),
  );
  const but = left.length === 0 ? 'a few' : `those of ${listed(left)}`;
  return reason('ADMINISTRATOR', `allows every action but ${but}`);
}

function serviceAdministrators({ services }: Judged): Reason[] {
  const titles = services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service);
  return titles.length === 0
    ? []
    : [reason('SERVICE_ADMINISTRATOR', `allows every action of ${listed(titles)} on every resource`)];
}

/** Of each list, what is allowed; what counts only where it is wide does not count on things that were named. */
function named(code: ReasonCode, list: readonly Named[], allowances: Allowances): Reason[] {
  return list.flatMap(({ lets, counts, actions }) => {
    const held = actions.filter((name) => {
      const allowance = allowances.of(name);
      return (
        allowance !== undefined && (counts === 'any' ? !isOnesOwn(allowance) : allowance.reach !== 'named')
      );
    });
    return held.length === 0 ? [] : [reason(code, `lets its holder ${lets} (${listed(held)})`)];
  });
}

function escalating(escalations: readonly Escalation[]): Reason[] {
  return escalations.map(({ gives, through, id }) =>
    reason('ESCALATION', `gives ${gives} (${listed(through.map(({ action }) => action))}; ${id})`),
  );
}

/** Who may use a service's things may be changed by whoever manages its permissions, beyond what was named. */
function permissions({ allowances, services }: Judged): Reason[] {
  const administered = new Set(
    services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service),
  );
  const told = new Set([...IDENTITY_PLANE, ...RECORDS].flatMap(({ actions }) => actions));
  const held = [...allowances.all()].filter(
    ({ level, reach, service, name }) =>
      level === 'p' && reach !== 'named' && !administered.has(service) && !told.has(name),
  );
  return held.length === 0
    ? []
    : [
        reason(
          'PERMISSIONS',
          `lets its holder open resources to others (${listed(held.map(({ name }) => name))})`,
        ),
      ];
}

/** An action of a service that the index does not have may be anything. */
function strangeServices({ beyond, index }: Allowances): Reason[] {
  const strange = beyond.filter(
    (pattern) => pattern !== '*' && !index.knowsService(pattern.split(':')[0] ?? ''),
  );
  return strange.length === 0
    ? []
    : [reason('NOT_JUDGED', `allows actions that are not known here (${listed(strange)})`)];
}

/** `arn:aws:iam::*:user/${aws:username}`: what is named after its holder. */
function isOnesOwn({ reach, cells }: Allowance): boolean {
  return (
    reach === 'named' && cells.every(({ within }) => within.some((pattern) => pattern.includes('\ue000')))
  );
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
