import fc from 'fast-check';
import { branded, canonicalJson } from '../../lib/kernel/index.js';
import {
  accountOf,
  awsGroup,
  basisText,
  edgeIdOf,
  edgeKey,
  edgeOf,
  groupOf,
  isEntitlement,
  kindOf,
  KINDS,
  objectOf,
  oktaApp,
  oktaGroup,
  permissionSet,
  person,
  principalOf,
  principalText,
  providerOf,
  sentenceOf,
  sourceOf,
  tailOf,
  targetPath,
  targetText,
  tryEdge,
  tryParsePrincipal,
  windowState,
  workload,
  type AnyHolder,
  type Edge,
  type EdgeKind,
  type Ends,
  type Target,
} from '../../lib/model/index.js';

const name = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.isWellFormed());
const holder: fc.Arbitrary<AnyHolder> = fc.oneof(
  name.map((id) => person(id)),
  name.map((id) => workload(id)),
  name.map((n) => oktaGroup(n)),
  name.map((n) => awsGroup(n)),
  name.map((native) => ({ kind: 'unlinked' as const, native, source: branded<'source'>('aws') })),
);
const target: fc.Arbitrary<Target> = fc.oneof(
  name.map((n) => oktaGroup(n)),
  name.map((n) => awsGroup(n)),
  name.map((n) => oktaApp(n)),
  fc.tuple(name, name).map(([account, set]) => ({
    kind: 'aws.assignment' as const,
    account: branded<'account'>(account),
    set: permissionSet(set),
  })),
);
const ends: fc.Arbitrary<Ends> = fc.record({ holder, target });

describe('edgeKey', () => {
  it('is the canonical JSON of the whole edge', () => {
    fc.assert(fc.property(ends, (value) => expect(edgeKey(value)).toBe(canonicalJson(value))));
  });

  it('differs for names that a joined key would confuse', () => {
    const one = edgeKey({ holder: oktaGroup('a:b'), target: oktaGroup('c') });
    const other = edgeKey({ holder: oktaGroup('a'), target: oktaGroup('b:c') });
    expect(one).not.toBe(other);
    expect(edgeIdOf(one)).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe('the kind table', () => {
  const set = permissionSet('ProdAdmin');
  const account = branded<'account'>('111111111111');
  /** One edge of each kind, with what the model has to say of it. */
  const SAID: {
    readonly [K in EdgeKind]: { readonly edge: Edge; readonly says: string; readonly what: string };
  } = {
    'okta.group-membership': {
      edge: { holder: person('1'), target: oktaGroup('admins') },
      says: 'Dana Fox is a member of Okta group admins',
      what: 'Okta group admins',
    },
    'aws.group-membership': {
      edge: { holder: person('1'), target: awsGroup('admins') },
      says: 'Dana Fox is a member of Identity Store group admins',
      what: 'Identity Store group admins',
    },
    'aws.assignment': {
      edge: { holder: awsGroup('admins'), target: { kind: 'aws.assignment', account, set } },
      says: 'Dana Fox has ProdAdmin on payments-prod',
      what: 'ProdAdmin on payments-prod',
    },
    'okta.app-assignment': {
      edge: { holder: oktaGroup('admins'), target: oktaApp('Salesforce') },
      says: 'Dana Fox has Okta app Salesforce',
      what: 'Okta app Salesforce',
    },
  };
  const words = { holder: () => 'Dana Fox', account: () => 'payments-prod' };

  it.each(Object.entries(SAID))('says an edge of %s in one sentence that names both ends', (kind, said) => {
    expect(kindOf(said.edge)).toBe(kind);
    expect(sentenceOf(said.edge, words)).toBe(said.says);
    expect(targetText(said.edge.target, words)).toBe(said.what);
    expect(tailOf(said.edge)).not.toBe('');
  });

  it('knows the object, the source, the account and the provider of each kind', () => {
    const { edge: assigned } = SAID['aws.assignment'];
    expect(objectOf(assigned.target)).toEqual(set);
    expect([sourceOf(assigned), accountOf(assigned.target), providerOf(assigned)]).toEqual([
      'aws',
      account,
      'aws',
    ]);
    const { edge: member } = SAID['okta.group-membership'];
    expect(objectOf(member.target)).toEqual(oktaGroup('admins'));
    expect([sourceOf(member), accountOf(member.target), providerOf(member)]).toEqual([
      'okta',
      undefined,
      'okta',
    ]);
  });

  it('tells entitlements from memberships, which only lead to others', () => {
    expect(isEntitlement(SAID['aws.assignment'].edge.target)).toBe(true);
    expect(groupOf(SAID['aws.assignment'].edge.target)).toBeUndefined();
    expect(isEntitlement(awsGroup('g'))).toBe(false);
    expect(groupOf(awsGroup('g'))).toEqual(awsGroup('g'));
  });

  it('makes an edge only of a holder that its kind admits', () => {
    const assignment = { kind: 'aws.assignment', account, set } as const;
    expect(tryEdge({ holder: awsGroup('g'), target: assignment })).toBeDefined();
    expect(tryEdge({ holder: oktaGroup('g'), target: assignment })).toBeUndefined();
    expect(tryEdge({ holder: awsGroup('g'), target: awsGroup('g') })).toBeUndefined();
    expect(() => edgeOf({ holder: oktaGroup('g'), target: assignment })).toThrow('cannot hold');
  });

  it('tells targets apart by their path exactly where their keys do', () => {
    fc.assert(
      fc.property(target, target, (a, b) => {
        const alike = JSON.stringify(targetPath(a)) === JSON.stringify(targetPath(b));
        expect(alike).toBe(canonicalJson(a) === canonicalJson(b));
      }),
    );
  });

  it('has an entry for every kind, each under its own name', () => {
    for (const [kind, spec] of Object.entries(KINDS)) expect(spec.kind).toBe(kind);
    expect(new Set(Object.values(KINDS).map((spec) => spec.target)).size).toBe(Object.keys(KINDS).length);
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
    expect(principalOf({ holder: person('1') })).toEqual(person('1'));
    expect(principalOf({ holder: awsGroup('g') })).toBeUndefined();
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
