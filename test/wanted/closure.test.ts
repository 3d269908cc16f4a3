import { declaredPushes, type Catalogue } from '../../lib/manifest/index.js';
import { awsGroup, edgeIdOf, edgeKey, edgeOf, person, type Group } from '../../lib/model/index.js';
import { wantedAt } from '../../lib/wanted/index.js';
import { ADMINS, ADMINS_AWS, catalogue, group, inputs, ticket } from '../synth/builders.js';

const TOWER = awsGroup('tower');
const own = (over: Catalogue) =>
  wantedAt(inputs({ catalogue: over, tickets: [ticket('ACC-1')] }))
    .edges.filter(({ because }) =>
      because.some(({ package: name, standing }) => name === 'prod-admin' && standing),
    )
    .map(({ edge, role, upstream }) => [(edge.target as Group).name, role, upstream])
    .sort();
const into = (target: Group) => edgeIdOf(edgeKey(edgeOf({ holder: person('1'), target })));

describe('the edges of somebody in a group that is pushed', () => {
  it('are the membership that is written, and one that only the push makes, from it', () => {
    expect(own(catalogue())).toEqual([
      ['prod-admins', 'holding', undefined],
      ['prod-admins', 'pushed', into(ADMINS)],
    ]);
  });

  it('name what each is pushed from, where one group is pushed to several', () => {
    const groups = [...catalogue().groups, group(TOWER, { pushedFrom: ADMINS })];
    expect(declaredPushes({ groups }).targetsOf(ADMINS)).toEqual([ADMINS_AWS, TOWER]);
    expect(own(catalogue({ groups }))).toEqual([
      ['prod-admins', 'holding', undefined],
      ['prod-admins', 'pushed', into(ADMINS)],
      ['tower', 'pushed', into(ADMINS)],
    ]);
  });
});
