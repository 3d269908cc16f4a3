import { cut, mayHold, WHOLE } from '../../lib/meaning/compare/cell.js';
import type { Point } from '../../lib/meaning/compare/points.js';
import {
  EVERY_ACTION,
  EVERYBODY,
  type ActionPattern,
  type Patterns,
  type PolicyStatement,
} from '../../lib/meaning/grammar/index.js';
import type { Demand } from '../../lib/meaning/held.js';
import type { ActionIndex } from '../../lib/meaning/index/action-index.js';
import { kindOf, reachIn } from '../../lib/meaning/reach.js';
import {
  EVERY_RESOURCE,
  resourceContains,
  resourcesOverlap,
  type ResourcePattern,
} from '../../lib/meaning/resource.js';

const actions: Patterns<ActionPattern> = { except: false, of: [EVERY_ACTION] };
const resources: Patterns<ResourcePattern> = { except: false, of: [EVERY_RESOURCE] };
const good: PolicyStatement = { effect: 'Allow', actions, resources, conditions: [] };

/**
 * Patterns of actions, of resources and of principals in each other's place, beside some in their own. The compiler holds each
 * `@ts-expect-error` to a real error. Compiled by `npm run check:types`, never executed.
 */
export function wrongPatterns(index: ActionIndex): unknown[] {
  return [
    good,
    cut(WHOLE, good),
    resourceContains(EVERY_RESOURCE, EVERY_RESOURCE),
    index.expand(EVERY_ACTION),
    // @ts-expect-error actions stand where resources do
    { ...good, resources: actions } satisfies PolicyStatement,
    // @ts-expect-error resources stand where actions do
    { ...good, actions: resources } satisfies PolicyStatement,
    // @ts-expect-error principals are no resources
    { ...good, principals: resources } satisfies PolicyStatement,
    // @ts-expect-error an action is no resource
    resourceContains(EVERY_ACTION, EVERY_RESOURCE),
    // @ts-expect-error an action is no resource, on the other side either
    resourcesOverlap(EVERY_RESOURCE, EVERY_ACTION),
    // @ts-expect-error a text that nobody read is no pattern of resources
    resourceContains('arn:aws:s3', EVERY_RESOURCE),
    // @ts-expect-error a cell holds resources
    mayHold(WHOLE, EVERY_ACTION),
    // @ts-expect-error a cell is cut by resources
    { ...WHOLE, within: [EVERY_ACTION] } satisfies typeof WHOLE,
    // @ts-expect-error an action reaches among resources
    reachIn(WHOLE, [EVERY_ACTION]),
    // @ts-expect-error a kind of things is a pattern of resources
    kindOf(EVERY_ACTION),
    // @ts-expect-error what is demanded is reached among resources
    { on: [EVERY_ACTION] } satisfies Demand,
    // @ts-expect-error an index has actions
    index.expand(EVERY_RESOURCE),
    // @ts-expect-error a point is about an action
    { beyond: EVERY_RESOURCE, except: [] } satisfies Point,
    // @ts-expect-error a point leaves out actions
    { beyond: EVERY_ACTION, except: [EVERY_RESOURCE] } satisfies Point,
    // @ts-expect-error everybody is no action
    index.expand(EVERYBODY),
  ];
}
