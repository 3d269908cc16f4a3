import type { DriftReport } from '../../lib/drift/index.js';
import type { Edge } from '../../lib/model/index.js';
import type { RevertResult } from '../../lib/workflow/index.js';
import type { Widened } from './contents.js';
import type { Fact } from './facts.js';
import type { Ran } from './stage.js';

/** The rules that hold whatever goes wrong. */
export type Invariant =
  | 'nothing approved is taken'
  | 'nothing present is called absent'
  | 'nothing widens'
  | 'every failure is named'
  | 'what is foreign ends';

/** A broken rule and what was seen. */
export interface Violation {
  readonly invariant: Invariant;
  readonly detail: string;
}

/** The world before and after one command, and what the command was allowed to do to it. */
export interface Step {
  readonly ran: Ran;
  readonly before: ReadonlySet<Fact>;
  readonly after: ReadonlySet<Fact>;
  /** Approved all the while. */
  readonly approved: ReadonlySet<Fact>;
  /** What accounts were given by provisioning during the command. */
  readonly widened: readonly Widened[];
  /** Declared policies by permission set: giving these is no widening. */
  readonly declared: ReadonlyMap<string, ReadonlySet<string>>;
  /** What nothing wants in governed places, all the while. */
  readonly foreign: ReadonlySet<Fact>;
  /** Whether a fault hit that leaves no trace in an answer. */
  readonly silent: boolean;
  readonly factOf: (edge: Edge) => Fact | undefined;
}

/** Every rule that a step breaks. */
export function broken(step: Step): Violation[] {
  return [...taken(step), ...calledAbsent(step), ...widens(step), ...unnamed(step), ...untold(step)];
}

function taken({ before, after, approved }: Step): Violation[] {
  return [...before]
    .filter((fact) => approved.has(fact) && !after.has(fact))
    .map((fact) => ({ invariant: 'nothing approved is taken', detail: fact }));
}

function calledAbsent(step: Step): Violation[] {
  const invariant = 'nothing present is called absent';
  const { drift, results } = documentOf(step.ran);
  const missing = step.silent ? [] : (drift?.findings ?? []).filter((finding) => finding.class === 'missing');
  const present = missing.flatMap(({ subject }) => {
    const fact = subject.what === 'edge' ? step.factOf(subject.edge) : undefined;
    return fact !== undefined && step.before.has(fact) && step.after.has(fact) ? [`missing: ${fact}`] : [];
  });
  const ids = new Map<string, Edge>(
    (drift?.findings ?? []).flatMap(({ subject }) =>
      subject.what === 'edge' ? [[subject.id, subject.edge]] : [],
    ),
  );
  const stillThere = results.flatMap(({ id, state }) => {
    const edge = ids.get(id);
    const fact = edge && step.factOf(edge);
    return state === 'revoked' && fact !== undefined && step.after.has(fact) && !step.silent
      ? [`revoked: ${fact}`]
      : [];
  });
  return [...present, ...stillThere].map((detail) => ({ invariant, detail }));
}

function widens({ before, after, widened, declared }: Step): Violation[] {
  const added = [...after].filter((fact) => !before.has(fact));
  const given = widened.flatMap(({ account, set, gained }) => {
    const undeclared = gained.filter((policy) => !(declared.get(set)?.has(policy) ?? false));
    return undeclared.length > 0 ? [`${set} on ${account} was given ${undeclared.join(', ')}`] : [];
  });
  return [...added, ...given].map((detail) => ({ invariant: 'nothing widens', detail }));
}

const KNOWN_ENDS: ReadonlySet<number> = new Set([0, 1, 2, 3, 4, 5, 6]);

/** A command that ends badly says why in an error with a code; a bug of ours is never an answer. */
function unnamed({ ran }: Step): Violation[] {
  const invariant = 'every failure is named';
  const shown = `${ran.argv.join(' ')} ended with ${ran.code}: ${ran.err.slice(0, 400)}`;
  const isNamed = /^error (?!BUG)[A-Z_]+: /m.test(ran.err);
  const failed = ran.code === 1 || ran.code === 4;
  return !KNOWN_ENDS.has(ran.code) || (failed && !isNamed) ? [{ invariant, detail: shown }] : [];
}

/** A report that calls itself whole tells of everything foreign; and what failed never ends as done. */
function untold(step: Step): Violation[] {
  const invariant = 'every failure is named';
  const { drift, results } = documentOf(step.ran);
  const failed = results.filter(({ state }) => state !== 'revoked');
  const asDone = step.ran.code === 0 ? failed.map(({ gives }) => `ended with 0: ${gives}`) : [];
  if (!drift || drift.verdict === 'incomplete' || step.silent)
    return asDone.map((detail) => ({ invariant, detail }));
  const told = new Set(
    drift.findings.flatMap(({ subject, downstream = [] }) =>
      subject.what === 'edge' ? [subject.edge, ...downstream.map(({ edge }) => edge)].map(step.factOf) : [],
    ),
  );
  const hidden = [...step.foreign]
    .filter((fact) => step.before.has(fact) && !told.has(fact))
    .map((fact) => `not told by a report that is ${drift.verdict}: ${fact}`);
  return [...asDone, ...hidden].map((detail) => ({ invariant, detail }));
}

interface Told {
  readonly drift: DriftReport | undefined;
  readonly results: RevertResult['results'];
  readonly plan?: RevertResult['plan'];
}

/** The document that a command printed, if it printed one. */
export function documentOf({ out }: Ran): Told {
  if (out.trim() === '') return { drift: undefined, results: [] };
  const document = JSON.parse(out) as Omit<Partial<RevertResult>, 'schema'> & { schema?: string };
  if (document.schema === 'writ.drift/1') return { drift: document as unknown as DriftReport, results: [] };
  return {
    drift: document.drift,
    results: document.results ?? [],
    ...(document.plan ? { plan: document.plan } : {}),
  };
}
