import { z } from 'zod';
import { shapes, type Basis } from '../../model/index.js';
import { count, digestText, edgeId, findingId, instant, list, snapshot, text } from '../forms.js';

const { basis, window } = shapes;
const versions = z.record(text, text);

/** A request arrived: exactly these bytes, by this person. */
export const intake = z.strictObject({
  ticket: text,
  kind: z.enum(['standard', 'renewal', 'exception', 'emergency', 'account-recovery', 'removal']),
  request: digestText,
  requester: text,
  principal: text,
  package: text,
  asset: text.exactOptional(),
  /** Of a removal: the ticket that a synthesis had it end, though nobody had decided on it. */
  ends: text.exactOptional(),
  at: instant,
});

/** What the request is: its package, risk, route, and the content that it would give. */
export const classification = z.strictObject({
  ticket: text,
  content: digestText,
  package: text,
  risk: text,
  route: text,
  entitlements: list(text),
  rules: z.array(text),
});

/** REQ-037: what was decided, by which rules of which policy over which inputs; refusals and denials too. */
export const decision = z.strictObject({
  ticket: text,
  content: digestText,
  outcome: z.enum(['approve', 'pending', 'escalate', 'deny', 'refuse']),
  rules: z.array(text),
  reasons: list(text),
  approvers: z.array(text),
  policy: digestText,
  inputs: digestText,
  at: instant,
  expires: instant.exactOptional(),
  /** The whole decision record, kept beside the ledger, where an evaluation of the rules recorded it. */
  record: digestText.exactOptional(),
  /** Who filled which role of the route, as checked when it was recorded; absent where it was not checked or does not count. */
  seats: z.array(z.strictObject({ approver: text, role: text })).exactOptional(),
  versions: versions.exactOptional(),
});

/** What was decided of a governance change, whether it allowed or not; what it does to whom is in the record, kept beside the ledger. */
export const governance = z.strictObject({
  change: text,
  repository: text,
  base: text,
  head: text,
  kind: z.enum(['governance', 'mixed', 'tickets', 'records', 'documentation', 'unknown']),
  /** What an approval of it covers; absent where one of its ends could not be read. */
  content: digestText.exactOptional(),
  outcome: z.enum(['approve', 'pending', 'escalate', 'deny', 'refuse']),
  reasons: list(text),
  /** Whose approvals counted, as `hr:…`. */
  approvers: z.array(text),
  /** The rules of the base; absent where they could not be read. */
  policy: digestText.exactOptional(),
  inputs: digestText,
  at: instant,
  expires: instant.exactOptional(),
  /** The whole governance record. */
  record: digestText,
});

/**
 * A decision was used, and for what: the first synthesis that gives by it says so, and the first apply. It counts for no other content and no
 * other ticket file, and not again once what it gave was ended.
 */
export const consumption = z.strictObject({
  ticket: text,
  content: digestText,
  /** The ticket as it asked, wherever its file lies. */
  request: digestText,
  /** When and under which policy the decision was made that was used. */
  decidedAt: instant,
  policy: digestText,
  by: z.enum(['synthesis', 'apply']),
  /** The manifest that it was used for. */
  manifest: digestText,
  at: instant,
});

/** What a reviewer saw and said, recorded when the review arrived. */
export const approval = z.strictObject({
  ticket: text,
  content: digestText,
  approver: text,
  /** The condition of the route that this approval meets. */
  condition: text,
  review: text,
  head: text,
  verdict: z.enum(['approved', 'rejected', 'dismissed']),
  at: instant,
});

const op = z.enum(['add', 'remove', 'alter']);
const content = { before: digestText.exactOptional(), after: digestText.exactOptional() };
const difference = z.strictObject({ op, edge: edgeId, ...content });

/** REQ-102 and REQ-105: a change of the live world, with who, why, what, how long and what ends it. */
export const change = z
  .strictObject({
    basis,
    run: text,
    /** Who approved; empty only where nobody is asked: a birthright, and a ticket on an automatic route. */
    approvers: z.array(text),
    /** The kind of the route that it was approved on, such as `dual`. */
    route: text.exactOptional(),
    reasonCode: text,
    entitlements: list(text),
    ttl: window,
    /** What takes the access away again. */
    trigger: text,
    before: snapshot,
    after: snapshot,
    /** The edges that were approved; the diff may name no other. */
    scope: list(edgeId),
    diff: z.array(difference),
    /** The sequence number of the intent that this change was made under. */
    intent: count.exactOptional(),
    binding: digestText.exactOptional(),
    versions: versions.exactOptional(),
  })
  .superRefine(withinScope)
  .refine((body) => body.approvers.length > 0 || asksNobody(body), {
    path: ['approvers'],
    message: 'must name who approved: only a birthright and an automatic route ask nobody',
  });

/** A birthright is approved with its job function, and an `auto` route with its package. */
function asksNobody({ basis: { kind }, route }: { readonly basis: Basis; readonly route?: string }): boolean {
  return kind === 'birthright' || (kind === 'ticket' && route === 'auto');
}

/** A diff may name no edge that was not approved. */
function withinScope(
  { scope, diff }: { readonly scope: readonly string[]; readonly diff: readonly { readonly edge: string }[] },
  context: z.RefinementCtx,
): void {
  diff.forEach(({ edge }, index) => {
    if (!scope.includes(edge))
      context.addIssue({ code: 'custom', path: ['diff', index, 'edge'], message: 'is outside the scope' });
  });
}

/** REQ-105: what a revert took away: who confirmed it and why, both readings of its scope, and what differs within it. */
export const revocation = z
  .strictObject({
    at: instant,
    run: text,
    /** Who confirmed the run. */
    by: text,
    /** The code of the finding. */
    reasonCode: text,
    /** What had ended, where something had; absent for what never had a basis. */
    basis: basis.exactOptional(),
    state: z.enum(['revoked', 'failed', 'stuck', 'still-live', 'spread']),
    before: snapshot,
    after: snapshot,
    scope: list(findingId),
    diff: z.array(z.strictObject({ op, edge: findingId, ...content })),
  })
  .superRefine(withinScope);

/** A fresh, complete reading that shows what the change was to bring. */
export const verification = z.strictObject({
  basis,
  run: text,
  state: z.enum(['matched', 'differs', 'unreadable']),
  observation: snapshot,
  edges: z.array(edgeId),
});

/** A basis ended, and why; what it alone justified is to go. */
export const end = z.strictObject({
  basis,
  cause: z.enum([
    'window',
    'trigger',
    'removal',
    'leaver',
    'mover',
    'review',
    'revert',
    'legacy-uncertified',
  ]),
  by: text,
  at: instant,
  edges: z.array(edgeId),
});

/** REQ-106: a fresh reading, after the end, in which nothing of it is live any more. */
export const endVerification = z
  .strictObject({
    basis,
    endedAt: instant,
    state: z.enum(['absent', 'still-live', 'unreadable']),
    observation: snapshot,
    edges: z.array(edgeId),
  })
  .refine(({ endedAt, observation }) => observation.at >= endedAt, {
    path: ['observation', 'at'],
    message: 'is before the end that it is to prove',
  });

/** An end is final: synthesis reads this, and nothing revives the basis. */
export const tombstone = z.strictObject({
  basis,
  /** The digest of principal, package and asset. */
  grant: digestText,
  principal: text.exactOptional(),
  package: text.exactOptional(),
  asset: text.exactOptional(),
  endedAt: instant,
  reason: text,
});

/** REQ-107: an exception or emergency was looked at afterwards, by somebody who had not approved it. */
export const exceptionReview = z
  .strictObject({
    ticket: text,
    approvers: list(text),
    reviewer: text,
    at: instant,
    outcome: z.enum(['confirmed', 'revoked', 'follow-up']),
    findings: digestText.exactOptional(),
  })
  .refine(({ approvers, reviewer }) => !approvers.includes(reviewer), {
    path: ['reviewer'],
    message: 'is also an approver',
  });
