import fc from 'fast-check';
import type { Access } from '../../lib/meaning/access.js';
import { Allowances } from '../../lib/meaning/allowances.js';
import { broadens } from '../../lib/meaning/compare/broadens.js';
import { meaningOf } from '../../lib/meaning/meaning.js';
import { REACHES } from '../../lib/meaning/reach.js';
import { TIERS } from '../../lib/meaning/tiers.js';
import type { RawPolicy, RawStatement } from '../_helpers/iam/documents.js';
import type { Attached } from '../_helpers/iam/simulate.js';
import { attached, statement } from './arbitraries.js';
import { smallIndex } from './builders.js';
import { accessOf } from './second-opinion.js';

const index = smallIndex();

/** What a role has with one statement more in its own policies. */
function withMore(documents: Attached, more: RawStatement): Attached {
  const policy: RawPolicy = { Version: '2012-10-17', Statement: more };
  return { ...documents, policies: [...documents.policies, policy] };
}

const allowing = statement.map((each): RawStatement => ({ ...each, Effect: 'Allow' }));
const denying = statement.map((each): RawStatement => ({ ...each, Effect: 'Deny' }));

/** Each action with how far it reaches, the widest first; what is not allowed is past the end. */
function reaches(access: Access): ReadonlyMap<string, number> {
  return new Map(
    [...new Allowances(access, index).all()].map(({ name, reach }) => [name, REACHES.indexOf(reach)]),
  );
}

function isNoMore(less: ReadonlyMap<string, number>, more: ReadonlyMap<string, number>): boolean {
  return [...less].every(([name, reach]) => (more.get(name) ?? REACHES.length) <= reach);
}

const tierOf = (access: Access): number => TIERS.indexOf(meaningOf(access, [], index).tier);
const isPrivileged = (access: Access): boolean => meaningOf(access, [], index).reasons.length > 0;

/** One access and the same with one statement more. */
function law(
  more: fc.Arbitrary<RawStatement>,
  holds: (one: Access, both: Access) => void,
  numRuns = 250,
): void {
  fc.assert(
    fc.property(attached({ variables: true }), more, (documents, added) => {
      holds(accessOf(documents), accessOf(withMore(documents, added)));
    }),
    { numRuns },
  );
}

describe('an Allow more', () => {
  it('never lowers the tier', () => {
    law(allowing, (one, both) => {
      expect(tierOf(both)).toBeGreaterThanOrEqual(tierOf(one));
    });
  });

  it('never takes an action away or narrows it', () => {
    law(allowing, (one, both) => {
      expect(isNoMore(reaches(one), reaches(both))).toBe(true);
    });
  });

  it('never makes what was privileged harmless', () => {
    law(allowing, (one, both) => {
      if (isPrivileged(one)) expect(isPrivileged(both)).toBe(true);
    });
  });

  it('is proved not to be narrower', () => {
    law(allowing, (one, both) => {
      expect(broadens(both, one, index).broadens).toBe('no');
    });
  });
});

describe('a Deny more', () => {
  it('never raises the tier', () => {
    law(denying, (one, both) => {
      expect(tierOf(both)).toBeLessThanOrEqual(tierOf(one));
    });
  });

  it('never adds an action or widens it', () => {
    law(denying, (one, both) => {
      expect(isNoMore(reaches(both), reaches(one))).toBe(true);
    });
  });

  it('never makes what was harmless privileged', () => {
    law(denying, (one, both) => {
      if (isPrivileged(both)) expect(isPrivileged(one)).toBe(true);
    });
  });

  it('is proved not to widen', () => {
    law(denying, (one, both) => {
      expect(broadens(one, both, index).broadens).toBe('no');
    });
  });
});

describe('a bound more', () => {
  it('is proved not to widen, whatever it says, and never raises the tier', () => {
    fc.assert(
      fc.property(attached(), fc.array(statement, { minLength: 1, maxLength: 3 }), (documents, bound) => {
        const [free, bounded] = [
          { policies: documents.policies },
          { policies: documents.policies, boundary: { Version: '2012-10-17', Statement: bound } },
        ].map(accessOf);
        expect(broadens(free!, bounded!, index).broadens).toBe('no');
        expect(tierOf(bounded!)).toBeLessThanOrEqual(tierOf(free!));
      }),
      { numRuns: 250 },
    );
  });
});

describe('what one bound more, or one policy more, says of two', () => {
  it('two accesses together are no narrower than each', () => {
    fc.assert(
      fc.property(attached(), attached(), (a, b) => {
        // Bounds are of a role, not of its policies: only what has none can be joined.
        const allows = [a, b].map(({ policies }) => ({ policies: policies.map(withoutDeny) }));
        const [one, other, both] = [
          allows[0]!,
          allows[1]!,
          { policies: [...allows[0]!.policies, ...allows[1]!.policies] },
        ].map(accessOf);
        expect(broadens(both!, one!, index).broadens).toBe('no');
        expect(broadens(both!, other!, index).broadens).toBe('no');
        expect(tierOf(both!)).toBe(Math.max(tierOf(one!), tierOf(other!), tierOf(both!)));
      }),
      { numRuns: 150 },
    );
  });

  it('a proof goes through: what narrows a narrower one is never shown to be wider than the first', () => {
    fc.assert(
      fc.property(attached(), statement, statement, (documents, first, second) => {
        const deny = (one: Attached, more: RawStatement) => withMore(one, { ...more, Effect: 'Deny' });
        const [a, b, c] = [documents, deny(documents, first), deny(deny(documents, first), second)].map(
          accessOf,
        );
        expect(broadens(a!, b!, index).broadens).toBe('no');
        expect(broadens(b!, c!, index).broadens).toBe('no');
        expect(broadens(a!, c!, index).broadens).toBe('no');
      }),
      { numRuns: 150 },
    );
  });
});

function withoutDeny({ Version, Statement }: RawPolicy): RawPolicy {
  const statements = (Array.isArray(Statement) ? Statement : [Statement]) as readonly RawStatement[];
  return {
    ...(Version ? { Version } : {}),
    Statement: statements.map((each) => ({ ...each, Effect: 'Allow' as const })),
  };
}
