import type { Catalogue, GroupDeclaration } from '../../lib/manifest/index.js';
import { awsGroup, oktaGroup } from '../../lib/model/index.js';
import { plus } from '../../lib/kernel/index.js';
import { AS_OF } from '../_helpers/people.js';
import { codes, Desk, held, holders, reader, SRES, WIDE } from './_desk.js';
import { catalogueBy, identityBy, type Declared } from './governance/_stage.js';

const STAFF = oktaGroup('staff');
const STAFF_AWS = awsGroup('staff');
const OPS = awsGroup('ops');

/** The birthright goes by a group of its own, which a change pushes to one that holds what others ask for. */
function byGroup(declared: Declared = {}, pushed = false): Catalogue {
  const plain = catalogueBy(declared);
  const groups: GroupDeclaration[] = [
    { ref: STAFF, description: '', restrictive: false, pushedTo: STAFF_AWS },
    { ref: STAFF_AWS, description: '', restrictive: false, pushedFrom: STAFF },
    { ref: OPS, description: '', restrictive: false, ...(pushed ? { pushedFrom: STAFF } : {}) },
  ];
  const through = {
    baseline: { carrier: 'okta-push', join: STAFF },
    operate: { carrier: 'identity-store', join: OPS },
  } as const;
  return {
    ...plain,
    groups: [...plain.groups, ...groups],
    packages: plain.packages.map((each) => {
      const more = through[each.id as keyof typeof through];
      const [grant] = each.grants;
      const [path] = grant.entitlements;
      return { ...each, grants: [{ ...grant, entitlements: [{ ...path, ...more }] }] };
    }),
  };
}

const at = (minutes: number) => ({ asOf: plus(AS_OF, minutes * 60_000) });

describe('what is held back since it reaches more, and people still have', () => {
  test('lets them do no more by a second step, however many follow', async () => {
    const desk = await Desk.of(byGroup());
    const pushed = await desk.synth(byGroup({}, true));
    expect(codes(pushed)).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
    expect(held(pushed)).toEqual(SRES.map((who) => `${who} baseline`));
    for (const minutes of [1, 2]) {
      const wide = await desk.synth(byGroup(WIDE, true), at(minutes));
      expect(codes(wide)).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
      expect(reader(wide.catalogue)).toEqual(reader(catalogueBy()));
    }
  });

  test('honest twin: is theirs and that of who comes after as soon as the step is taken back', async () => {
    const desk = await Desk.of(byGroup());
    await desk.synth(byGroup({}, true));
    const hired = identityBy({ hr: { 9: { job_code: 'SRE1' } } });
    const back = await desk.synth(byGroup(), { ...at(1), identity: hired });
    expect([codes(back), held(back), holders(back, 'baseline')]).toEqual([[], [], [...SRES, 'hr:9']]);
  });

  test('what is not declared any more is accepted no longer', async () => {
    const desk = await Desk.of(byGroup());
    await desk.synth(byGroup({}, true));
    await desk.synth(byGroup({ birthright: false }), at(1));
    expect(codes(await desk.synth(byGroup(), at(2)))).toEqual(['BIRTHRIGHT_HELD baseline as engineer']);
  });
});
