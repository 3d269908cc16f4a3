import {
  ADMINS,
  AWS_ADMINS,
  group,
  idOf,
  inventory,
  live,
  manifest,
  only,
  report,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { danaInAdmins, danaPushed } from './_people.js';

describe('pushes', () => {
  const world = manifest({
    edges: [wanted(danaInAdmins), wanted(danaPushed, { pushedFrom: danaInAdmins })],
    catalogue: {
      groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
    },
  });

  it('waits for a push that is under way, and calls it clean meanwhile', () => {
    const seen = report({ manifest: world, inventory: inventory({ edges: [live(danaInAdmins)] }) });
    expect(only(seen).class).toBe('propagating');
    expect(seen.verdict).toBe('clean');
  });

  it('calls a push stuck when its bound has passed since it was first seen', () => {
    const journal = [
      { kind: 'first-seen' as const, at: YESTERDAY, edge: idOf(danaPushed), finding: 'PUSH_PENDING' },
    ];
    expect(
      only(report({ manifest: world, inventory: inventory({ edges: [live(danaInAdmins)] }), journal })).class,
    ).toBe('stuck');
  });

  it('calls it stuck at once when no active push leads there', () => {
    expect(
      only(report({ manifest: world, inventory: inventory({ edges: [live(danaInAdmins)], pushes: [] }) }))
        .class,
    ).toBe('stuck');
  });

  it('tells a missing membership once, at its source', () => {
    expect(only(report({ manifest: world }))).toMatchObject({
      class: 'missing',
      subject: { edge: danaInAdmins },
    });
  });
});
