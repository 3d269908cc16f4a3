import { isList } from '../../kernel/index.js';
import { refKey } from '../../model/index.js';
import type { Effect } from '../derive/effect.js';
import { refusal } from '../refusals.js';
import { explainAddition } from './additions.js';
import { lackingIn } from './agree.js';
import { explained, type EffectAnswer } from './answer.js';
import { answersBetween, type EffectAnswers } from './answers.js';
import { explainContent, explainObject } from './declared.js';
import type { ExplainedEffect, PlanExplained, Unexplained } from './explanation.js';
import { ExplainGround } from './ground.js';
import type { PlanExplainInput } from './input.js';
import { explainRemoval } from './removals.js';

/**
 * Explains everything that a plan would do, and everything that it found done, by what was decided. All that explains an effect is told; what nothing explains
 * stops the shard. Pure; throws nothing.
 */
export function explain(input: PlanExplainInput): PlanExplained {
  const { derivation, manifest } = input;
  const ground = new ExplainGround(input);
  const answersTo = answersBetween(input.base, manifest);
  const planned = derivation.effects.map((effect) => ({
    effect,
    answers: answersTo(effect),
    answer: answerTo(effect, ground),
  }));
  const undone = new Set(derivation.effects.map(subjectOf));
  const found = derivation.found.map((effect) => ({
    effect,
    answers: answersTo(effect),
    answer: undone.has(contraryOf(effect)) ? UNDONE : answerTo(effect, ground),
  }));
  return {
    stack: derivation.stack,
    planned: planned.flatMap(known),
    found: found.flatMap(known),
    also: [
      ...planned.flatMap((each) => unknown(each, 'planned')),
      ...found.flatMap((each) => unknown(each, 'found')),
    ],
    lacking: lackingIn(derivation, manifest),
  };
}

const UNDONE: EffectAnswer = explained({ by: 'restoration', of: 'found' });

function answerTo(effect: Effect, ground: ExplainGround): EffectAnswer {
  switch (effect.what) {
    case 'edge':
      return effect.op === 'add' ? explainAddition(effect, ground) : explainRemoval(effect, ground);
    case 'content':
      return explainContent(effect, ground);
    case 'object':
      return explainObject(effect, ground);
  }
}

interface Answered {
  readonly effect: Effect;
  readonly answers: EffectAnswers;
  readonly answer: EffectAnswer;
}

function known({ effect, answers, answer: { because } }: Answered): readonly ExplainedEffect[] {
  return isList(because) ? [{ effect, answers, because }] : [];
}

function unknown({ effect, answers, answer }: Answered, of: Unexplained['of']): readonly Unexplained[] {
  if (answer.because.length > 0) return [];
  const { refusals } = answer;
  return [
    {
      effect,
      answers,
      of,
      refusals: isList(refusals) ? refusals : [refusal('PLAN_ALSO', 'nothing explains it')],
    },
  ];
}

/** What an effect is about and which way it goes. */
function subjectOf(effect: Effect): string {
  return keyOf(effect, (op) => op);
}

/** The same of what undoes it. */
function contraryOf(effect: Effect): string {
  return keyOf(effect, (op) => (op === 'add' ? 'remove' : op === 'remove' ? 'add' : op));
}

function keyOf(effect: Effect, opOf: (op: string) => string): string {
  if (effect.what === 'content') return `content ${refKey(effect.of)}`;
  if (effect.what === 'edge') return `edge ${opOf(effect.op)} ${effect.id}`;
  return `object ${opOf(effect.op)} ${refKey(effect.object)}`;
}
