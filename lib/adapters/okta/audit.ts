import { z } from 'zod';
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
import type { AuditActor, AuditEvent, AuditSource } from '../../inventory/index.js';
import type { OktaClient } from './client.js';
import { OPERATIONS } from './operation.js';
import { malformed } from './refusal.js';
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
  'application.user_membership.',
  'application.lifecycle.',
  'group.application_assignment.',
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
      const misunderstood = new Map<string, WritError>();
      try {
        for await (const page of client.pages(
          { operation: OPERATIONS.listEvents, query },
          z.unknown(),
          signal,
        ))
          for (const raw of page) keep(events, misunderstood, raw, id);
      } catch (error) {
        signal?.throwIfAborted();
        failures.push(toWritError(error));
      }
      return {
        complete: !isList(failures),
        events: [...events.values()],
        failures: [...failures, ...misunderstood.values()],
      };
    },
  };
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

/** An event that cannot be understood condemns itself and not the log. */
function keep(
  events: Map<string, AuditEvent>,
  misunderstood: Map<string, WritError>,
  raw: unknown,
  source: SourceId,
): void {
  const parsed = OktaEvent.safeParse(raw);
  if (!parsed.success) {
    const name = named.safeParse(raw).data?.uuid ?? 'without a uuid';
    misunderstood.set(
      name,
      malformed(OPERATIONS.listEvents, `has an event \`${name}\` that is not as published`).error,
    );
    return;
  }
  const event = parsed.data;
  if ((event.outcome?.result ?? 'SUCCESS') !== 'SUCCESS') return;
  const ends = endsOf(event);
  if (ends) {
    const at = parseInstant(event.published);
    events.set(event.uuid, { id: event.uuid, source, at, ...ends, actor: actorOf(event) });
  } else if (MEMBERSHIP_OPS[event.eventType] ?? ASSIGNMENT_OPS[event.eventType]) {
    const what = `has an event \`${event.uuid}\` that does not say who joined or left what`;
    misunderstood.set(event.uuid, malformed(OPERATIONS.listEvents, what).error);
  }
}

const named = z.looseObject({ uuid: z.string() });

type EventEnds = Pick<AuditEvent, 'op' | 'target' | 'holder'>;

/** What an event did to what; undefined when it names neither a group nor a user. */
function endsOf({ eventType, target }: OktaEvent): EventEnds | undefined {
  const idOf = (type: string) => target?.find((each) => each.type === type)?.id;
  const group = idOf('UserGroup');
  const user = idOf('User');
  const app = idOf('AppInstance');
  const given = ASSIGNMENT_OPS[eventType];
  if (given) {
    const holder = eventType.startsWith('group.') ? group : user;
    return app !== undefined && holder !== undefined ? { op: given, target: app, holder } : undefined;
  }
  const op = MEMBERSHIP_OPS[eventType];
  if (op) return group !== undefined && user !== undefined ? { op, target: group, holder: user } : undefined;
  const altered = eventType.startsWith('user.')
    ? user
    : eventType.startsWith('application.lifecycle.')
      ? app
      : group;
  return altered === undefined ? undefined : { op: 'alter', target: altered };
}

/** An app given to a user or a group; an update may be that of a group's assignment into the user's own. */
const ASSIGNMENT_OPS: Readonly<Record<string, 'add' | 'remove'>> = {
  'application.user_membership.add': 'add',
  'application.user_membership.update': 'add',
  'application.user_membership.remove': 'remove',
  'group.application_assignment.add': 'add',
  'group.application_assignment.remove': 'remove',
};

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
