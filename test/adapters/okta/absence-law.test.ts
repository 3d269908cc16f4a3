import { assemble, type Inventory } from '../../../lib/inventory/index.js';
import { isWritError } from '../../../lib/kernel/index.js';
import { oktaGroup, person, type LiveEdge } from '../../../lib/model/index.js';
import { calledAbsent, concluded, FAILURES, underEveryFailure, type Effect } from '../_absence.js';
import { startOrg } from './_org.js';

/** As Okta words what it does not find. */
const NOT_FOUND: Effect = {
  kind: 'status',
  status: 404,
  body: JSON.stringify({ errorCode: 'E0000007', errorSummary: 'Not found: Resource not found' }),
  contentType: 'application/json',
};
const WAYS = [...FAILURES, NOT_FOUND];
const SLOW = 120_000;

let org: Awaited<ReturnType<typeof startOrg>>;
beforeEach(async () => {
  org = await startOrg();
});
afterEach(() => org.sandbox.close());

const membership = (): { what: 'edge'; live: LiveEdge } => ({
  what: 'edge',
  live: {
    edge: { holder: person('10482'), target: oktaGroup('prod-admins') },
    native: { holder: '00uDana', target: '00gAdmins' },
    cause: { by: 'direct' },
  },
});

const sweep = async (): Promise<Inventory> =>
  assemble([await org.source.sweep()], { principalOf: () => undefined });

describe('no injected failure of a read ever adds an `absent`', () => {
  test(
    'REQ-058 the read-back of a membership',
    async () => {
      const read = () => concluded(org.revoker.readBack(membership()));
      expect(await read()).toBe('present');
      const absent: unknown[] = [];
      const runs = await underEveryFailure(org.sandbox, WAYS, read, (state, faults) => {
        if (state === 'absent') absent.push(faults);
      });
      expect(absent).toEqual([]);
      expect(runs).toBeGreaterThanOrEqual(WAYS.length);
    },
    SLOW,
  );

  test('REQ-058 the read-back of what is gone says so without a failure', async () => {
    org.sandbox.runtime.world.okta.members.get('00gAdmins')?.delete('00uDana');
    expect(await concluded(org.revoker.readBack(membership()))).toBe('absent');
  });

  test(
    'REQ-058 a sweep',
    async () => {
      const honest = await sweep();
      expect(honest.edges.length).toBeGreaterThan(4);
      const read = async (): Promise<readonly string[]> => {
        try {
          return calledAbsent(honest, await sweep());
        } catch (error) {
          if (!isWritError(error)) throw error;
          return [];
        }
      };
      const absent: unknown[] = [];
      const runs = await underEveryFailure(org.sandbox, WAYS, read, (edges, faults) => {
        if (edges.length > 0) absent.push({ edges, faults });
      });
      expect(absent).toEqual([]);
      expect(runs).toBeGreaterThan(50);
    },
    SLOW,
  );
});
