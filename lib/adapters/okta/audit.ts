import {
  isList,
  parseInstant,
  plus,
  toWritError,
  WritError,
  type Clock,
  type Instant,
} from '../../kernel/index.js';
import type { SourceId } from '../../model/index.js';
import type { AuditActor, AuditEvent, AuditRead, AuditSource } from '../../drift/index.js';
import type { OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';
import { OktaEvent } from './schema.js';

const DAY = 86_400_000;
/** How long Okta keeps its log. */
const RETENTION = 90 * DAY;

const PREFIXES = [
  'group.user_membership.',
  'group.lifecycle.',
  'group.owner.',
  'user.lifecycle.',
  'application.provision.group_push.',
];
const NAMES = ['group.profile.update'];
const FILTER = [
  ...PREFIXES.map((prefix) => `eventType sw "${prefix}"`),
  ...NAMES.map((name) => `eventType eq "${name}"`),
].join(' or ');

/** Reads Okta's system log over a window, once, by type of event. */
export function oktaAudit(client: OktaClient, id: SourceId, clock: Clock): AuditSource {
  return {
    id,
    read: async ({ from, to }, signal) => {
      const query = { since: from, until: to, filter: FILTER, limit: '1000', sortOrder: 'ASCENDING' };
      const failures: WritError[] = agedOut(from, clock);
      const events = new Map<string, AuditEvent>();
      try {
        for await (const page of client.pages({ operation: OPERATIONS.listEvents, query }, OktaEvent, signal))
          for (const event of page) keep(events, event, id);
      } catch (error) {
        signal?.throwIfAborted();
        failures.push(toWritError(error));
      }
      return auditRead([...events.values()], failures);
    },
  };
}

function auditRead(events: readonly AuditEvent[], failures: readonly WritError[]): AuditRead {
  return { complete: !isList(failures), events, failures };
}

function agedOut(from: Instant, clock: Clock): WritError[] {
  const kept = plus(clock.now(), -RETENTION);
  if (from >= kept) return [];
  return [
    new WritError('PROVIDER_NOT_FOUND', `the Okta system log reaches back to \`${kept}\` only`, {
      remedy: 'keep the events of each run: Okta drops them after 90 days',
    }),
  ];
}

function keep(events: Map<string, AuditEvent>, event: OktaEvent, source: SourceId): void {
  const result = event.outcome?.result ?? 'SUCCESS';
  const ends = endsOf(event);
  if (result !== 'SUCCESS' || !ends) return;
  const at = parseInstant(event.published);
  events.set(event.uuid, { id: event.uuid, source, at, ...ends, actor: actorOf(event) });
}

type Ends = Pick<AuditEvent, 'op' | 'target' | 'holder'>;

/** What an event did to what; undefined when it names neither a group nor a user. */
function endsOf({ eventType, target }: OktaEvent): Ends | undefined {
  const idOf = (type: string) => target?.find((each) => each.type === type)?.id;
  const group = idOf('UserGroup');
  const user = idOf('User');
  const op = MEMBERSHIP_OPS[eventType];
  if (op) return group !== undefined && user !== undefined ? { op, target: group, holder: user } : undefined;
  const altered = eventType.startsWith('user.') ? user : group;
  return altered === undefined ? undefined : { op: 'alter', target: altered };
}

const MEMBERSHIP_OPS: Readonly<Record<string, 'add' | 'remove'>> = {
  'group.user_membership.add': 'add',
  'group.user_membership.remove': 'remove',
};

/** Who did it: a rule before the system that ran it, an API token before the user it acts as. */
function actorOf({ actor, transaction, debugContext }: OktaEvent): AuditActor {
  const name = actor.displayName ?? actor.alternateId ?? actor.id;
  const rule = debugContext?.debugData?.['triggeredByGroupRuleId'];
  if (typeof rule === 'string' && rule !== '')
    return { kind: 'rule', native: rule, name: `group rule ${rule}` };
  const token = transaction?.detail?.['requestApiTokenId'];
  if (typeof token === 'string' && token !== '')
    return { kind: 'token', native: token, name, onBehalfOf: actor.id };
  return { kind: KINDS[actor.type] ?? 'unknown', native: actor.id, name };
}

const KINDS: Readonly<Record<string, AuditActor['kind']>> = {
  User: 'person',
  SystemPrincipal: 'service',
  PublicClientApp: 'token',
};
