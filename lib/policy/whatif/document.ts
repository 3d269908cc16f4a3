import { z } from 'zod';
import { shapeOf, type Digest, type Instant } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { Outcome } from '../decision.js';
import type { UnreadableFile } from '../unreadable-ticket.js';
import { unreadableFile } from '../decide/shape.js';
import { namedPrincipal, type NamedPrincipal } from '../explain/document.js';

/** How a decision would change, from what opens most: newly approved, less grave, graver, or otherwise while the outcome is as grave. */
export const WHATIF_CHANGES = ['approves', 'loosens', 'tightens', 'otherwise'] as const;

/** What one set of rules says of a ticket. */
export interface WhatifSaid {
  readonly outcome: Outcome;
  /** Every reason code, once; sorted. */
  readonly codes: readonly string[];
  /** When the approval runs out that no apply has used. */
  readonly expires?: Instant;
}

/** A rule that holds under one set alone, or that both have with another text. */
export interface WhatifRule {
  readonly id: string;
  readonly holds: 'before' | 'after' | 'both';
  /** What became of it from the one set to the other. */
  readonly rule: 'added' | 'removed' | 'changed' | 'same';
}

/** A ticket that would be decided differently. */
export interface WhatifTicket {
  readonly ticket: string;
  readonly file: string;
  readonly principal: NamedPrincipal;
  readonly package: string;
  readonly asset: string;
  /** `open`: not approved yet. `decided`: approved, and it gives or will. `live`: seen live for it. */
  readonly state: 'open' | 'decided' | 'live';
  readonly change: (typeof WHATIF_CHANGES)[number];
  readonly before: WhatifSaid;
  readonly after: WhatifSaid;
  /** Sorted by id. */
  readonly rules: readonly WhatifRule[];
}

/** What `writ policy whatif --json` prints. */
export interface PolicyWhatifDocument {
  readonly schema: 'writ.policy-whatif/1';
  readonly at: Instant;
  readonly before: Digest;
  readonly after: Digest;
  /** Ids of rules; sorted. */
  readonly rules: {
    readonly added: readonly string[];
    readonly removed: readonly string[];
    readonly changed: readonly string[];
  };
  /** What is wrong with the other set as a whole, and not with the one of today. */
  readonly faults: readonly { readonly code: string; readonly message: string; readonly remedy: string }[];
  /** How many tickets both sets were asked about; `live` is absent where nothing tells what is live. */
  readonly compared: { readonly open: number; readonly decided: number; readonly live?: number };
  /** Ticket files that could not be read, so that nothing is compared of them; sorted by file. */
  readonly unreadable: readonly UnreadableFile[];
  /** By change, as listed in {@link WHATIF_CHANGES}, then by ticket and file. */
  readonly differing: readonly WhatifTicket[];
}

const { digest, instant, text } = shapes;
const texts = z.array(text);
const said = z.strictObject({
  outcome: z.enum(['approve', 'pending', 'escalate', 'deny', 'refuse']),
  codes: texts,
  expires: instant.exactOptional(),
});

/** The document of `writ policy whatif`. */
export const policyWhatifDocument = shapeOf<PolicyWhatifDocument>()(
  z.strictObject({
    schema: z.literal('writ.policy-whatif/1'),
    at: instant,
    before: digest,
    after: digest,
    rules: z.strictObject({ added: texts, removed: texts, changed: texts }),
    faults: z.array(z.strictObject({ code: text, message: text, remedy: text })),
    compared: z.strictObject({ open: z.int(), decided: z.int(), live: z.int().exactOptional() }),
    unreadable: z.array(unreadableFile),
    differing: z.array(
      z.strictObject({
        ticket: text,
        file: text,
        principal: namedPrincipal,
        package: text,
        asset: text,
        state: z.enum(['open', 'decided', 'live']),
        change: z.enum(WHATIF_CHANGES),
        before: said,
        after: said,
        rules: z.array(
          z.strictObject({
            id: text,
            holds: z.enum(['before', 'after', 'both']),
            rule: z.enum(['added', 'removed', 'changed', 'same']),
          }),
        ),
      }),
    ),
  }),
);
