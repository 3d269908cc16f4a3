import { principalText } from '../../model/index.js';
import type { FactGround } from '../facts/ground.js';
import { requesterOf } from '../facts/requester.js';
import { formerActors } from '../observed/changes.js';
import { isEmailOf } from '../observed/emails.js';
import type { ObservedChange } from '../observed/observation.js';
import type { ResolvedTicket } from '../resolved.js';

/** Who has a part in a ticket and so does not decide on it, each asked for by `hr:…`. */
export interface Parties {
  /** Who would get the access. */
  readonly isBeneficiary: (who: string) => boolean;
  /** Who asked for it, or on whose behalf an agent did. */
  readonly isRequester: (who: string) => boolean;
  /** Who opened the change or pushed to it, as the forge authenticated them. */
  readonly isPusher: (who: string) => boolean;
  /** Whose e-mail a commit bears, which anybody can write: it costs an approval, and nobody else is asked because of it. */
  readonly isNamedInCommits: (who: string) => boolean;
}

/** The parties of a ticket and the change that brought it. */
export function partiesOf(
  resolved: ResolvedTicket,
  change: ObservedChange | undefined,
  ground: Pick<FactGround, 'observations' | 'logins' | 'links'>,
): Parties {
  const requester = requesterOf(resolved, ground).person?.id;
  const committers = committersOf(change, ground);
  const isFormer = formerIn(resolved.ticket.ticket, ground);
  return {
    isBeneficiary: (who) => who === principalText(resolved.principal),
    isRequester: (who) => requester !== undefined && who === `hr:${requester}`,
    ...committers,
    isPusher: (who) => committers.isPusher(who) || isFormer(who),
  };
}

/**
 * Who opened or pushed to a change that brought a ticket and was closed.
 * INVARIANT: whoever asked by one does not approve on the next. An e-mail in one costs nothing: anybody can write it.
 */
export function formerIn(
  ticket: string,
  { observations, logins, links }: Pick<FactGround, 'observations' | 'logins' | 'links'>,
): (who: string) => boolean {
  const former = new Set(formerActors(observations, ticket).map((actor) => logins(actor)?.id));
  return (who) => {
    const id = links.personOf(who.slice('hr:'.length))?.id;
    return id !== undefined && former.has(id);
  };
}

/** Who wrote a change, by what the forge authenticated and by what anybody can write. */
export function committersOf(
  change: ObservedChange | undefined,
  { logins, links }: Pick<FactGround, 'logins' | 'links'>,
): Pick<Parties, 'isPusher' | 'isNamedInCommits'> {
  const pushers = new Set(
    (change ? [change.openedBy, ...change.pushedBy] : []).map((actor) => logins(actor)?.id),
  );
  const workerOf = (who: string) => links.personOf(who.slice('hr:'.length));
  return {
    isPusher: (who) => {
      const id = workerOf(who)?.id;
      return id !== undefined && pushers.has(id);
    },
    isNamedInCommits: (who) => {
      const record = workerOf(who);
      return record !== undefined && (change?.emails ?? []).some((email) => isEmailOf(email, record));
    },
  };
}
