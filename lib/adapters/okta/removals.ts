import { WritError } from '../../kernel/index.js';
import {
  isGroup,
  kindOf,
  sourceOf,
  type EdgeKind,
  type KindIn,
  type LiveEdge,
  type SourceId,
} from '../../model/index.js';
import type { ReadBack, Revocation } from '../../drift/index.js';
import { readBackGroup, readBackUser } from './app-read-back.js';
import { unassignGroup, unassignUser } from './app-unassign.js';
import type { OktaClient } from './client.js';
import { readBackMember, removeMember } from './membership.js';

/** How an edge of one kind is taken away, and how it is read again whether it is gone. */
export interface OktaRemoval {
  submit(client: OktaClient, live: LiveEdge, revocation: Revocation, signal?: AbortSignal): Promise<void>;
  readBack(client: OktaClient, live: LiveEdge, signal?: AbortSignal): Promise<ReadBack>;
}

/** What groups give of an app is not known to be wanted here: nothing may take over from what is taken away. */
const NOTHING_TAKES_OVER = (): boolean => false;

/** The removal of each kind of edge that Okta provides. A kind without an entry does not compile. */
const REMOVALS: { readonly [K in KindIn<'okta'>]: OktaRemoval } = {
  'okta.group-membership': {
    submit: (client, { native }, revocation, signal) =>
      removeMember(client, { groupId: native.target, userId: native.holder }, revocation, signal),
    readBack: (client, { native }, signal) =>
      readBackMember(client, { groupId: native.target, userId: native.holder }, signal),
  },
  'okta.app-assignment': {
    submit: (client, live, _, signal) =>
      isGroup(live.edge.holder)
        ? unassignGroup(client, groupIds(live), NOTHING_TAKES_OVER, signal)
        : unassignUser(client, userIds(live), NOTHING_TAKES_OVER, signal),
    readBack: (client, live, signal) =>
      isGroup(live.edge.holder)
        ? readBackGroup(client, groupIds(live), signal)
        : readBackUser(client, userIds(live), signal),
  },
};

const userIds = ({ native }: LiveEdge) => ({ appId: native.target, userId: native.holder });
const groupIds = ({ native }: LiveEdge) => ({ appId: native.target, groupId: native.holder });

/** The removal of the edge that a revocation is about. Throws BUG for a revocation of another kind or source. */
export function removalOf(
  revocation: Revocation,
  id: SourceId,
): { readonly removal: OktaRemoval; readonly live: LiveEdge } {
  if (revocation.what !== 'edge') throw misdirected(`was asked for a \`${revocation.what}\` of another kind`);
  const { live } = revocation;
  const removal = (REMOVALS as Partial<Readonly<Record<EdgeKind, OktaRemoval>>>)[kindOf(live.edge)];
  if (!removal) throw misdirected(`was asked for a \`${kindOf(live.edge)}\``);
  const source = sourceOf(live.edge);
  if (source !== id) throw misdirected(`of \`${id}\` was asked for \`${source}\``);
  return { removal, live };
}

function misdirected(what: string): WritError {
  return new WritError('BUG', `the Okta revoker ${what}`, { remedy: 'report this with the command you ran' });
}
