import type { IdentitySnapshot } from '../../lib/identity/index.js';
import { synthesize, type Synthesis, type SynthInputs } from '../../lib/synth/index.js';
import { ADMIN, at, catalogue, identity, inputs, person, READ, set, ticket } from '../synth/builders.js';

/** What the plans of the fixtures were made of: the synthesis of test/journeys/terraform-apply.test.ts. */
export const POLICY = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: 'arn:aws:s3:::home/${aws:username}/*' }],
};
export const READ_SET = set(READ, {
  managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
  sessionMinutes: 90,
  inline: POLICY,
});
export const ADMIN_SET = set(ADMIN, {
  boundary: { path: '/', name: 'limit' },
  customerManaged: [{ path: '/a/', name: 'own' }],
});
export const SNAPSHOT: IdentitySnapshot = identity(person('1'));
const PACKAGES = ['prod-admin', 'audit', 'stage-direct'];

/** The synthesis of the fixtures, with something declared or decided otherwise. */
export function synthesisWith(
  more: Partial<SynthInputs> = {},
  decisions: Parameters<typeof inputs>[1] = {},
): Synthesis {
  return synthesize(
    inputs(
      {
        catalogue: catalogue({ permissionSets: [READ_SET, ADMIN_SET] }),
        identity: SNAPSHOT,
        tickets: PACKAGES.map((pack, index) => ticket(`ACC-${index + 1}`, { package: pack })),
        shards: { structure: 1, standing: 1, ticketed: 1 },
        ...more,
      },
      decisions,
    ),
  );
}
export const SYNTHESIS = synthesisWith();

/** The account of the one person. */
export const NATIVE = person('1').accounts[0]?.native ?? '';

/** A permission set may do everything, the other lasts longer and has another boundary. */
export const ALTERED = synthesisWith({
  catalogue: catalogue({
    permissionSets: [
      set(READ, {
        managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess', 'arn:aws:iam::aws:policy/AdministratorAccess'],
        sessionMinutes: 90,
        inline: {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }],
        },
      }),
      set(ADMIN, {
        boundary: { path: '/', name: 'wider' },
        customerManaged: [{ path: '/a/', name: 'own' }],
        sessionMinutes: 120,
      }),
    ],
  }),
});

/** Of the tickets, one was asked for shorter and has ended. */
export const ENDED = synthesisWith({
  asOf: at('2026-11-20T10:00:00Z'),
  tickets: [
    ticket('ACC-1'),
    ticket('ACC-2', { package: 'audit', window: { start: 'on-approval', for: 3_600_000 } }),
    ticket('ACC-3', { package: 'stage-direct' }),
  ],
});
