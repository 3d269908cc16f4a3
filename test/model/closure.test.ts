import fc from 'fast-check';
import {
  ARRIVED,
  awsGroup,
  Closure,
  edgeKey,
  edgeOf,
  groupOf,
  isGroup,
  oktaGroup,
  permissionSet,
  person,
  Pushes,
  type AccountId,
  type Edge,
  type Group,
} from '../../lib/model/index.js';

const [STAFF, ADMINS, AWS_ADMINS, READERS] = [
  oktaGroup('staff'),
  oktaGroup('admins'),
  awsGroup('admins'),
  awsGroup('readers'),
];
const [DANA, EVE] = [person('1'), person('2')];
const held = (holder: Group, name = 'Admin'): Edge =>
  edgeOf({
    holder,
    target: { kind: 'aws.assignment', account: '111111111111' as AccountId, set: permissionSet(name) },
  });
const joins = (holder: typeof DANA, target: Group): Edge => edgeOf({ holder, target });
const names = (groups: readonly Group[]) => groups.map(({ kind, name }) => `${kind} ${name}`);

describe('pushes', () => {
  const pushes = new Pushes([
    { from: STAFF, to: ADMINS },
    { from: ADMINS, to: AWS_ADMINS },
    { from: AWS_ADMINS, to: STAFF },
    { from: STAFF, to: ADMINS },
  ]);

  it('are followed from the nearest on, and a circle is gone round once', () => {
    expect(names(pushes.downstream(STAFF))).toEqual([
      'okta.group staff',
      'okta.group admins',
      'aws.group admins',
    ]);
    expect(names(pushes.upstream(STAFF))).toEqual([
      'okta.group staff',
      'aws.group admins',
      'okta.group admins',
    ]);
    expect(names(pushes.downstream(READERS))).toEqual(['aws.group readers']);
  });

  it('have a direction, and each group is named once', () => {
    expect([pushes.has(STAFF, ADMINS), pushes.has(ADMINS, STAFF), pushes.has(STAFF, AWS_ADMINS)]).toEqual([
      true,
      false,
      false,
    ]);
    expect(names(pushes.targetsOf(STAFF))).toEqual(['okta.group admins']);
    expect(names(pushes.sourcesOf(STAFF))).toEqual(['aws.group admins']);
  });

  it('that nobody follows lead nowhere', () => {
    expect(names(ARRIVED.downstream(ADMINS))).toEqual(['okta.group admins']);
    expect(names(ARRIVED.upstream(ADMINS))).toEqual(['okta.group admins']);
  });

  it('do not take a group of the same name for another', () => {
    const twin = { ...AWS_ADMINS, native: 'g-2' };
    expect(new Pushes([{ from: ADMINS, to: twin }]).sourcesOf(AWS_ADMINS)).toEqual([]);
  });
});

describe('the closure over a push that is still under way', () => {
  const edges = [joins(DANA, ADMINS), joins(EVE, AWS_ADMINS), held(AWS_ADMINS), held(READERS, 'Read')].map(
    (edge) => ({ edge }),
  );
  const keys = (found: readonly { readonly edge: Edge }[]) => found.map(({ edge }) => edgeKey(edge));
  const [dana, eve, admin] = keys(edges);
  const arrived = new Closure(edges, ARRIVED);
  const followed = new Closure(edges, new Pushes([{ from: ADMINS, to: AWS_ADMINS }]));

  it('has only who arrived, where no push is followed', () => {
    expect(keys(arrived.into(AWS_ADMINS))).toEqual([eve]);
    expect(keys(arrived.heldBy(ADMINS))).toEqual([]);
  });

  it('has also whom the push will bring, where it is followed', () => {
    expect(keys(followed.into(AWS_ADMINS))).toEqual([eve, dana]);
    expect(keys(followed.heldBy(ADMINS))).toEqual([admin]);
  });

  it('gives nobody at the source what the target alone has', () => {
    expect(keys(followed.into(ADMINS))).toEqual([dana]);
  });
});

test('asked from the member or from the entitlement, the answer is the same', () => {
  const groups = [STAFF, ADMINS, AWS_ADMINS, READERS];
  const aGroup = fc.constantFrom(...groups);
  const anEdge = fc.oneof(
    fc.tuple(fc.constantFrom(DANA, EVE), aGroup).map(([who, group]) => joins(who, group)),
    fc
      .tuple(fc.constantFrom(AWS_ADMINS, READERS), fc.constantFrom('Admin', 'Read'))
      .map(([group, name]) => held(group, name)),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(anEdge, { selector: edgeKey, maxLength: 12 }),
      fc.array(fc.record({ from: aGroup, to: aGroup }), { maxLength: 5 }),
      (found, pairs) => {
        const edges = found.map((edge) => ({ edge }));
        const closure = new Closure(edges, new Pushes(pairs));
        for (const member of edges) {
          const joined = groupOf(member.edge.target);
          if (!joined) continue;
          for (const holding of edges) {
            const { holder } = holding.edge;
            if (!isGroup(holder)) continue;
            expect(closure.into(holder).includes(member)).toBe(closure.heldBy(joined).includes(holding));
          }
        }
      },
    ),
  );
});
