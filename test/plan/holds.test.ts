import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { digest } from '../../lib/kernel/index.js';
import { groundsOf, holds } from '../../lib/plan/index.js';
import { ALTERED, ENDED, SYNTHESIS } from './_syntheses.js';
import { explainedOf } from './_world.js';

const TICKETS = 'create-aws-tickets-0';
const grounds = (name: string, shown = {}) => groundsOf(explainedOf(name, shown));

const BOUND = {
  schema: 'writ.binding/1',
  stack: 'aws-tickets-0',
  planFile: digest('plan file'),
  plan: digest('plan'),
  configuration: digest('configuration'),
  lock: digest('lock'),
  tool: { tool: 'terraform', version: '1.11.4', digest: digest('terraform') },
  providers: [{ source: 'registry.terraform.io/hashicorp/aws', version: '5.100.0', hashes: ['h1:a'] }],
  arguments: [['plan', '-input=false', '-out=plan.tfplan']],
  backend: { kind: 'local', settings: { path: 'x.tfstate' }, workspace: 'default' },
  state: { lineage: 'a', serial: 3 },
  credential: {
    account: '111122223333',
    region: 'us-east-1',
    identity: 'arn:aws:sts::111122223333:assumed-role/x',
  },
  manifest: digest('manifest'),
  ...grounds(TICKETS),
};

test('what is the same again holds, in whatever order its members are', () => {
  expect(holds(BOUND, JSON.parse(JSON.stringify(BOUND)) as object)).toBeUndefined();
  expect(holds(BOUND, Object.fromEntries(Object.entries(BOUND).reverse()))).toBeUndefined();
});

test('every member that a binding is published with is compared', () => {
  const { properties } = JSON.parse(
    readFileSync(join(__dirname, '../../schemas/binding.schema.json'), 'utf8'),
  ) as { properties: object };
  for (const name of Object.keys(properties)) {
    const code = holds({}, { [name]: 'x' })?.message ?? '';
    expect([name, code]).toEqual([name, expect.stringContaining('is not what was bound')]);
  }
});

describe('the first difference has its code', () => {
  it.each([
    ['another version', { schema: 'writ.binding/2' }, 'BOUND_FORM'],
    ['another stack', { stack: 'aws-tickets-1' }, 'BOUND_FORM'],
    ['a member that no binding has', { also: true }, 'BOUND_FORM'],
    ['a plan file that was swapped after binding', { planFile: digest('another') }, 'BOUND_PLAN_FILE'],
    ['a plan that says otherwise', { plan: digest('another') }, 'BOUND_PLAN'],
    ['another configuration', { configuration: digest('another') }, 'BOUND_CONFIGURATION'],
    ['another lock file', { lock: digest('another') }, 'BOUND_LOCK'],
    [
      'another program of the same version',
      { tool: { ...BOUND.tool, digest: digest('another') } },
      'BOUND_TOOL',
    ],
    [
      'another build of a provider',
      { providers: [{ ...BOUND.providers[0], hashes: ['h1:b'] }] },
      'BOUND_TOOL',
    ],
    ['-refresh=false among the arguments', { arguments: [['plan', '-refresh=false']] }, 'BOUND_ARGUMENTS'],
    ['another workspace', { backend: { ...BOUND.backend, workspace: 'other' } }, 'BOUND_BACKEND'],
    ['a stale plan, since the state has moved on', { state: { lineage: 'a', serial: 4 } }, 'BOUND_STATE'],
    [
      'another role',
      { credential: { ...BOUND.credential, identity: 'arn:aws:iam::111122223333:role/y' } },
      'BOUND_CREDENTIAL',
    ],
    ['an endpoint that was not there', { endpoint: 'http://127.0.0.1:1' }, 'BOUND_CREDENTIAL'],
    ['another manifest', { manifest: digest('another') }, 'BOUND_MANIFEST'],
    ['other changes', { changes: digest('another') }, 'BOUND_CHANGES'],
    ['a decision less', { decisions: [] }, 'BOUND_DECISIONS'],
    ['another approval', { governance: [digest('another')] }, 'BOUND_DECISIONS'],
    ['other feeds', { feeds: [digest('another')] }, 'BOUND_DECISIONS'],
  ])('%s', (_, change, code) => {
    expect(holds(BOUND, { ...BOUND, ...change })?.code).toBe(code);
    expect(holds({ ...BOUND, ...change }, BOUND)?.code).toBe(code);
  });

  it('what is missing from either is a difference', () => {
    for (const name of Object.keys(BOUND)) {
      const { [name]: _, ...rest } = BOUND as Record<string, unknown>;
      expect([name, holds(BOUND, rest)?.at]).toEqual([name, name]);
      expect([name, holds(rest, BOUND)?.at]).toEqual([name, name]);
    }
  });
});

describe('the grounds of a plan', () => {
  it('have every decision and approval that it rests on', () => {
    const decided = [...SYNTHESIS.seats.keys()].filter(({ ticket }) => ticket !== 'ACC-1');
    expect(grounds(TICKETS)).toMatchObject({
      decisions: decided.map((each) => each.digest).sort(),
      governance: [],
      feeds: [],
    });
    expect(grounds('create-aws-sets-0')).toMatchObject({
      decisions: [],
      governance: [digest('approved by two governors')],
    });
  });

  it('are the same for the same, and others where anything else explains it', () => {
    const same = (a: unknown, b: unknown): void => expect(a).toEqual(b);
    same(grounds(TICKETS), grounds(TICKETS));
    expect(grounds('noop-aws-tickets-0')?.changes).not.toBe(grounds(TICKETS)?.changes);
    expect(grounds('altered-aws-sets-0', { synthesis: ALTERED, base: SYNTHESIS.manifest })?.changes).not.toBe(
      grounds('altered-aws-sets-0', { synthesis: ALTERED, base: ALTERED.manifest })?.changes,
    );
  });

  it('are none where something is left over', () => {
    expect(grounds(TICKETS, { decisions: [] })).toBeUndefined();
    expect(grounds('ended-aws-tickets-0', { synthesis: ENDED })).toBeDefined();
  });
});
