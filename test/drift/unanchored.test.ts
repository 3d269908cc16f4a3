import { newMemory, rememberedIn, type DriftReport, type JournalEntry } from '../../lib/drift/index.js';
import { anchorsOf, assemble, type ObservedGroup, type Part } from '../../lib/inventory/index.js';
import { linksOf } from '../../lib/identity/index.js';
import { AWS_SOURCE, OKTA_SOURCE, person, type AccountId, type Edge } from '../../lib/model/index.js';
import {
  ADMIN_SET,
  ADMINS,
  assignment,
  AWS_ADMINS,
  CONTENT,
  edge,
  group,
  identity,
  manifest,
  NOON,
  PROD,
  record,
  report,
  set,
  wanted,
} from '../_helpers/build.js';
import { sweepOf } from '../inventory/_world.js';
import type { Seen } from '../_helpers/observed.js';

const DANA = person('1');
const PEOPLE = identity(
  record('1', { name: 'Dana Fox' }),
  record('2'),
  record('3', { status: 'terminated' }),
);
const REMEMBERED: JournalEntry = {
  kind: 'object',
  at: NOON,
  seen: [
    { ref: ADMINS, native: 'okta-1' },
    { ref: AWS_ADMINS, native: 'aws-1' },
    { ref: ADMIN_SET, native: 'set-1' },
  ],
};
const inAdmins = edge(DANA, ADMINS);
const carried = edge(AWS_ADMINS, assignment());
const MANIFEST = manifest({
  edges: [wanted(inAdmins), wanted(carried, { role: 'structure' })],
  catalogue: { groups: [group(ADMINS), group(AWS_ADMINS)], permissionSets: [set(ADMIN_SET)] },
});

const oktaGroupOf = (native: string, name: string, origin: ObservedGroup['origin'] = 'managed') => ({
  native,
  ref: { ...ADMINS, name },
  origin,
});
const awsGroupOf = (native: string, name: string) => ({
  native,
  ref: { ...AWS_ADMINS, name },
  origin: 'managed' as const,
});
const member = (group: string, user: string) => ({ group, user: `user-${user}` });
const held = (native: string) => ({
  set: 'set-1',
  account: PROD,
  holder: { type: 'group' as const, native },
});

interface Live {
  readonly okta?: Partial<Seen>;
  readonly aws?: Partial<Seen>;
  readonly unread?: readonly Part[];
  readonly journal?: readonly JournalEntry[];
}

/** The world as declared but for what is given. */
function seen({ okta = {}, aws = {}, unread = [], journal = [REMEMBERED] }: Live = {}) {
  const sweeps = [
    sweepOf(
      OKTA_SOURCE,
      { groups: [oktaGroupOf('okta-1', 'prod-admins')], memberships: [member('okta-1', '1')], ...okta },
      unread,
    ),
    sweepOf(
      AWS_SOURCE,
      {
        groups: [awsGroupOf('aws-1', 'prod-admins')],
        sets: [{ native: 'set-1', ref: ADMIN_SET, content: CONTENT }],
        pairs: [{ set: 'set-1', account: PROD satisfies AccountId, provisioned: 'latest' }],
        assignments: [held('aws-1')],
        ...aws,
      },
      unread,
    ),
  ];
  const { groups, permissionSets } = MANIFEST.catalogue;
  const anchors = anchorsOf([...groups, ...permissionSets], rememberedIn(journal));
  const inventory = assemble(sweeps, linksOf(PEOPLE), anchors);
  return { inventory, report: report({ manifest: MANIFEST, inventory, identity: PEOPLE, journal }) };
}

function told(of: DriftReport): unknown[] {
  return of.findings.map(({ class: kind, code }) => `${kind} ${code}`);
}

function foreignEdges({ findings }: DriftReport): { edge: Edge; native: unknown }[] {
  return findings.flatMap(({ class: kind, subject }) =>
    kind === 'foreign' && subject.what === 'edge' && subject.live
      ? [{ edge: subject.edge, native: subject.live.native }]
      : [],
  );
}

describe('H1.5 a declared group that was renamed by hand', () => {
  const renamed = { groups: [oktaGroupOf('okta-1', 'pd')] };

  it('is told as renamed, and what it gives matches as before', () => {
    const { report: drift } = seen({ okta: renamed });
    expect(told(drift)).toEqual(['unanchored OBJECT_RENAMED']);
    expect(drift).toMatchObject({ verdict: 'drift', counts: { matched: 2, unanchored: 1, missing: 0 } });
  });

  it('is still governed: a stranger who joins it is foreign, by the native id', () => {
    const memberships = [member('okta-1', '1'), member('okta-1', '2')];
    const { report: drift } = seen({ okta: { ...renamed, memberships } });
    expect(foreignEdges(drift)).toEqual([
      { edge: edge(person('2'), ADMINS), native: { holder: 'user-2', target: 'okta-1' } },
    ]);
  });

  it('keeps its assignment at AWS, whose group has another display name now', () => {
    const { report: drift } = seen({ aws: { groups: [awsGroupOf('aws-1', 'renamed by hand')] } });
    expect(told(drift)).toEqual(['unanchored OBJECT_RENAMED']);
    expect(drift.findings[0]).toMatchObject({ severity: 'high', subject: { what: 'object', live: 'aws-1' } });
  });

  it('is not what took its name: that one gets nothing of it', () => {
    const okta = {
      groups: [oktaGroupOf('okta-1', 'pd'), oktaGroupOf('okta-2', 'prod-admins')],
      memberships: [member('okta-1', '1'), member('okta-2', '2')],
    };
    const { report: drift } = seen({ okta });
    expect(told(drift)).toEqual(['unanchored OBJECT_RENAMED']);
    expect(drift.counts).toMatchObject({ matched: 2, ungoverned: 1 });
  });

  it('is only not there for who never saw it', () => {
    const { report: drift } = seen({ okta: renamed, journal: [] });
    expect(told(drift)).toContain('unanchored OBJECT_ABSENT');
    expect(foreignEdges(drift)).toEqual([]);
  });
});

describe('H1.5 a declared group that was deleted', () => {
  it('is told as deleted where a whole listing has it no more', () => {
    const { report: drift } = seen({ okta: { groups: [], memberships: [] } });
    expect(told(drift)).toEqual(['missing MISSING_GRANT', 'unanchored OBJECT_DELETED']);
  });

  it('is told as nothing where the listing failed', () => {
    const unread = [{ part: 'listing', of: 'groups' } as const];
    const { report: drift } = seen({ okta: { groups: [], memberships: [] }, unread });
    expect(drift.counts).toMatchObject({ unanchored: 0, missing: 0 });
    expect(drift.verdict).toBe('incomplete');
  });
});

describe('H1.5 a declared group that was made anew under its name', () => {
  const anew = { groups: [awsGroupOf('aws-2', 'prod-admins')] };

  it('is told so, and the assignment of the one before as that of a group that is gone', () => {
    const { report: drift } = seen({ aws: anew });
    expect(told(drift).sort()).toEqual([
      'missing MISSING_GRANT',
      'orphaned GROUP_GONE',
      'unanchored OBJECT_RECREATED',
    ]);
    const gone = drift.findings.find(({ code }) => code === 'GROUP_GONE');
    expect(gone?.because).toContain('it was prod-admins');
  });

  it('loses nothing that is declared of it, and strangers in it are foreign', () => {
    const memberships = [member('okta-2', '1'), member('okta-2', '2')];
    const { report: drift } = seen({ okta: { groups: [oktaGroupOf('okta-2', 'prod-admins')], memberships } });
    expect(foreignEdges(drift)).toEqual([
      { edge: edge(person('2'), ADMINS), native: { holder: 'user-2', target: 'okta-2' } },
    ]);
    expect(told(drift)).toContain('unanchored OBJECT_RECREATED');
  });

  it('is in doubt while the one before may be there unseen: nothing in it is foreign then', () => {
    const memberships = [member('okta-2', '2'), member('okta-2', '3')];
    const { report: drift } = seen({
      okta: { groups: [oktaGroupOf('okta-2', 'prod-admins')], memberships },
      unread: [{ part: 'listing', of: 'groups' }],
    });
    expect(foreignEdges(drift)).toEqual([]);
    // Who left holds nothing, whichever group it is.
    expect(told(drift)).toContain('orphaned HOLDER_GONE');
  });

  it('is remembered once it has everything that is declared of it, and not before', () => {
    const memory = (live: Live) => {
      const { inventory, report: drift } = seen(live);
      return newMemory(MANIFEST.catalogue, inventory, drift.findings, rememberedIn([REMEMBERED]), NOON);
    };
    expect(memory({ aws: anew })).toEqual([]);
    expect(memory({ aws: { ...anew, assignments: [held('aws-2')] } })).toEqual([
      { kind: 'object', at: NOON, seen: [{ ref: AWS_ADMINS, native: 'aws-2' }] },
    ]);
  });
});

describe('H1.5 a permission set that was made anew', () => {
  it('is told so', () => {
    const aws = {
      sets: [{ native: 'set-2', ref: ADMIN_SET, content: CONTENT }],
      pairs: [],
      assignments: [],
    };
    expect(told(seen({ aws }).report)).toContain('unanchored OBJECT_RECREATED');
  });
});

describe('H1.5 a group that a directory keeps under the name of a declared one', () => {
  const twin = oktaGroupOf('okta-9', 'prod-admins', 'app');

  it('shields nothing: the foreign member of the declared one is found, and so is who left', () => {
    const memberships = [member('okta-1', '1'), member('okta-1', '2'), member('okta-1', '3')];
    const okta = { groups: [oktaGroupOf('okta-1', 'prod-admins'), twin], memberships };
    for (const journal of [[], [REMEMBERED]]) {
      const { report: drift } = seen({ okta, journal });
      expect(told(drift).sort()).toEqual(['foreign ORPHANED_GRANT', 'orphaned HOLDER_GONE']);
    }
  });

  it('is judged as its own: its members are not those of the declared one', () => {
    const memberships = [member('okta-1', '1'), member('okta-9', '2')];
    const okta = { groups: [oktaGroupOf('okta-1', 'prod-admins'), twin], memberships };
    const { report: drift } = seen({ okta });
    expect(drift).toMatchObject({ verdict: 'clean', counts: { ungoverned: 1 } });
  });

  it('is not the declared one when that is not there', () => {
    const { report: drift } = seen({ okta: { groups: [twin], memberships: [member('okta-9', '1')] } });
    expect(told(drift)).toEqual(['missing MISSING_GRANT', 'unanchored OBJECT_DELETED']);
  });
});

describe('H1.5 two groups of ours of one name', () => {
  const two = [oktaGroupOf('okta-1', 'prod-admins'), oktaGroupOf('okta-2', 'prod-admins')];
  const memberships = [
    member('okta-1', '1'),
    member('okta-1', '2'),
    member('okta-2', '2'),
    member('okta-2', '3'),
  ];

  it('are a doubt that is reported, and the one known by its id is judged all the same', () => {
    const { report: drift } = seen({ okta: { groups: two, memberships } });
    expect(told(drift)).toContain('unreadable NAME_AMBIGUOUS');
    expect(foreignEdges(drift)).toEqual([
      { edge: edge(person('2'), ADMINS), native: { holder: 'user-2', target: 'okta-1' } },
    ]);
  });

  it('are not told apart without one: only who left is taken out', () => {
    const { report: drift } = seen({ okta: { groups: two, memberships }, journal: [] });
    expect(told(drift).sort()).toEqual(['orphaned HOLDER_GONE', 'unreadable NAME_AMBIGUOUS']);
  });
});

describe('H1.5 the memory of declared objects', () => {
  const memory = (live: Live, journal: readonly JournalEntry[]) => {
    const { inventory, report: drift } = seen({ ...live, journal });
    return newMemory(MANIFEST.catalogue, inventory, drift.findings, rememberedIn(journal), NOON);
  };

  it('is written once, and only of what a whole read shows', () => {
    expect(memory({}, [])).toMatchObject([{ seen: [{ native: 'aws-1' }, {}, { native: 'okta-1' }] }]);
    expect(memory({}, [REMEMBERED])).toEqual([]);
    expect(memory({ unread: [{ part: 'listing', of: 'groups' }] }, [])).toMatchObject([
      { seen: [{ ref: { kind: 'aws.permission-set' } }] },
    ]);
  });

  it('does not take over what has the name of a renamed group', () => {
    const groups = [oktaGroupOf('okta-1', 'pd'), oktaGroupOf('okta-2', 'prod-admins')];
    expect(memory({ okta: { groups } }, [REMEMBERED])).toEqual([]);
  });
});
