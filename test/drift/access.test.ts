import { accessesTo } from '../../lib/drift/access.js';
import { edgeKey, holderKey, person } from '../../lib/model/index.js';
import { ADMINS, assignment, AWS_ADMINS, edge, inventory, live, pushed } from '../_helpers/build.js';

const [DANA, EVE] = [person('1'), person('2')];
const held = edge(AWS_ADMINS, assignment());
const source = edge(DANA, ADMINS);
const target = edge(DANA, AWS_ADMINS);
const toAdmin = (...edges: Parameters<typeof live>[0][]) =>
  accessesTo(inventory({ edges: [live(held), ...edges.map((each) => live(each))] }), (each) => each === held);

describe('who has an access that may be the last', () => {
  it('is whoever has arrived in the group that holds it, by every edge that it rests on', () => {
    const edges = [live(held), live(source), pushed(target, source)];
    expect(accessesTo(inventory({ edges }), (each) => each === held)).toEqual([
      { principal: holderKey(DANA), edges: [target, source, held].map(edgeKey) },
    ]);
  });

  it('is nobody whom a push is still to bring: an access that is not there replaces none', () => {
    expect(toAdmin(source)).toEqual([]);
    expect(toAdmin(source, edge(EVE, AWS_ADMINS)).map(({ principal }) => principal)).toEqual([
      holderKey(EVE),
    ]);
  });
});
