import type { Access } from './access.js';
import type { Answer } from './answer.js';
import { broadens, type AccessGain } from './compare/broadens.js';
import { gainsIn, type Gains } from './gains.js';
import { pinnedActions } from './index/action-index.js';
import { meaningOf, type Meaning } from './meaning.js';
import { unknownKeysIn, type UnknownKey } from './unknown-keys.js';

/** What is asked about: an access with what of it is not known, by the name that it goes by. */
export interface Asked {
  readonly name: string;
  readonly access: Access;
  readonly unread: readonly string[];
  /** Whether the access may hold more than is given. @default false */
  readonly isAbove?: true;
}

/** What an access allows, and what it allows beyond another. */
export interface MeaningView extends Meaning {
  readonly schema: 'writ.meaning/1';
  readonly of: string;
  /** Absent where every condition goes by a documented key. */
  readonly unknownKeys?: readonly UnknownKey[];
  readonly against?: Beyond;
}

/** What an access allows that another does not. */
export interface Beyond {
  readonly name: string;
  readonly broadens: Answer;
  /** What it is in brief. */
  readonly gained: Gains;
  readonly gains: readonly GainView[];
}

/** Actions gained alike. */
export interface GainView {
  /** As AWS writes them, in order; patterns for what AWS may add to them. */
  readonly actions: readonly string[];
  /** A call that only the first allows, where one was found. */
  readonly example?: { readonly action: string; readonly resource: string; readonly conditional: boolean };
}

/** What somebody who approves an access wants to know of it. */
export function meaningView(asked: Asked, against?: Asked): MeaningView {
  const unknownKeys = unknownKeysIn(asked.access);
  return {
    schema: 'writ.meaning/1',
    of: asked.name,
    ...meaningOf(asked.access, asked.unread),
    ...(unknownKeys.length > 0 ? { unknownKeys } : {}),
    ...(against ? { against: beyond(asked, against) } : {}),
  };
}

/** What is not known of the first may be anything; what is not known of the other may deny, so nothing is proved to lie within it. */
export function beyond(asked: Asked, against: Asked): Beyond {
  const result = broadens(against.access, asked.access);
  const gained = gainsIn(result, [
    ...new Set([...asked.unread, ...against.unread]),
    ...(against.isAbove ? [`what bounds or denies within ${against.name}`] : []),
  ]);
  return {
    name: against.name,
    broadens: gained.more,
    gained,
    gains: result.gains.map(gainView),
  };
}

function gainView({ points, example }: AccessGain): GainView {
  const index = pinnedActions();
  return {
    actions: points.map((point) => ('action' in point ? index.nameOf(point.action) : point.beyond)),
    ...(example
      ? {
          example: {
            action: example.action,
            resource: example.resource,
            conditional: example.when.length > 0,
          },
        }
      : {}),
  };
}
