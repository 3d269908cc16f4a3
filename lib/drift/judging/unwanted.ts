import { groupBy } from '../../kernel/index.js';
import { edgeKey, type EdgeKey } from '../../model/index.js';
import type { Ground } from '../ground.js';
import type { Finding, KeptBy } from '../finding.js';
import { findingRow } from '../findings/index.js';
import { idOf, type EdgeComparison, type Unwanted } from '../sight.js';
import { besidePaths } from './beside.js';
import { boundBy, withLoggedCause } from './cause.js';
import { edgeFinding } from './edge-finding.js';
import { stricter } from '../scope.js';
import { classify, type Classified } from './classify.js';

/** What is live and not simply matched, judged. */
export interface Judged {
  readonly findings: readonly Finding[];
  /** Live in no governed scope: counted only. */
  readonly ungoverned: number;
}

/**
 * Judges every live edge that is not matched. What a push made from an edge that is judged itself is that edge's
 * consequence: it is carried along, and ends with it, instead of being told twice. Where the source's own finding will
 * not end it, because there is none, it is no drift, or its scope is only looked at, the copy is judged where it arrives.
 */
export function judgeUnwanted(ground: Ground, { unwanted }: EdgeComparison): Judged {
  const beside = besidePaths(ground, unwanted);
  const followers = groupBy(unwanted.filter(isPushed), upstreamKey);
  const findings: Finding[] = [];
  let ungoverned = 0;
  const judgeOne = (seen: Unwanted, copies: readonly Unwanted[], bound?: KeptBy): void => {
    const draft = classify(ground, seen, beside);
    if (draft === 'ungoverned') ungoverned++;
    if (typeof draft === 'string') return;
    const along = copies.filter((copy) => endsWith(ground, draft, seen, copy));
    if (along.length > 0)
      followers.set(
        seen.key,
        copies.filter((copy) => !along.includes(copy)),
      );
    const { mode, ...rest } = draft;
    const carried = along.length > 0 ? { downstream: along.map(({ live }) => live) } : {};
    const subject = { id: idOf(seen), edge: seen.live.edge, live: seen.live, mode, ...wantedIn(rest, seen) };
    findings.push(edgeFinding(ground, subject, { ...rest, ...carried, ...(bound ? { bound } : {}) }));
  };
  for (const one of unwanted) {
    if (isPushed(one)) continue;
    const seen = asLogged(ground, one);
    judgeOne(seen, followers.get(seen.key) ?? [], boundBy(seen.live.cause));
  }
  const drifting = new Set(unwanted.map(({ key }) => key));
  for (const [key, copies] of followers)
    for (const copy of copies)
      judgeOne(copy, [], !drifting.has(key) && isDeclaredPath(ground, copy) ? 'upstream' : undefined);
  return { findings, ungoverned };
}

/** Whether a pushed copy ends with what is found at its source. */
function endsWith(
  { scopes, declaredPush }: Ground,
  { code, mode }: Exclude<Classified, string>,
  { live: source }: Unwanted,
  { live: copy }: Unwanted,
): boolean {
  const { carries } = findingRow(code);
  if (carries === 'nothing') return false;
  const there = scopes.modeOf(copy.edge);
  if (there !== undefined && stricter(mode, there) !== mode) return false;
  // A rule only keeps what it may give: nobody decided that its group gives what another push makes of it.
  return carries === 'copies' || declaredPush(source.edge.target, copy.edge.target);
}

/** Whether a push that is declared makes the copy from an edge that is wanted: what is at odds lies elsewhere then. */
function isDeclaredPath({ wanted, declaredPush }: Ground, { live: { edge, cause } }: Unwanted): boolean {
  if (cause.by !== 'push') return false;
  return wanted.find(cause.upstream) !== undefined && declaredPush(cause.upstream.target, edge.target);
}

/** With what the log says of its cause, where that matters: in a scope, or once wanted. */
function asLogged(ground: Ground, seen: Unwanted): Unwanted {
  const matters = seen.declared ?? ground.ended.get(seen.key) ?? ground.scopes.modeOf(seen.live.edge);
  return matters === undefined ? seen : { ...seen, live: withLoggedCause(ground, seen.live) };
}

function isPushed({ live }: Unwanted): boolean {
  return live.cause.by === 'push';
}

function upstreamKey({ live }: Unwanted): EdgeKey {
  return edgeKey(live.cause.by === 'push' ? live.cause.upstream : live.edge);
}

function wantedIn(
  { ended }: Pick<Finding, 'ended'>,
  { declared }: Unwanted,
): { wantedIn?: NonNullable<Finding['ended']>['window'] } {
  const window = ended?.window ?? declared?.window.window;
  return window ? { wantedIn: window } : {};
}
