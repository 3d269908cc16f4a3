import { userInfo } from 'node:os';
import type { IdentitySnapshot } from '../identity/index.js';
import { AWS_SOURCE, person, type Principal } from '../model/index.js';
import type { CallOf } from './command.js';
import type { LiveWorld } from './world.js';

/** Who confirms, as the journal records it: --by, WRIT_ACTOR, else the name of the login. */
export function confirmedBy(call: CallOf<{ readonly by?: string }>): string {
  return call.options.by ?? (call.io.env['WRIT_ACTOR'] || loginName());
}

/** Whose credential acts: a person, nobody (a role of a machine, or no AWS at all), or nobody can say, and why. */
export interface Acting {
  readonly actor?: Principal;
  readonly actorUnknown?: string;
  /** Why it is nobody's: then no line can be the last access of whoever runs this. */
  readonly actorNobody?: string;
}

/** The principal whose credential acts, when it is a person: Identity Center names a session after its user. */
export async function actingPrincipal(
  world: LiveWorld,
  identity: IdentitySnapshot,
  signal: AbortSignal,
): Promise<Acting> {
  const caller = await world.caller(signal);
  if (caller.state === 'unknown') return { actorUnknown: caller.why };
  if (caller.state === 'none') return { actorNobody: 'AWS is no source here' };
  const { arn } = caller;
  const session = /:assumed-role\/AWSReservedSSO_[^/]+\/(.+)$/.exec(arn)?.[1]?.toLowerCase();
  if (session === undefined) return { actorNobody: `\`${arn}\` is the session of no person` };
  const record = identity.people.find(({ accounts }) =>
    accounts.some((account) => account.source === AWS_SOURCE && account.login.toLowerCase() === session),
  );
  return record
    ? { actor: person(record.id) }
    : { actorUnknown: `no record links \`${session}\`, whose session this is` };
}

function loginName(): string {
  try {
    return userInfo().username;
  } catch {
    // No entry for this user id, as in some containers.
    return 'unknown';
  }
}
