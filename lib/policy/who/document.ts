import { z } from 'zod';
import { shapeOf, type Digest, type Instant } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { HolderClass, RiskTier, Route } from '../../manifest/index.js';
import type { DecisionReason } from '../decide/record.js';
import { decisionReason } from '../decide/shape.js';
import { namedPrincipal, type NamedPrincipal } from '../explain/document.js';

/** Somebody who may ask. */
export interface MayAsk extends NamedPrincipal {
  /** The longest window that the rules would give, in minutes. */
  readonly minutes: number;
  /** Whether they have one login of their own, so that they can open the ticket; of workloads somebody else always does. */
  readonly login: boolean;
}

/** People and workloads who may ask on the same grounds. */
export interface AskingGroup {
  readonly holder: HolderClass;
  /** Job functions that let them ask; empty of workloads, whose declarations do. */
  readonly jobFunctions: readonly string[];
  readonly tier: RiskTier;
  readonly outcome: 'approve' | 'pending' | 'escalate';
  /** What would be said or asked beside the approvals of the route. */
  readonly reasons: readonly DecisionReason[];
  /** Sorted by id. */
  readonly principals: readonly MayAsk[];
}

/** Who may not ask, by the reason codes that the rules give. */
export interface MayNotAsk {
  readonly codes: readonly string[];
  readonly principals: number;
  /** Those of them whom their job function or declaration lets ask, so that something else keeps them from it; sorted by id. */
  readonly letByJob: readonly NamedPrincipal[];
}

/** Somebody named for a role of the route, or who acts for them. */
export interface MayApprove extends NamedPrincipal {
  /** For whom they act, and until when. */
  readonly for?: NamedPrincipal;
  readonly until?: Instant;
  /** Their login at the forge; without one no review of theirs can be known. */
  readonly login?: string;
  /** Whether a review of theirs would count today, for somebody else. */
  readonly counts: boolean;
  readonly reasons: readonly { readonly code: string; readonly message: string }[];
}

/** One role of the route with everybody who is named for it. */
export interface ApprovingRole {
  readonly role: string;
  /** Sorted by id; of managers those of everybody who may ask. */
  readonly approvers: readonly MayApprove[];
  /** Who stands in where nobody of them can be asked; absent where nobody is declared. */
  readonly fallback?: StandingIn;
  /** To whom it goes when nobody of these can be asked either, of those declared who are at work; absent where nobody is declared. */
  readonly escalation?: readonly NamedPrincipal[];
}

/** The fallback of a role. */
export interface StandingIn {
  /** Its entries in words. */
  readonly asked: readonly string[];
  /** Whether it is asked today, whoever asks; of a manager that depends on who does. */
  readonly open: boolean;
  /** Sorted by id; each as if it were asked. */
  readonly approvers: readonly MayApprove[];
}

/** What is amiss, and what to do. */
export interface WhoFinding {
  /** `dead-end`: somebody, or everybody, waits for ever. `gap`: somebody named does not help. */
  readonly kind: 'dead-end' | 'gap';
  readonly code: string;
  readonly message: string;
  readonly remedy: string;
  /** Whom it touches; sorted. */
  readonly principals: readonly NamedPrincipal[];
}

/** One asset of the package. */
export interface WhoOnAsset {
  readonly asset: string;
  readonly route: Route['kind'];
  readonly asks: readonly AskingGroup[];
  readonly not: readonly MayNotAsk[];
  readonly approves: readonly ApprovingRole[];
  /** Dead ends first. */
  readonly findings: readonly WhoFinding[];
}

/** What `writ policy who --json` prints. */
export interface PolicyWhoDocument {
  readonly schema: 'writ.policy-who/1';
  readonly package: string;
  readonly title: string;
  readonly at: Instant;
  readonly policy: Digest;
  /** The kind of ticket that would ask. */
  readonly kind: 'standard' | 'emergency';
  /** Job functions that give it by birthright, so that nobody asks. */
  readonly birthrightOf: readonly string[];
  /** Sorted by name. */
  readonly assets: readonly WhoOnAsset[];
}

const { digest, instant, text } = shapes;
const optional = text.exactOptional();

const approvers = z.array(
  z.strictObject({
    id: text,
    name: optional,
    for: namedPrincipal.exactOptional(),
    until: instant.exactOptional(),
    login: optional,
    counts: z.boolean(),
    reasons: z.array(z.strictObject({ code: text, message: text })),
  }),
);

/** The document of `writ policy who`. */
export const policyWhoDocument = shapeOf<PolicyWhoDocument>()(
  z.strictObject({
    schema: z.literal('writ.policy-who/1'),
    package: text,
    title: text,
    at: instant,
    policy: digest,
    kind: z.enum(['standard', 'emergency']),
    birthrightOf: z.array(text),
    assets: z.array(
      z.strictObject({
        asset: text,
        route: z.enum(['auto', 'one', 'dual', 'emergency']),
        asks: z.array(
          z.strictObject({
            holder: z.enum(['employee', 'contractor', 'vendor', 'workload']),
            jobFunctions: z.array(text),
            tier: z.enum(['low', 'medium', 'high', 'critical']),
            outcome: z.enum(['approve', 'pending', 'escalate']),
            reasons: z.array(decisionReason),
            principals: z.array(
              z.strictObject({ id: text, name: optional, minutes: z.int(), login: z.boolean() }),
            ),
          }),
        ),
        not: z.array(
          z.strictObject({ codes: z.array(text), principals: z.int(), letByJob: z.array(namedPrincipal) }),
        ),
        approves: z.array(
          z.strictObject({
            role: text,
            approvers,
            fallback: z.strictObject({ asked: z.array(text), open: z.boolean(), approvers }).exactOptional(),
            escalation: z.array(namedPrincipal).exactOptional(),
          }),
        ),
        findings: z.array(
          z.strictObject({
            kind: z.enum(['dead-end', 'gap']),
            code: text,
            message: text,
            remedy: text,
            principals: z.array(namedPrincipal),
          }),
        ),
      }),
    ),
  }),
);
