import type { Instant } from '../kernel/index.js';
import type { Catalogue, Ticket, Tombstone } from '../manifest/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import type { DecisionSource, RecordedTickets, UnreadableTicket } from '../policy/index.js';
import type { AcceptedBirthrights } from '../workflow/index.js';
import type { SynthInputs } from './inputs.js';
import type { NamedPerson } from './people.js';
import type { Synthesis } from './synthesis.js';

/** Where synthesis gets its inputs from, and puts what it makes. */
export interface SynthPorts {
  catalogue(): Catalogue | Promise<Catalogue>;
  identity(asOf: Instant): Promise<IdentitySnapshot>;
  /** People whom the configuration names, held to HR as those of the declarations are. @default - none */
  readonly named?: readonly NamedPerson[];
  /** Who governs the ledger by the configuration, as `hr:…`. @default - it does not say */
  readonly governors?: readonly string[];
  tickets(): Promise<{ readonly tickets: readonly Ticket[]; readonly faults: readonly UnreadableTicket[] }>;
  readonly decisions: DecisionSource;
  /** The rules that are asked again, and what was seen at the forge. @default - they are not asked */
  rules?(): Promise<NonNullable<SynthInputs['rules']>>;
  /** @default - no basis has ended for good */
  tombstones?(): Promise<readonly Tombstone[]>;
  /** @default - no decision was recorded before */
  recorded?(files: readonly Ticket[]): Promise<RecordedTickets>;
  /** What a ledger has of accepted birthrights. @default - nothing is held back */
  accepted?(): Promise<AcceptedBirthrights | undefined>;
  /**
   * Records what was made, and exactly what was read to make it, before anything of it is published. What it throws
   * leaves the last result whole.
   * @default - nothing is recorded
   */
  record?(made: Synthesis, read: SynthInputs): Promise<void>;
  /**
   * Makes `files` (text by relative path) the content of the output folder: all of them or none. Files below a
   * folder of `owned` that are not among them are removed, what other programs keep beside them stays.
   */
  publish(files: ReadonlyMap<string, string>, owned: PublishedNames): Promise<void>;
}

/** Which files of an output folder are synthesis's own, so that those of an earlier run can go. */
export interface PublishedNames {
  /** The file that is put last: whoever sees it sees all the others. */
  readonly last: string;
  /** Own files lie at `<folder>/<any>/<name>`. */
  readonly folder: string;
  readonly name: string;
}
