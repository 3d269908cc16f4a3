import type { Revocation, Revoker } from '../../lib/drift/index.js';
import { assemble, type InventorySource } from '../../lib/inventory/index.js';
import type { KINDS } from '../../lib/model/index.js';
import { edgeKey, kindOf, type LiveEdge } from '../../lib/model/index.js';
import { place } from './aws/world.js';
import { startOrg } from './okta/_org.js';

interface World {
  readonly source: InventorySource;
  readonly revoker: Revoker;
  close(): Promise<unknown>;
}

const aws = async (): Promise<World> => {
  const { aws: adapters, sandbox } = await place();
  return { ...adapters, close: () => sandbox.close() };
};
const okta = async (): Promise<World> => {
  const { source, revoker, sandbox } = await startOrg();
  return { source, revoker, close: () => sandbox.close() };
};

const oktaWithApp = async (): Promise<World> => {
  const seed = {
    schema: 'writ.sandbox-seed/1',
    okta: {
      users: [{ login: 'dana@example.com', firstName: 'Dana', lastName: 'Fox' }],
      groups: [{ name: 'sales' }],
      apps: [{ label: 'Salesforce' }],
      appUsers: [{ app: 'Salesforce', user: 'dana@example.com' }],
      appGroups: [{ app: 'Salesforce', group: 'sales' }],
    },
  };
  const { source, revoker, sandbox } = await startOrg({ seed });
  return { source, revoker, close: () => sandbox.close() };
};

/** For each kind a provider that has one live: a kind without is a kind that nothing was seen to take away. */
const LIVE_IN: Readonly<Record<keyof typeof KINDS, () => Promise<World>>> = {
  'okta.group-membership': okta,
  'aws.group-membership': aws,
  'aws.assignment': aws,
  'okta.app-assignment': oktaWithApp,
};

async function sweep({ source }: World): Promise<readonly LiveEdge[]> {
  return assemble([await source.sweep()], { principalOf: () => undefined }).edges;
}

async function toItsEnd(revoker: Revoker, revocation: Revocation): Promise<string> {
  const submitted = await revoker.submit(revocation);
  if (submitted.state === 'done') return 'done';
  for (;;) {
    const { state } = await revoker.poll(submitted.token, revocation);
    if (state !== 'pending') return state;
  }
}

describe('REQ-066 every kind of grant has a revoke path', () => {
  it.each(Object.keys(LIVE_IN) as (keyof typeof KINDS)[])(
    'REQ-066 %s: the adapter of its provider takes one away over the wire, and a sweep shows that one gone alone',
    async (kind) => {
      const world = await LIVE_IN[kind]();
      try {
        const before = await sweep(world);
        const live = before.find(({ edge, cause }) => kindOf(edge) === kind && cause.by === 'direct');
        const revocation: Revocation = { what: 'edge', live: live! };
        expect(await world.revoker.readBack(revocation)).toEqual({ state: 'present' });
        expect(await toItsEnd(world.revoker, revocation)).toBe('done');
        expect(await world.revoker.readBack(revocation)).toEqual({ state: 'absent' });
        const left = new Set((await sweep(world)).map(({ edge }) => edgeKey(edge)));
        const gone = before.filter(({ edge }) => !left.has(edgeKey(edge)));
        expect(gone.map(({ edge }) => edgeKey(edge))).toEqual([edgeKey(live!.edge)]);
      } finally {
        await world.close();
      }
    },
  );
});
