import { declaredPushes, joinedFor, wayOf } from '../../lib/manifest/index.js';
import { awsGroup, oktaGroup } from '../../lib/model/index.js';
import { ADMINS, ADMINS_AWS, assignment, AUDITORS, group } from '../synth/builders.js';

const BOTH = declaredPushes({
  groups: [
    group(ADMINS, { pushedTo: ADMINS_AWS }),
    group(ADMINS_AWS, { pushedFrom: ADMINS }),
    group(AUDITORS),
  ],
});

describe('the groups that a holder is in by a path', () => {
  it('begin where the push begins, whichever of its ends the path names', () => {
    const through = [ADMINS, ADMINS_AWS];
    expect(wayOf({ target: assignment(), carrier: 'okta-push', join: ADMINS }, BOTH)).toEqual(through);
    expect(wayOf({ target: assignment(), carrier: 'identity-store', join: ADMINS_AWS }, BOTH)).toEqual(
      through,
    );
    expect(wayOf({ target: ADMINS_AWS, carrier: 'okta-push', join: ADMINS_AWS }, BOTH)).toEqual(through);
    expect(wayOf({ target: ADMINS_AWS, carrier: 'direct' }, BOTH)).toEqual(through);
  });

  it('are the one that is joined where nothing is pushed, and none where it is held directly', () => {
    expect(wayOf({ target: assignment(), carrier: 'identity-store', join: AUDITORS }, BOTH)).toEqual([
      AUDITORS,
    ]);
    expect(wayOf({ target: assignment(), carrier: 'direct' }, BOTH)).toEqual([]);
  });
});

describe('declared pushes', () => {
  it('are known by what either end says', () => {
    const atSource = declaredPushes({ groups: [group(ADMINS, { pushedTo: ADMINS_AWS })] });
    const atTarget = declaredPushes({ groups: [group(ADMINS_AWS, { pushedFrom: ADMINS })] });
    for (const pushes of [atSource, atTarget, BOTH]) {
      expect(pushes.has(ADMINS, ADMINS_AWS)).toBe(true);
      expect(joinedFor(ADMINS_AWS, pushes)).toEqual(ADMINS);
    }
  });

  it('of several sources have the one first that the target itself names', () => {
    const other = oktaGroup('other');
    const pushes = declaredPushes({
      groups: [group(other, { pushedTo: ADMINS_AWS }), group(ADMINS_AWS, { pushedFrom: ADMINS })],
    });
    expect(joinedFor(ADMINS_AWS, pushes)).toEqual(ADMINS);
    expect(joinedFor(awsGroup('alone'), pushes)).toEqual(awsGroup('alone'));
  });
});
