import { answerFor, groupOf, type Doubt, type Target } from '../../model/index.js';
import { WritError } from '../../kernel/index.js';
import type { Revocation } from '../../drift/index.js';
import { isNotFound, type OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';
import { ruleBook, rulesThatOpen, runs } from './rules.js';
import { OktaRule, OktaUser } from './schema.js';

interface GroupAndUser {
  readonly groupId: string;
  readonly userId: string;
}

const PAGE = { limit: '200' };

/**
 * Throws PROVIDER_CONFLICT for a membership that something else keeps or may keep: as it was judged, and as the rules
 * are now. Okta answers a removal of such a member with an exception in the rule. Rules that cannot be read throw too.
 */
export async function refuseKept(
  client: OktaClient,
  revocation: Revocation,
  membership: GroupAndUser,
  signal?: AbortSignal,
): Promise<void> {
  const judged = revocation.what === 'edge' ? keeperText(revocation.live.cause) : undefined;
  const name = revocation.what === 'edge' ? nameOf(revocation.live.edge.target) : '';
  const keeper = judged ?? (await keeperNow(client, membership, name, signal));
  if (keeper === undefined) return;
  throw new WritError('PROVIDER_CONFLICT', `this membership ${keeper}`, {
    remedy:
      'change the rule or the attribute it looks at: a removal would only write an exception into the rule',
  });
}

function nameOf(target: Target): string {
  return groupOf(target)?.name ?? '';
}

function keeperText(cause: Extract<Revocation, { what: 'edge' }>['live']['cause']): string | undefined {
  return answerFor<string | undefined>(cause, {
    direct: () => undefined,
    push: () => 'is kept by a push into Okta',
    service: () => 'is kept by Okta itself',
    rule: ({ rule }) => `is kept by the rule \`${rule}\``,
    'not-told': ({ doubt }) => doubtText(doubt),
  });
}

function doubtText(doubt: Doubt): string {
  const rules = doubt.of === 'rule' ? doubt.rules : [];
  return `may be kept by ${rules.length > 0 ? `the rule \`${rules.join('`, `')}\`` : 'what could not be read'}`;
}

/** What keeps it now, and nothing when no rule does; a removal that would open other groups throws. */
async function keeperNow(
  client: OktaClient,
  membership: GroupAndUser,
  name: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { groupId } = membership;
  const rules = await runningRules(client, signal);
  const user = rules.length > 0 ? await tryReadUser(client, membership, signal) : undefined;
  if (!user) return undefined;
  const keeper = ruleBook(rules, true).keeperOf(groupId, user);
  if (!keeper) {
    refuseOpening(rulesThatOpen(rules, user, { id: groupId, name }));
    return undefined;
  }
  return keeper.by === 'rule'
    ? `is kept by the rule \`${keeper.rule}\``
    : doubtText({ of: 'rule', rules: keeper.rules });
}

/** Throws where a rule would bring whoever leaves this group into others. */
function refuseOpening(rules: readonly string[]): void {
  if (rules.length === 0) return;
  throw new WritError(
    'PROVIDER_CONFLICT',
    `the rule \`${rules.join('`, `')}\` may bring whoever leaves this group into others`,
    { remedy: 'change the rule first, so that leaving the group gives nothing' },
  );
}

/** The rules that run now. */
async function runningRules(client: OktaClient, signal?: AbortSignal): Promise<OktaRule[]> {
  const rules: OktaRule[] = [];
  for await (const page of client.pages({ operation: OPERATIONS.listRules, query: PAGE }, OktaRule, signal))
    rules.push(...page.filter(runs));
  return rules;
}

/** The user with the attributes of now; one whom Okta does not know alone may be hidden, so the group is asked then. */
async function tryReadUser(
  client: OktaClient,
  { groupId, userId }: GroupAndUser,
  signal?: AbortSignal,
): Promise<OktaUser | undefined> {
  try {
    return await client.get({ operation: OPERATIONS.getUser, params: { userId } }, OktaUser, signal);
  } catch (error) {
    if (!isNotFound(error)) throw error;
    return await tryFindMember(client, { groupId, userId }, signal);
  }
}

async function tryFindMember(
  client: OktaClient,
  { groupId, userId }: GroupAndUser,
  signal?: AbortSignal,
): Promise<OktaUser | undefined> {
  const request = { operation: OPERATIONS.listMembers, params: { groupId }, query: { limit: '1000' } };
  for await (const page of client.pages(request, OktaUser, signal)) {
    const member = page.find(({ id }) => id === userId);
    if (member) return member;
  }
  return undefined;
}
