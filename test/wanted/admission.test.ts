import { linksOf, type IdentitySnapshot } from '../../lib/identity/index.js';
import { declaredPushes, type EntitlementPath } from '../../lib/manifest/index.js';
import { edgeOf, person as someone } from '../../lib/model/index.js';
import { closure, structureOf } from '../../lib/wanted/edges/closure.js';
import { findNative, wantedAt } from '../../lib/wanted/index.js';
import {
  ADMINS,
  assignment,
  AUDITORS,
  catalogue,
  identity,
  inputs,
  person,
  STAFF,
  ticket,
} from '../synth/builders.js';

const dana = person('1');
const [inAws, inOkta] = dana.accounts;
const people = (
  accounts: readonly (typeof inAws)[],
  more: Partial<IdentitySnapshot> = {},
): IdentitySnapshot => ({
  ...identity({ ...dana, accounts: accounts.flatMap((each) => each ?? []) }),
  ...more,
});

describe('an account that somebody needs', () => {
  const asked = [ticket('ACC-1'), ticket('ACC-2', { package: 'audit' })];
  const given = (who: IdentitySnapshot) => {
    const { grants, held } = wantedAt({ ...inputs({ tickets: asked }), identity: who });
    const names = (list: readonly { readonly package: string }[]) => list.map((each) => each.package);
    return { given: names(grants), held: names(held) };
  };

  it('is one of the source that is written to: what is pushed makes its own', () => {
    expect(given(people([inAws, inOkta]))).toEqual({ given: ['audit', 'baseline', 'prod-admin'], held: [] });
    expect(given(people([inOkta]))).toEqual({ given: ['baseline', 'prod-admin'], held: ['audit'] });
    expect(given(people([inAws]))).toEqual({ given: ['audit'], held: ['baseline', 'prod-admin'] });
  });

  it('is none that is shared, though its row names one owner', () => {
    const shared = inAws ? [inAws] : [];
    expect(given(people([inAws, inOkta], { shared }))).toEqual({
      given: ['baseline', 'prod-admin'],
      held: ['audit'],
    });
  });

  it('has an id of the form that its source gives out', () => {
    const forged = inAws && { ...inAws, native: '"${file("/etc/passwd")}"' };
    expect(given(people([forged, inOkta])).held).toEqual(['audit']);
  });
});

describe('the native id of somebody', () => {
  const member = edgeOf({ holder: someone('1'), target: AUDITORS });

  it('is that of the source of the edge', () => {
    expect(findNative(someone('1'), member, linksOf(people([inAws, inOkta])))).toBe(inAws?.native);
  });

  it('is an error where there is none', () => {
    expect(() => findNative(someone('1'), member, linksOf(people([inOkta])))).toThrow(
      expect.objectContaining({ code: 'ACCOUNT_MISSING' }),
    );
  });
});

describe('the way to an entitlement', () => {
  const pushes = declaredPushes(catalogue());
  const path = (more: Partial<EntitlementPath>): EntitlementPath => ({
    target: assignment(),
    carrier: 'okta-push',
    ...more,
  });
  const roles = (of: EntitlementPath) => closure(someone('1'), of, pushes).map(({ role }) => role);
  const broken = expect.objectContaining({ code: 'DECLARATION_INVALID' }) as Error;

  it('is direct, over a group, or over one that is pushed', () => {
    expect(roles(path({ carrier: 'direct' }))).toEqual(['holding']);
    expect(roles(path({ carrier: 'identity-store', join: AUDITORS }))).toEqual(['holding', 'structure']);
    expect(roles(path({ join: ADMINS }))).toEqual(['holding', 'pushed', 'structure']);
    expect(roles(path({ target: STAFF, join: STAFF }))).toEqual(['holding']);
  });

  it('is none over a carrier that is missing, or that cannot hold it', () => {
    expect(() => roles(path({}))).toThrow(broken);
    expect(() => roles(path({ join: STAFF }))).toThrow(broken);
    expect(() => structureOf(path({ join: STAFF }), pushes)).toThrow(broken);
  });

  it('has no structure where nobody carries it', () => {
    expect(structureOf(path({ carrier: 'direct' }), pushes)).toBeUndefined();
    expect(structureOf(path({ carrier: 'direct', join: ADMINS }), pushes)).toBeUndefined();
    expect(structureOf(path({ target: STAFF, join: STAFF }), pushes)).toBeUndefined();
    expect(structureOf(path({ join: ADMINS }), pushes)?.role).toBe('structure');
  });
});
