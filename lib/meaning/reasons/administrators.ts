import type { Allowances } from '../allowances.js';
import type { ServiceMeaning } from '../services.js';
import { reason, someOf, type PrivilegeReason } from './reason.js';

/** Services that somebody administers who administers everything, but for a few. */
const HARDLY_ANY_LEFT = 0.9;

/** Why an access administers everything; undefined where it does not. */
export function administrator(
  allowances: Allowances,
  services: readonly ServiceMeaning[],
): PrivilegeReason | undefined {
  const allowed = [...allowances.all()].filter(({ reach, always }) => reach === 'every' && always).length;
  const { size } = allowances.index;
  if (allowed === size && allowances.beyond.includes('*'))
    return reason('ADMINISTRATOR', 'allows every action on every resource');
  if (allowed < size * HARDLY_ANY_LEFT) return undefined;
  const whole = new Map(services.map(({ service, actions }) => [service, actions]));
  const left = allowances.index.services.filter(
    (service) => whole.get(service) !== allowances.index.actionsOf(service).length,
  );
  return reason('ADMINISTRATOR', `allows every action but some of ${someOf(left)}`);
}

/** Services of which it administers each, told together. */
export function serviceAdministrators(services: readonly ServiceMeaning[]): readonly PrivilegeReason[] {
  const administered = administeredIn(services);
  return administered.length === 0
    ? []
    : [reason('SERVICE_ADMINISTRATOR', `allows every action of ${someOf(administered)} on every resource`)];
}

/** The prefixes of the services that it administers. */
export function administeredIn(services: readonly ServiceMeaning[]): readonly string[] {
  return services.filter(({ tier }) => tier === 'administrator').map(({ service }) => service);
}
