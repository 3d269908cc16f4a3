import { userInfo } from 'node:os';
import type { IdentitySnapshot } from '../identity/index.js';
import { AWS_SOURCE, person, type Principal } from '../model/index.js';
import { textOption, type Call } from './command.js';
import type { LiveWorld } from './world.js';

/** Who confirms, as the journal records it: --by, WRIT_ACTOR, else the name of the login. */
export function confirmedBy(call: Call): string {
  return textOption(call, 'by') ?? (call.io.env['WRIT_ACTOR'] || loginName());
}

/**
 * The principal whose credential acts, when it is a person: Identity Center names a session after its user. Undefined for
 * roles that are nobody's, and where the provider does not say.
 */
export async function actingPrincipal(
  world: LiveWorld,
  identity: IdentitySnapshot,
  signal: AbortSignal,
): Promise<Principal | undefined> {
  const arn = await world.callerArn(signal);
  const session = /:assumed-role\/AWSReservedSSO_[^/]+\/(.+)$/.exec(arn ?? '')?.[1]?.toLowerCase();
  if (session === undefined) return undefined;
  const record = identity.people.find(({ accounts }) =>
    accounts.some((account) => account.source === AWS_SOURCE && account.login.toLowerCase() === session),
  );
  return record && person(record.id);
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // No entry for this user id, as in some containers.
    return 'unknown';
  }
}
