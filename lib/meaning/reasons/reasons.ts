import type { Allowance, Allowances } from '../allowances.js';
import type { Escalation } from '../escalation/index.js';
import { isReadingName } from '../index/level.js';
import {
  COPIES_OUT,
  CREDENTIALS,
  IDENTITY_PLANE,
  OPENS,
  RECORD_CHANGES,
  RESOURCE_OPENINGS,
  WORKLOAD_RUNS,
} from '../lists/index.js';
import type { ServiceMeaning } from '../services.js';
import { saysThatItReads, unknownIn } from '../unknown.js';
import { administeredIn, administrator, serviceAdministrators } from './administrators.js';
import { reason, someOf, type PrivilegeReason } from './reason.js';
import { ToldReasons } from './told.js';

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
  const { allowances, services, escalations } = judged;
  const unread = judged.unread.map((part) =>
    reason('NOT_JUDGED', `has content of ${part}, which is not read`),
  );
  const all = administrator(allowances, services);
  if (all) return [all, ...unread];
  const told = new ToldReasons(allowances, administeredIn(services));
  return [
    ...serviceAdministrators(services),
    ...told.named('IDENTITY_PLANE', IDENTITY_PLANE),
    ...told.named('CREDENTIALS', CREDENTIALS, isMoreThanReading),
    ...told.named('WORKLOADS', WORKLOAD_RUNS, isMoreThanReading),
    ...told.named('RECORDS', RECORD_CHANGES),
    ...told.named('PERMISSIONS', RESOURCE_OPENINGS),
    ...told.named('PERMISSIONS', COPIES_OUT),
    ...told.permissions(),
    ...told.escalations(escalations),
    ...unknown(allowances),
    ...unread,
  ];
}

/** Most reading actions show tokens and keys among much else, or those of whoever asks. */
function isMoreThanReading({ name, level }: Allowance): boolean {
  const reads = level === 'r' || level === 'l' || isReadingName(name.slice(name.indexOf(':') + 1));
  return !reads || OPENS.has(name);
}

/** What the index does not have may be anything, unless its name says that it reads. */
function unknown(allowances: Allowances): readonly PrivilegeReason[] {
  const strange = unknownIn(allowances).filter((pattern) => !saysThatItReads(pattern));
  return strange.length === 0
    ? []
    : [reason('NOT_JUDGED', `allows actions that are not known here (${someOf(strange)})`)];
}
