import { groupBy, sortedTexts } from '../kernel/index.js';
import { gainsOf, privilegeOf, type Answer } from '../meaning/index.js';
import {
  groupOf,
  isAssignment,
  refKey,
  type EdgeId,
  type PermissionSetContent,
  type PermissionSetRef,
  type Target,
  type Window,
} from '../model/index.js';
import type { Change } from './changes.js';
import { isCovered } from './covered.js';
import type { WantedEdge } from './manifest.js';
import { privilegedBy, type PrivilegeGround } from './privileged-by.js';

/** One end of a change set, as far as questions about it go. */
export interface ChangeEnd extends PrivilegeGround {
  readonly edges: readonly Pick<WantedEdge, 'id' | 'edge' | 'because'>[];
}

/** What a reviewer asks of a change, or of a whole change set. Every renderer asks here. */
export interface ChangeQuestions {
  /** Whether anybody may do more by it, or for longer; `cannot-tell` counts as a yes. */
  broadensAccess(...changes: readonly Change[]): Answer;
  /** Why what it touches, at either end, counts as privileged; sorted, empty when it does not. */
  privileged(...changes: readonly Change[]): readonly string[];
  /** Whether anybody may do less by it, or for shorter; `cannot-tell` counts as a yes. */
  endsAccess(...changes: readonly Change[]): Answer;
}

/** The questions about changes from one end to the other. Of no change at all: no, nothing, no. */
export function questionsBetween(before: ChangeEnd, after: ChangeEnd): ChangeQuestions {
  const [old, now] = [sideOf(before), sideOf(after)];
  const touched = (change: Change): readonly string[] => {
    switch (change.what) {
      case 'edge':
        return [old, now].flatMap(({ reasons }) => reasons(change.edge.target));
      case 'content':
        return [old, now].flatMap(({ sets }) => {
          const content = sets.get(refKey(change.of));
          return content ? privilegeOf(content) : [];
        });
      case 'window':
      case 'carriage':
        return [old, now].flatMap(({ targets, reasons }) => {
          const target = targets.get(change.edge);
          return target ? reasons(target) : [];
        });
    }
  };
  return {
    broadensAccess: (...changes) => worst(changes.map((change) => beyond(change, 'add', now, old))),
    privileged: (...changes) => sortedTexts(changes.flatMap(touched)),
    endsAccess: (...changes) => worst(changes.map((change) => beyond(change, 'remove', old, now))),
  };
}

/** `yes` where any is, else `cannot-tell` where any is. */
export function worst(answers: readonly Answer[]): Answer {
  return answers.includes('yes') ? 'yes' : answers.includes('cannot-tell') ? 'cannot-tell' : 'no';
}

interface AskedSide {
  readonly reasons: (target: Target) => readonly string[];
  readonly sets: ReadonlyMap<string, PermissionSetContent>;
  readonly targets: ReadonlyMap<EdgeId, Target>;
  readonly windows: (edge: EdgeId) => readonly Window[];
  readonly isHeld: (set: PermissionSetRef) => boolean;
  readonly isRestrictive: (target: Target) => boolean;
}

function sideOf(end: ChangeEnd): AskedSide {
  const { edges, catalogue } = end;
  const byId = new Map(edges.map((each) => [each.id, each]));
  const held = new Set(
    edges.flatMap(({ edge: { target } }) => (isAssignment(target) ? [refKey(target.set)] : [])),
  );
  const restrictive = groupBy(catalogue.groups, ({ ref }) => refKey(ref));
  return {
    reasons: privilegedBy(end),
    sets: new Map(catalogue.permissionSets.map(({ ref, content }) => [refKey(ref), content])),
    targets: new Map(edges.map(({ id, edge }) => [id, edge.target])),
    windows: (id) =>
      byId.get(id)?.because.flatMap(({ standing }) => (standing ? [standing.window] : [])) ?? [],
    isHeld: (set) => held.has(refKey(set)),
    isRestrictive: (target) => {
      const group = groupOf(target);
      return (group ? restrictive.get(refKey(group)) : undefined)?.some((each) => each.restrictive) ?? false;
    },
  };
}

/** Whether by a change `more` has what `less` has not. `comes` is how an edge of `more` alone is told. */
function beyond(change: Change, comes: 'add' | 'remove', more: AskedSide, less: AskedSide): Answer {
  switch (change.what) {
    case 'edge': {
      if (isRestrictive(change.edge.target, more, less)) return change.op === comes ? 'no' : 'cannot-tell';
      return change.op === comes ? 'yes' : 'no';
    }
    case 'window': {
      const target = more.targets.get(change.edge) ?? less.targets.get(change.edge);
      const isTurned = target !== undefined && isRestrictive(target, more, less);
      const [own, other] = comes === 'add' ? [change.after, change.before] : [change.before, change.after];
      const [window, by] = isTurned ? [other, more] : [own, less];
      if (window === 'absent' || isCovered(window, by.windows(change.edge))) return 'no';
      return isTurned ? 'cannot-tell' : 'yes';
    }
    case 'content':
      return contentBeyond(change.of, more, less);
    case 'carriage':
      return 'no';
  }
}

/** Whoever leaves a group that restricts may do more, nobody knows what; whoever comes into one, less. */
function isRestrictive(target: Target, ...sides: readonly AskedSide[]): boolean {
  return sides.some((side) => side.isRestrictive(target));
}

/** A set of which only one end knows the content: what is held of it by edges that stand at both ends may be anything. */
function contentBeyond(set: PermissionSetRef, more: AskedSide, less: AskedSide): Answer {
  const [own, other] = [more.sets.get(refKey(set)), less.sets.get(refKey(set))];
  if (!own || !other) return more.isHeld(set) && less.isHeld(set) ? 'cannot-tell' : 'no';
  return own.sessionMinutes > other.sessionMinutes ? 'yes' : gainsOf(other, own).more;
}
