import fc from 'fast-check';
import { Allowances } from '../../lib/meaning/allowances.js';
import { AllowedSet } from '../../lib/meaning/compare/allowed-set.js';
import { broadens } from '../../lib/meaning/compare/broadens.js';
import { matches, overlaps } from '../../lib/meaning/glob.js';
import type { Access } from '../../lib/meaning/access.js';
import type { Cell } from '../../lib/meaning/compare/cell.js';
import { Shared } from '../../lib/meaning/compare/shared.js';
import type { ConcreteRequest } from '../_helpers/iam/documents.js';
import { simulate } from '../_helpers/iam/simulate.js';
import { ACTIONS, attached, contextsOf, requests, RESOURCES } from './arbitraries.js';
import { actionNamed, smallIndex } from './builders.js';
import { accessOf, allows, held, holdsIn } from './second-opinion.js';

const index = smallIndex();

function cellsOf(access: Access, action: string): readonly Cell[] {
  const [id] = index.expand(actionNamed(action));
  return [...new AllowedSet(access, new Shared(index)).groups()].flatMap(({ points, cells }) =>
    points.some((point) => 'action' in point && point.action === id) ? cells : [],
  );
}

/** Whether a request is in a cell; a variable may be any text. */
function isIn({ within, without, conditions }: Cell, { resource, context }: ConcreteRequest): boolean {
  const asked = held(resource);
  return (
    within.every((pattern) => pattern === '*' || (asked !== '*' && overlaps(pattern, asked))) &&
    !without.some((pattern) => pattern === '*' || matches(pattern, asked)) &&
    conditions.every(holdsIn(context))
  );
}

describe('two readings of one document', () => {
  it('allow the same requests', () => {
    fc.assert(
      fc.property(attached(), requests, (documents, request) => {
        expect(allows(accessOf(documents), request)).toBe(simulate(documents, request) === 'allow');
      }),
      { numRuns: 1500 },
    );
  });

  it('the set of what is allowed has every request that is, variables and all', () => {
    fc.assert(
      fc.property(attached({ variables: true }), requests, (documents, request) => {
        if (simulate(documents, request) !== 'allow') return;
        expect(cellsOf(accessOf(documents), request.action).some((cell) => isIn(cell, request))).toBe(true);
      }),
      { numRuns: 1500 },
    );
  });

  it('and nothing else, where no Deny holds only in part', () => {
    fc.assert(
      fc.property(attached(), requests, (documents, request) => {
        const access = accessOf(documents);
        const isInSet = cellsOf(access, request.action).some((cell) => isIn(cell, request));
        if (isInSet && simulate(documents, request) !== 'explicit deny')
          expect(simulate(documents, request)).toBe('allow');
      }),
      { numRuns: 1500 },
    );
  });

  it('what is allowed on something that the action works on is told as allowed', () => {
    fc.assert(
      fc.property(attached({ variables: true }), requests, (documents, request) => {
        if (simulate(documents, request) !== 'allow' || !worksOn(request)) return;
        expect(new Allowances(accessOf(documents), index).of(request.action)).toBeDefined();
      }),
      { numRuns: 1500 },
    );
  });
});

/** Buckets are their names alone: what goes on after a slash is an object. */
function worksOn({ action, resource }: ConcreteRequest): boolean {
  const [id] = index.expand(actionNamed(action));
  const kinds = id === undefined ? [] : index.facts(id).resources;
  if (kinds.length === 0) return resource === '*';
  return kinds.some(
    (kind) => matches(kind, held(resource)) && !(kind === 'arn:*:s3:::*' && resource.includes('/')),
  );
}

describe.each([[['aws:x', 'aws:list']], [['aws:x', 'aws:n']]])(
  'whether a change widens, under %j',
  (keys) => {
    const contexts = contextsOf(keys);
    function* everyRequest(
      actions: readonly string[],
      resources: readonly string[],
    ): Generator<ConcreteRequest> {
      for (const action of actions)
        for (const resource of resources) for (const context of contexts) yield { action, resource, context };
    }

    it('is denied only where no request of the second reading is allowed afterwards alone', () => {
      fc.assert(
        fc.property(
          attached({ keys, variables: true }),
          attached({ keys, variables: true }),
          (before, after) => {
            if (broadens(accessOf(before), accessOf(after), index).broadens !== 'no') return;
            for (const request of everyRequest(ACTIONS, RESOURCES))
              if (simulate(after, request) === 'allow')
                expect([request, simulate(before, request)]).toEqual([request, 'allow']);
          },
        ),
        { numRuns: 80 },
      );
    });

    it('is shown by a call that the second reading allows afterwards alone, in some context', () => {
      fc.assert(
        fc.property(attached({ keys }), attached({ keys }), (before, after) => {
          const result = broadens(accessOf(before), accessOf(after), index);
          if (result.broadens === 'no') return;
          for (const { example } of result.gains) {
            if (!example) continue;
            const shown = [...everyRequest([example.action], [example.resource])].some(
              (request) => simulate(after, request) === 'allow' && simulate(before, request) !== 'allow',
            );
            expect([example, shown]).toEqual([example, true]);
          }
        }),
        { numRuns: 400 },
      );
    });
  },
);
