import { oktaGroup } from '../../lib/model/index.js';
import {
  assignment,
  AWS_ADMINS,
  edge,
  ended,
  enforced,
  group,
  inventory,
  live,
  manifest,
  only,
  pushed,
  READERS,
  report,
  wanted,
} from '../_helpers/build.js';
import { ADMIN_LIVE, DANA, danaInAdmins, danaPushed, samInReaders } from './_people.js';

describe('what Writ does not govern', () => {
  it('shows group-rule members and service objects, never as drift', () => {
    const seen = report({
      inventory: inventory({
        edges: [
          live(samInReaders, { by: 'rule', rule: 'everyone' }),
          live(edge(DANA, READERS), { by: 'service' }),
        ],
      }),
    });
    expect(seen).toMatchObject({ verdict: 'clean', findings: [], counts: { 'by-rule': 1, service: 1 } });
    expect(seen.notes).toHaveLength(2);
  });

  it('calls privileged membership by a group rule drift: a rule is made by hand as well', () => {
    const seen = report({
      inventory: inventory({
        edges: [live(danaInAdmins, { by: 'rule', rule: 'everyone' }), live(edge(AWS_ADMINS, assignment()))],
        roles: ADMIN_LIVE,
      }),
      manifest: manifest({ edges: [wanted(edge(AWS_ADMINS, assignment()), { role: 'structure' })] }),
    });
    expect(only(seen)).toMatchObject({ class: 'by-rule', severity: 'high', bound: 'rule' });
    expect(seen.verdict).toBe('drift');
  });

  it('calls a grant that ended expired, although a group rule keeps its holder there', () => {
    const seen = report({
      manifest: manifest({ ended: [ended(samInReaders)] }),
      inventory: inventory({ edges: [live(samInReaders, { by: 'rule', rule: 'everyone' })] }),
    });
    expect(only(seen)).toMatchObject({ class: 'expired', bound: 'rule' });
  });

  it.each([
    ['the built-in group of everyone', { by: 'service' } as const, {}],
    ['a group of another repository', { by: 'direct' } as const, { external: 'network-team' }],
    ['a restrictive group', { by: 'direct' } as const, { restrictive: true }],
  ])('calls what is pushed from %s into a governed group foreign there', (_, cause, props) => {
    const source = edge(DANA, oktaGroup('source'));
    const seen = report({
      manifest: manifest({
        catalogue: {
          groups: [group(oktaGroup('source'), props)],
          scopes: [enforced([oktaGroup('source'), AWS_ADMINS])],
        },
      }),
      inventory: inventory({
        edges: [live(source, cause), pushed(danaPushed, source)],
        pushes: [[oktaGroup('source'), AWS_ADMINS]],
      }),
    });
    expect(seen.verdict).toBe('drift');
    expect(seen.findings).toContainEqual(
      expect.objectContaining({
        class: 'foreign',
        subject: expect.objectContaining({ edge: danaPushed }),
      }),
    );
    expect(seen.findings.filter(({ bound }) => bound === 'upstream')).toEqual([]);
  });

  it('compares what another repository owns, and calls the difference external', () => {
    const seen = report({
      manifest: manifest({ catalogue: { groups: [group(READERS, { external: 'network-team' })] } }),
      inventory: inventory({ edges: [live(samInReaders)], pushes: [] }),
    });
    expect(only(seen).class).toBe('external');
    expect(seen.verdict).toBe('clean');
  });

  it('calls membership of a restrictive group restrictive, even after its window', () => {
    const seen = report({
      manifest: manifest({
        ended: [ended(samInReaders)],
        catalogue: { groups: [group(READERS, { restrictive: true })] },
      }),
      inventory: inventory({ edges: [live(samInReaders)], pushes: [] }),
    });
    expect(only(seen).class).toBe('restrictive');
  });
});
