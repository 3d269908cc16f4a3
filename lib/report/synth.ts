import { counted, type Digest, type Instant } from '../kernel/index.js';
import type { DoubtedPerson, IdentityFinding } from '../identity/index.js';
import type {
  HeldBirthright,
  HeldGrant,
  ManifestInputs,
  OmittedTicket,
  Shard,
  UnplacedGrant,
} from '../manifest/index.js';
import type { UnmatchedAttribute } from '../policy/index.js';
import type { Paint } from './paint.js';
import { identityLines } from './synth-identity.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

/** What `writ synth` says. */
export interface SynthSummary {
  readonly schema: 'writ.synth/1';
  readonly asOf: Instant;
  readonly out: string;
  readonly manifest: string;
  readonly digest: Digest;
  readonly organization: string;
  readonly edges: number;
  readonly grants: number;
  readonly ended: number;
  readonly shards: readonly Shard[];
  readonly omitted: readonly OmittedTicket[];
  /** Birthrights that nobody can be given, and decided bases that are held. */
  readonly unplaced: readonly UnplacedGrant[];
  readonly held: readonly HeldGrant[];
  /** Birthrights that no approved governance change covers. */
  readonly heldBack: readonly HeldBirthright[];
  /** That no ledger is founded, so that nothing could be held back. */
  readonly unheld?: true;
  /** What the feeds said that cannot be relied on, and people of whom nothing can be. */
  readonly identity: {
    readonly findings: readonly IdentityFinding[];
    readonly doubted: readonly Pick<DoubtedPerson, 'id' | 'why'>[];
  };
  /** Job functions that fit nobody whom HR has. */
  readonly idle: readonly string[];
  /** Attributes of job functions that HR has of nobody; a strict run fails on them. */
  readonly unmatched: readonly UnmatchedAttribute[];
  readonly inputs: ManifestInputs;
}

/** The synthesis in words: what it came to, and every ticket that gives nothing now, with what to fix. */
export function synthText(summary: SynthSummary, paint: Paint, width: number): string[] {
  const resources = summary.shards.reduce((sum, shard) => sum + shard.resources, 0);
  return [
    `${clean(summary.organization)} as of ${summary.asOf}: ${counted(summary.grants, 'grant')} over ${counted(summary.edges, 'edge')}, ` +
      `in ${counted(summary.shards.length, 'stack')} of ${counted(resources, 'resource')}`,
    `manifest ${clean(summary.manifest)} ${paint.faint(summary.digest)}`,
    ...(summary.ended > 0 ? [`${counted(summary.ended, 'grant')} ended and must not be live any more`] : []),
    ...omittedLines(summary.omitted, paint, width),
    ...(summary.unheld ? [paint.faint(NOT_HELD)] : []),
    ...heldBackLines(summary.heldBack, paint, width),
    ...identityLines(summary, paint, width),
  ];
}

const NOT_HELD = 'no ledger is founded: what birthrights newly give is held to no approved governance change';

function heldBackLines(heldBack: readonly HeldBirthright[], paint: Paint, width: number): string[] {
  if (heldBack.length === 0) return [];
  return [
    `${counted(heldBack.length, 'birthright is', 'birthrights are')} held back: not newly given, and nothing is taken:`,
    ...heldBack.flatMap(({ reason: { code, message, remedy } }) =>
      indented(`${paint.warn(code)} ${clean(message)}; ${clean(remedy)}`, width, '  '),
    ),
  ];
}

function omittedLines(omitted: readonly OmittedTicket[], paint: Paint, width: number): string[] {
  if (omitted.length === 0) return [];
  return [
    `${counted(omitted.length, 'ticket gives', 'tickets give')} nothing now:`,
    ...omitted.flatMap((ticket) => ticketLines(ticket, paint, width)),
  ];
}

function ticketLines({ ticket, state, reasons }: OmittedTicket, paint: Paint, width: number): string[] {
  const mark = state === 'upcoming' || state === 'ended' ? paint.faint : paint.warn;
  const [only] = reasons;
  const told = reasons.map(({ message, remedy }) => `${clean(message)}; ${clean(remedy)}`);
  const head = `${clean(ticket)} ${mark(state)}`;
  if (reasons.length < 2) return indented(only ? `${head}: ${told[0] ?? ''}` : head, width, '  ');
  return [
    ...indented(`${head}, with ${reasons.length} faults`, width, '  '),
    ...told.flatMap((text) => indented(text, width, '    ')),
  ];
}

function indented(text: string, width: number, margin: string): string[] {
  return wrapped(text, width - margin.length, '  ').map((line) => `${margin}${line}`);
}
