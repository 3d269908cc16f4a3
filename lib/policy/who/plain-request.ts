import { digest, isWritError, type List, type Milliseconds, type WritError } from '../../kernel/index.js';
import type { IdentitySnapshot, PersonRecord } from '../../identity/index.js';
import {
  TICKET_SCHEMA,
  type PackageDeclaration,
  type Ticket,
  type WorkloadDeclaration,
} from '../../manifest/index.js';
import { person, principalText, workload, type Principal } from '../../model/index.js';
import type { DecideInput } from '../decide/decide.js';
import type { FactGround } from '../facts/ground.js';
import type { ObservedChange, ObservedReview } from '../observed/observation.js';
import { resolve } from '../resolve.js';
import type { ResolvedTicket } from '../resolved.js';

/** Whom a package could be asked for. */
export type WhoSubject = PersonRecord | WorkloadDeclaration;

/** What requests are made out of. */
export interface RequestGround {
  readonly ground: FactGround;
  readonly identity: IdentitySnapshot;
  readonly wanted: PackageDeclaration;
  readonly asset: string;
}

/** A request as somebody would open it who says all that they have to, and what it is decided on. */
export interface PlainRequest {
  readonly resolved: ResolvedTicket;
  readonly ground: FactGround;
}

/** The name of the ticket and the change; no ticket and no login can be called so. */
const PLAIN = 'a plain request';

/**
 * The request of a subject for a window of a length, opened by `requester`; or why no ticket could ask for it.
 * @param reviews - what was said of it
 */
export function plainRequest(
  subject: WhoSubject,
  span: Milliseconds,
  requester: PersonRecord | undefined,
  { ground, identity, wanted, asset }: RequestGround,
  reviews: readonly Pick<ObservedReview, 'by' | 'for'>[] = [],
): PlainRequest | WritError {
  try {
    const packages = new Map([[wanted.id, wanted]]);
    const { catalogue, links, at } = ground;
    const resolved = resolve(ticketFor(subject, span, wanted, asset), {
      ...{ catalogue, identity, links, packages, at, byRules: true },
      digest: () => CONTENT,
    });
    return { resolved, ground: seenFor(resolved, requester, ground, reviews) };
  } catch (error) {
    if (isWritError(error)) return error;
    throw error;
  }
}

/** Nothing was ever approved of it. */
const CONTENT = digest(PLAIN);

export function principalOf(subject: WhoSubject): Principal {
  return 'purpose' in subject ? workload(subject.id) : person(subject.id);
}

function ticketFor(
  subject: WhoSubject,
  span: Milliseconds,
  { id, breakGlass }: PackageDeclaration,
  asset: string,
): Ticket {
  const reaches: List<string> = [asset];
  const said = {
    schema: TICKET_SCHEMA,
    ticket: PLAIN,
    principal: principalText(principalOf(subject)),
    package: id,
    asset,
    justification: PLAIN,
    window: { start: 'on-approval', for: span },
    ...('purpose' in subject ? { review: { rotation: PLAIN, dependents: PLAIN, revocation: PLAIN } } : {}),
    ...('worker' in subject && subject.worker === 'vendor' ? { reaches } : {}),
    file: PLAIN,
  } as const;
  return breakGlass
    ? { ...said, kind: 'emergency', trigger: `${INCIDENT.kind}:${INCIDENT.id}` }
    : { ...said, kind: 'standard' };
}

/** What an emergency answers: it is known wherever anything tells of what happened. */
const INCIDENT = { id: 'a-plain-incident', kind: 'incident' } as const;

/** As if the forge had seen it opened by the requester, and the reviews given on what stands there. */
function seenFor(
  { digest: content }: ResolvedTicket,
  requester: PersonRecord | undefined,
  ground: FactGround,
  reviews: readonly Pick<ObservedReview, 'by' | 'for'>[],
): FactGround {
  const at = { base: PLAIN, head: PLAIN };
  const opener = { login: PLAIN, kind: 'user' } as const;
  const change: ObservedChange = {
    ...at,
    ...{ change: PLAIN, repository: PLAIN, openedBy: opener, openedAt: ground.at },
    ...{ pushedBy: [], emails: [], tickets: [PLAIN] },
  };
  return {
    ...ground,
    ...(ground.events ? { events: [...ground.events, { ...INCIDENT, at: ground.at }] } : {}),
    logins: (actor) => (actor.login === PLAIN ? requester : ground.logins(actor)),
    observations: {
      changes: [change],
      reviews: reviews.map((each, index) => ({
        ...at,
        ...each,
        ...{ id: String(index), change: PLAIN, state: 'approved' as const, at: ground.at },
        contents: { [PLAIN]: content },
      })),
    },
  };
}

/** What requests are judged by, beside their ground. */
export type JudgedBy = Pick<DecideInput, 'engine' | 'inputs'>;
