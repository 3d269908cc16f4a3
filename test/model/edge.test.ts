import fc from 'fast-check';
import { branded, canonicalJson } from '../../lib/kernel/index.js';
import {
  awsGroup,
  basisText,
  contentDigest,
  contentOf,
  edgeIdOf,
  edgeKey,
  kindOf,
  KINDS,
  oktaGroup,
  permissionSet,
  person,
  principalOf,
  principalText,
  specOf,
  tryParsePrincipal,
  windowState,
  workload,
  type Edge,
  type Holder,
  type Target,
} from '../../lib/model/index.js';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.isWellFormed());
const holder: fc.Arbitrary<Holder> = fc.oneof(
  name.map((id) => person(id)),
  name.map((id) => workload(id)),
  name.map((n) => oktaGroup(n)),
  name.map((n) => awsGroup(n)),
  name.map((native) => ({ kind: 'unlinked' as const, native, source: branded<'source'>('aws') })),
);
const target: fc.Arbitrary<Target> = fc.oneof(
  name.map((n) => oktaGroup(n)),
  name.map((n) => awsGroup(n)),
  fc.tuple(name, name).map(([account, set]) => ({
    kind: 'aws.assignment' as const,
    account: branded<'account'>(account),
    set: permissionSet(set),
  })),
);
const edge: fc.Arbitrary<Edge> = fc.record({ holder, target });

describe('edgeKey', () => {
  it('is the canonical JSON of the whole edge', () => {
    fc.assert(fc.property(edge, (value) => expect(edgeKey(value)).toBe(canonicalJson(value))));
  });

  it('differs for names that a joined key would confuse', () => {
    const one = edgeKey({ holder: oktaGroup('a:b'), target: oktaGroup('c') });
    const other = edgeKey({ holder: oktaGroup('a'), target: oktaGroup('b:c') });
    expect(one).not.toBe(other);
    expect(edgeIdOf(one)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('the kind table', () => {
  it('knows the kind of every edge by its target, and each kind claims only its own', () => {
    fc.assert(
      fc.property(edge, (value) => {
        expect(Object.values(KINDS).filter((spec) => spec.is(value))).toEqual([specOf(value)]);
        expect(KINDS[kindOf(value)]).toBe(specOf(value));
      }),
    );
  });

  it('says each edge in one sentence that names both ends', () => {
    const words = { holder: () => 'Dana Fox', account: () => 'payments-prod' };
    const set = permissionSet('ProdAdmin');
    const assignment: Edge = {
      holder: person('1'),
      target: { kind: 'aws.assignment', account: branded<'account'>('111111111111'), set },
    };
    expect(specOf(assignment).sentence(assignment, words)).toBe('Dana Fox has ProdAdmin on payments-prod');
    for (const group of [oktaGroup('admins'), awsGroup('admins')]) {
      const membership: Edge = { holder: person('1'), target: group };
      expect(specOf(membership).sentence(membership, words)).toMatch(
        /^Dana Fox is a member of .* group admins$/,
      );
    }
  });

  it('says nothing of an edge of another kind', () => {
    const words = { holder: () => '', account: () => '' };
    const membership: Edge = { holder: person('1'), target: oktaGroup('g') };
    expect(KINDS['aws.assignment'].sentence(membership, words)).toBe('');
    expect(KINDS['aws.group-membership'].sentence(membership, words)).toBe('');
    expect(
      KINDS['okta.group-membership'].sentence({ holder: person('1'), target: awsGroup('g') }, words),
    ).toBe('');
  });

  it('REQ-066 every kind that can be added has a removal, and says what outlives it', () => {
    for (const spec of Object.values(KINDS)) {
      expect(spec.revocation.operation).toMatch(/(remove|delete)/);
      expect(spec.revocation.tail).not.toBe('');
    }
  });
});

describe('principals', () => {
  it('reads back what it writes', () => {
    for (const principal of [person('10482'), workload('deploy-bot')]) {
      expect(tryParsePrincipal(principalText(principal))).toEqual(principal);
    }
  });

  it.each(['Dana Fox', 'dana@example.org', 'hr:', 'hr:a b', 'HR:1', 'hr:../x', ''])(
    'does not take `%s` for an id',
    (text) => {
      expect(tryParsePrincipal(text)).toBeUndefined();
    },
  );

  it('is found on an edge only when a principal holds it', () => {
    expect(principalOf({ holder: person('1'), target: oktaGroup('g') })).toEqual(person('1'));
    expect(principalOf({ holder: awsGroup('g'), target: oktaGroup('g') })).toBeUndefined();
  });
});

describe('windows', () => {
  const at = (hour: number) => branded<'instant'>(`2026-01-01T0${hour}:00:00.000Z`);
  it.each([
    [1, 'upcoming'],
    [2, 'open'],
    [3, 'open'],
    [4, 'ended'],
    [5, 'ended'],
  ] as const)('at hour %d is %s', (hour, state) => {
    expect(windowState({ start: at(2), end: at(4) }, at(hour))).toBe(state);
  });
  it('never ends when standing', () =>
    expect(windowState({ start: at(2), end: 'standing' }, at(9))).toBe('open'));
});

describe('bases', () => {
  it('are said in words', () => {
    expect(basisText({ kind: 'birthright', jobFunction: 'sre' })).toBe('birthright of sre');
    expect(basisText({ kind: 'emergency', ticket: 'ACC-1' })).toBe('emergency ACC-1');
    expect(
      basisText({ kind: 'legacy', certifyBy: branded<'instant'>('2026-01-01T00:00:00.000Z') }),
    ).toContain('certify by');
  });
});

describe('contentOf', () => {
  const of = permissionSet('ProdAdmin');
  const base = {
    managed: ['arn:b', 'arn:a'],
    customerManaged: [{ path: '/', name: 'x' }],
    sessionMinutes: 60,
  };
  it('has one digest whatever the order of policies', () => {
    const turned = { ...base, managed: ['arn:a', 'arn:b'] };
    expect(contentDigest(contentOf(of, turned))).toBe(contentDigest(contentOf(of, base)));
  });
  it.each([
    ['a managed policy', { ...base, managed: ['arn:a'] }],
    ['an inline policy', { ...base, inline: { Statement: [] } }],
    ['a boundary', { ...base, boundary: { arn: 'arn:c' } }],
    ['a customer boundary', { ...base, boundary: { path: '/', name: 'c' } }],
    ['the session', { ...base, sessionMinutes: 120 }],
  ])('changes its digest with %s', (_what, other) => {
    expect(contentDigest(contentOf(of, other))).not.toBe(contentDigest(contentOf(of, base)));
  });
});
