import { AWS_SOURCE, awsGroup, person, type Window } from '../../lib/model/index.js';
import { packageOf } from '../_helpers/catalogue.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  at,
  AWS_ADMINS,
  codes,
  edge,
  ended,
  enforced,
  identity,
  idOf,
  inventory,
  LAST_WEEK,
  live,
  liveSet,
  manifest,
  NOON,
  only,
  PROD,
  pushed,
  READERS,
  record,
  report,
  STANDING,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { ADMIN_LIVE, DANA, danaInAdmins, danaPushed, SAM, samInReaders } from './_people.js';

describe('REQ-073 a group that no listing shows', () => {
  const native = 'aws-group-prod-admins';
  const carried = edge({ kind: 'aws.group', name: native, native, source: AWS_SOURCE }, assignment());
  const declared = manifest({ edges: [wanted(edge(AWS_ADMINS, assignment()), { role: 'structure' })] });

  it('may be the declared group while groups could not be listed: then it is not called foreign', () => {
    const seen = report({
      manifest: declared,
      inventory: inventory({
        edges: [live(carried)],
        roles: ADMIN_LIVE,
        unread: [[AWS_SOURCE, { part: 'listing', of: 'groups' }]],
      }),
    });
    expect(codes(seen)).toEqual(['UNREADABLE']);
    expect(seen.verdict).toBe('incomplete');
  });

  it('H1.5 is gone once all groups are listed, and is told as a group', () => {
    const seen = report({ inventory: inventory({ edges: [live(carried)], roles: ADMIN_LIVE }) });
    expect(only(seen)).toMatchObject({ class: 'orphaned', code: 'GROUP_GONE', reaches: [] });
    expect(only(seen).gives).toContain('a group that is gone');
  });

  it('is foreign when it is a user, whatever became of the listing of groups', () => {
    const user = {
      source: AWS_SOURCE,
      native: 'user-9',
      login: 'x',
      displayName: 'X',
      status: 'active',
    } as const;
    const assigned = edge({ kind: 'unlinked', source: AWS_SOURCE, native: 'user-9' }, assignment());
    const seen = report({
      inventory: inventory({
        edges: [live(assigned)],
        users: [user],
        unread: [[AWS_SOURCE, { part: 'listing', of: 'groups' }]],
      }),
    });
    expect(codes(seen)).toContain('HOLDER_UNLINKED');
  });
});

describe('REQ-071 wanted grants are compared with the live world', () => {
  it('calls an edge that is wanted and live matched, and a world without differences clean', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(samInReaders)] }),
      inventory: inventory({ edges: [live(samInReaders)] }),
    });
    expect(seen).toMatchObject({ verdict: 'clean', findings: [], counts: { matched: 1 } });
  });

  it('calls an edge that is wanted and proven absent missing', () => {
    const seen = report({ manifest: manifest({ edges: [wanted(samInReaders)] }) });
    expect(only(seen)).toMatchObject({ class: 'missing', code: 'MISSING_GRANT' });
    expect(seen.verdict).toBe('drift');
  });

  it('calls an edge that is live and explained by nothing foreign', () => {
    const seen = report({ inventory: inventory({ edges: [live(samInReaders)] }) });
    expect(only(seen)).toMatchObject({ class: 'foreign', reason: 'no-basis' });
  });

  it('calls the content of a role that differs altered', () => {
    const other = {
      ...liveSet(ADMIN_SET),
      content: liveSet(ADMIN_SET, { managed: [], customerManaged: [], sessionMinutes: 60 }).content,
    };
    const seen = report({
      manifest: manifest({
        catalogue: {
          permissionSets: [
            {
              ref: ADMIN_SET,
              description: '',
              content: {
                managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
                customerManaged: [],
                sessionMinutes: 60,
              },
              privileged: [],
            },
          ],
        },
      }),
      inventory: inventory({ roles: [other] }),
    });
    expect(only(seen)).toMatchObject({ class: 'altered', code: 'CONTENT_ALTERED' });
  });
});

describe('REQ-072 live access without a request is flagged', () => {
  it('REQ-072 names principal, entitlement and first sight of a member added by hand', () => {
    const seenAt = at('2026-11-21T09:00:00Z');
    const finding = only(
      report({
        inventory: inventory({ edges: [live(danaInAdmins)], pushes: [] }),
        journal: [{ kind: 'first-seen', at: seenAt, edge: idOf(danaInAdmins), finding: 'ORPHANED_GRANT' }],
      }),
    );
    expect(finding).toMatchObject({
      code: 'ORPHANED_GRANT',
      firstSeen: seenAt,
      subject: { edge: danaInAdmins },
    });
    expect(finding.gives).toBe('Dana Fox is a member of Okta group prod-admins');
  });

  it('tells what a group carries, and that it is privileged', () => {
    const carried = edge(AWS_ADMINS, assignment());
    const finding = only(
      report({
        manifest: manifest({ edges: [wanted(carried, { role: 'structure' })] }),
        inventory: inventory({
          edges: [live(carried), live(danaInAdmins), pushed(danaPushed, danaInAdmins)],
          roles: ADMIN_LIVE,
        }),
      }),
    );
    expect(finding.severity).toBe('critical');
    expect(finding.gives).toBe(
      'Dana Fox is a member of Okta group prod-admins, which gives ProdAdmin on production account payments-prod (111111111111)',
    );
  });

  it('tells once what a push repeats: the consequence travels with the finding at the source', () => {
    const finding = only(
      report({ inventory: inventory({ edges: [live(danaInAdmins), pushed(danaPushed, danaInAdmins)] }) }),
    );
    expect(finding.downstream).toEqual([pushed(danaPushed, danaInAdmins)]);
  });

  it('makes one finding of a foreign assignment to a carrier, listing everyone it reaches', () => {
    const assigned = edge(READERS, assignment());
    const finding = only(
      report({
        manifest: manifest({ edges: [wanted(samInReaders), wanted(edge(DANA, READERS))] }),
        inventory: inventory({ edges: [live(assigned), live(samInReaders), live(edge(DANA, READERS))] }),
      }),
    );
    expect(finding.reaches).toEqual([DANA, SAM]);
    expect(finding.gives).toContain('everyone in Identity Store group prod-readers');
  });

  it('calls an edge of an omitted ticket undecided and names the ticket', () => {
    const finding = only(
      report({
        manifest: manifest({
          omitted: [
            {
              ticket: 'ACC-7',
              file: 'ACC-7.yaml',
              state: 'undecided',
              edges: [idOf(samInReaders)],
              reasons: [],
            },
          ],
        }),
        inventory: inventory({ edges: [live(samInReaders)] }),
      }),
    );
    expect(finding).toMatchObject({ class: 'foreign', reason: 'undecided', code: 'UNDECIDED_GRANT' });
    expect(finding.because).toContain('ACC-7');
  });

  it('calls a direct assignment beside the declared path of the same entitlement foreign', () => {
    const direct = edge(SAM, assignment());
    const carried = edge(READERS, assignment());
    const finding = only(
      report({
        manifest: manifest({
          edges: [wanted(samInReaders), wanted(carried, { role: 'structure' })],
          grants: [
            {
              principal: SAM,
              package: 'prod-admin',
              asset: 'payments',
              entitlement: assignment(),
              via: [idOf(samInReaders), idOf(carried)],
              bases: [
                {
                  basis: { kind: 'birthright', jobFunction: 'sre' },
                  window: { start: LAST_WEEK, end: 'standing' },
                },
              ],
            },
          ],
        }),
        inventory: inventory({ edges: [live(samInReaders), live(carried), live(direct)] }),
      }),
    );
    expect(finding).toMatchObject({ reason: 'beside-path', subject: { edge: direct } });
  });

  it('calls a member of a pushed group who is not in its source excess at the target', () => {
    const finding = only(report({ inventory: inventory({ edges: [live(danaPushed)] }) }));
    expect(finding).toMatchObject({ reason: 'excess-at-target', code: 'EXCESS_AT_TARGET' });
  });

  it('counts what no scope covers and tells nothing of it', () => {
    const seen = report({ inventory: inventory({ edges: [live(edge(SAM, awsGroup('lunch')))] }) });
    expect(seen).toMatchObject({ verdict: 'clean', findings: [], counts: { ungoverned: 1 } });
  });

  it('takes the strictest mode of the scopes that cover an edge', () => {
    const observing = { ...enforced([READERS], []), name: 'second', mode: 'observe' as const };
    const finding = only(
      report({
        manifest: manifest({ catalogue: { scopes: [observing, enforced([READERS], []), observing] } }),
        inventory: inventory({ edges: [live(samInReaders)] }),
      }),
    );
    expect(finding.mode).toBe('enforce');
  });
});

describe('REQ-070 grants that outlive their window are found', () => {
  it('REQ-070 reports EXPIRED_BUT_LIVE of severity high for a grant that expired yesterday', () => {
    const finding = only(
      report({
        manifest: manifest({ ended: [ended(samInReaders)] }),
        inventory: inventory({ edges: [live(samInReaders)] }),
      }),
    );
    expect(finding).toMatchObject({
      class: 'expired',
      code: 'EXPIRED_BUT_LIVE',
      severity: 'high',
      ended: { basis: { kind: 'ticket', ticket: 'ACC-0001' }, endedAt: YESTERDAY },
    });
  });

  it('REQ-070 reports a window that ended between the manifest and now', () => {
    const window = { start: LAST_WEEK, end: NOON };
    const finding = only(
      report({
        manifest: manifest({ asOf: YESTERDAY, edges: [wanted(samInReaders, { window })] }),
        inventory: inventory({ edges: [live(samInReaders)] }),
      }),
    );
    expect(finding).toMatchObject({ code: 'EXPIRED_BUT_LIVE', ended: { window, endedAt: NOON } });
  });

  it('calls an edge that is live before its window foreign', () => {
    const window = { start: TOMORROW, end: 'standing' as const };
    const finding = only(
      report({
        manifest: manifest({ edges: [wanted(samInReaders, { window })] }),
        inventory: inventory({ edges: [live(samInReaders)] }),
      }),
    );
    expect(finding).toMatchObject({ class: 'foreign', reason: 'before-window' });
  });

  it('leaves alone what another basis still holds', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(samInReaders)], ended: [ended(samInReaders)] }),
      inventory: inventory({ edges: [live(samInReaders)] }),
    });
    expect(seen.verdict).toBe('clean');
  });
});

describe('REQ-073 what was revoked and is still effective is flagged', () => {
  it('REQ-073 reports REVOKED_BUT_LIVE for a removed grant, and is not clean', () => {
    const seen = report({
      manifest: manifest({ ended: [ended(samInReaders, { why: 'removal' })] }),
      inventory: inventory({ edges: [live(samInReaders)] }),
    });
    expect(only(seen).code).toBe('REVOKED_BUT_LIVE');
    expect(seen.verdict).toBe('drift');
  });

  it('REQ-073 waits for a removal at the source to arrive downstream, and no longer than its bound', () => {
    const world = {
      manifest: manifest({ ended: [ended(danaPushed)] }),
      inventory: inventory({ edges: [live(danaPushed)] }),
    };
    expect(only(report(world))).toMatchObject({ class: 'propagating' });
    const journal = [
      { kind: 'first-seen' as const, at: YESTERDAY, edge: idOf(danaPushed), finding: 'PUSH_PENDING' },
    ];
    expect(only(report({ ...world, journal }))).toMatchObject({ class: 'expired', code: 'REVOKED_BUT_LIVE' });
  });
});

describe('what could not be read', () => {
  it('concludes no absence from a listing that failed, and is incomplete', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(samInReaders)] }),
      inventory: inventory({
        unread: [[READERS.source, { part: 'group', group: 'aws-group-prod-readers', name: 'prod-readers' }]],
      }),
    });
    expect(codes(seen)).toEqual(['UNREADABLE']);
    expect(seen).toMatchObject({ verdict: 'incomplete', coverage: { compared: 0, declared: 1 } });
  });

  it('concludes nothing from a name that several objects carry', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(samInReaders)] }),
      inventory: inventory({
        edges: [live(samInReaders)],
        ambiguous: [{ ref: READERS, natives: ['a', 'b'] }],
      }),
    });
    expect(codes(seen)).toEqual(['NAME_AMBIGUOUS']);
    expect(seen).toMatchObject({
      verdict: 'incomplete',
      counts: { matched: 0 },
      coverage: { compared: 0, declared: 1 },
    });
  });

  it('H4.23 tells of a proved end at a pushed group while the source group is unread, and of nothing else', () => {
    const seen = {
      inventory: inventory({
        edges: [live(danaPushed)],
        unread: [[ADMINS.source, { part: 'group', group: 'okta-group-prod-admins', name: 'prod-admins' }]],
      }),
    };
    const left = identity(record('1', { status: 'terminated' }));
    expect([...codes(report({ ...seen, identity: left }))].sort()).toEqual(['HOLDER_GONE', 'UNREADABLE']);
    const over = manifest({ ended: [ended(danaPushed)] });
    const told = report({ ...seen, manifest: over });
    expect(told.findings.map(({ class: of }) => of).sort()).toEqual(['propagating', 'unreadable']);
    const long = [
      { kind: 'first-seen' as const, at: YESTERDAY, edge: idOf(danaPushed), finding: 'PUSH_PENDING' },
    ];
    const stays = report({ ...seen, manifest: over, journal: long });
    expect([...codes(stays)].sort()).toEqual(['EXPIRED_BUT_LIVE', 'UNREADABLE']);
    expect(codes(report(seen))).toEqual(['UNREADABLE']);
  });

  it('does not call a member of a pushed group excess while the source group is unread', () => {
    const seen = report({
      inventory: inventory({
        edges: [live(danaPushed)],
        unread: [[ADMINS.source, { part: 'group', group: 'okta-group-prod-admins', name: 'prod-admins' }]],
      }),
    });
    expect(codes(seen)).toEqual(['UNREADABLE']);
  });

  it('REQ-076 reports coverage below 100 % and a finding for a declared system that no reader covers', () => {
    const seen = report({
      manifest: manifest({ edges: [wanted(samInReaders), wanted(danaInAdmins)] }),
      inventory: inventory({ edges: [live(samInReaders)], sources: [READERS.source] }),
    });
    expect(seen.coverage).toEqual({ compared: 1, declared: 2 });
    expect(codes(seen)).toEqual(['UNREADABLE']);
    expect(seen.verdict).toBe('incomplete');
  });
});

describe('a declared system without a live reader', () => {
  const forge = { name: 'forge', title: 'Forge', owner: 'platform', reader: 'none' as const };
  const reaching = packageOf('admin', {
    grants: [{ ...packageOf('admin').grants[0], beyond: [{ system: 'forge', what: 'write' }] }],
  });
  const holding = (id: string, window: Window) => ({
    principal: person(id),
    package: 'admin',
    asset: 'payments',
    entitlement: ADMINS,
    via: [idOf(edge(SAM, ADMINS))] as const,
    bases: [{ basis: { kind: 'ticket' as const, ticket: 'ACC-1' }, window }] as const,
  });
  const seenWith = (...grants: ReturnType<typeof holding>[]) =>
    report({
      manifest: manifest({
        edges: [wanted(samInReaders)],
        grants,
        catalogue: { systems: [forge], packages: [reaching] },
      }),
      inventory: inventory({ edges: [live(samInReaders)] }),
    });

  it('REQ-076 keeps coverage below 100 % for every open grant that reaches into it, and says so', () => {
    const seen = seenWith(
      holding('1', STANDING),
      holding('2', STANDING),
      holding('3', { start: TOMORROW, end: 'standing' }),
    );
    expect(seen.coverage).toEqual({ compared: 1, declared: 3 });
    expect(seen.uncovered.join()).toContain('forge: declared, and no live reader covers it; 2 grants');
  });

  it('REQ-076 counts a grant of several entitlements once, and names the system even when nobody reaches it', () => {
    expect(seenWith(holding('1', STANDING), holding('1', STANDING)).coverage.declared).toBe(2);
    const idle = seenWith();
    expect(idle.coverage).toEqual({ compared: 1, declared: 1 });
    expect(idle.uncovered.join()).toContain('forge');
  });
});

describe('order', () => {
  it('puts the worst first', () => {
    const assigned = edge(SAM, assignment(ADMIN_SET, PROD));
    const seen = report({
      manifest: manifest({
        edges: [wanted(edge(DANA, READERS))],
        ended: [ended(edge(person('3'), READERS))],
      }),
      inventory: inventory({
        edges: [live(samInReaders), live(edge(person('3'), READERS)), live(assigned)],
        roles: ADMIN_LIVE,
      }),
    });
    expect(seen.findings.map((finding) => finding.severity)).toEqual([
      'critical',
      'high',
      'medium',
      'medium',
    ]);
  });
});
