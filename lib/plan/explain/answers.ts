import {
  questionsBetween,
  type Change,
  type ChangeEnd,
  type ChangeQuestions,
  type Manifest,
} from '../../manifest/index.js';
import type { Answer } from '../../meaning/index.js';
import { isGroup, refKey, type PermissionSetContent, type PermissionSetRef } from '../../model/index.js';
import type { Effect } from '../derive/effect.js';

/** What a reviewer asks of an effect; as of the changes of a change set, whose questions answer. */
export interface EffectAnswers {
  readonly broadensAccess: Answer;
  readonly endsAccess: Answer;
  /** Why what it is about counts as privileged, sorted; empty where it does not. */
  readonly privileged: readonly string[];
}

const NO: EffectAnswers = { broadensAccess: 'no', endsAccess: 'no', privileged: [] };

/** Attributes that people read and nothing acts on. */
const SAYS_ONLY: ReadonlySet<string> = new Set(['description', 'tags', 'tags_all']);

/** Answers about the effects of a plan from what was wanted to what is. What was not declared then is judged as it is declared now. */
export function answersBetween(
  base: Manifest | undefined,
  manifest: Manifest,
): (effect: Effect) => EffectAnswers {
  const { edges, catalogue } = manifest;
  const before: ChangeEnd = base
    ? { edges: [...edges, ...base.edges], catalogue: overlaid(catalogue, base.catalogue) }
    : manifest;
  const questions = questionsBetween(before, manifest);
  const restrictive = new Set(
    [...before.catalogue.groups, ...catalogue.groups]
      .filter((each) => each.restrictive)
      .map(({ ref }) => refKey(ref)),
  );
  return (effect) => {
    switch (effect.what) {
      case 'edge':
        return all(questions, effect);
      case 'content':
        return ofContent(effect);
      case 'object':
        return ofObject(effect, restrictive);
    }
  };
}

function all(questions: ChangeQuestions, change: Change): EffectAnswers {
  return {
    broadensAccess: questions.broadensAccess(change),
    endsAccess: questions.endsAccess(change),
    privileged: questions.privileged(change),
  };
}

/** What the plan says that a set can do, whatever is declared of it. A set that comes or goes is held by edges that come and go. */
function ofContent({ of, before, after }: Extract<Effect, { what: 'content' }>): EffectAnswers {
  const content = { of, parts: [] };
  return all(questionsBetween(endWith(of, before), endWith(of, after)), {
    what: 'content',
    of,
    before: content,
    after: content,
  });
}

function endWith(ref: PermissionSetRef, content: PermissionSetContent | 'absent'): ChangeEnd {
  const permissionSets = content === 'absent' ? [] : [{ ref, content, description: '', privileged: [] }];
  return { edges: [], catalogue: { permissionSets, groups: [] } };
}

/** A group that goes takes with it whatever it carries and whoever is in it. */
function ofObject(
  { op, object, attributes }: Extract<Effect, { what: 'object' }>,
  restrictive: ReadonlySet<string>,
): EffectAnswers {
  if (op === 'add') return NO;
  if (op === 'remove') {
    const restricts = isGroup(object) && restrictive.has(refKey(object));
    return { ...NO, endsAccess: 'yes', broadensAccess: restricts ? 'cannot-tell' : 'no' };
  }
  return attributes.every((each) => SAYS_ONLY.has(each))
    ? NO
    : { ...NO, broadensAccess: 'cannot-tell', endsAccess: 'cannot-tell' };
}

/** What was declared, and what is of what was not. */
function overlaid(is: Manifest['catalogue'], was: Manifest['catalogue']): Manifest['catalogue'] {
  const over = <T extends { readonly ref: Parameters<typeof refKey>[0] }>(
    now: readonly T[],
    then: readonly T[],
  ): readonly T[] => {
    const known = new Set(then.map(({ ref }) => refKey(ref)));
    return [...then, ...now.filter(({ ref }) => !known.has(refKey(ref)))];
  };
  return {
    ...was,
    permissionSets: over(is.permissionSets, was.permissionSets),
    groups: over(is.groups, was.groups),
    apps: over(is.apps ?? [], was.apps ?? []),
    named: over(is.named ?? [], was.named ?? []),
  };
}
