import { cloudTrail } from '../../../sandbox/aws/cloudtrail.js';
import { identityStore } from '../../../sandbox/aws/identitystore/index.js';
import { organizations } from '../../../sandbox/aws/organizations.js';
import type { JsonService } from '../../../sandbox/aws/service.js';
import { ssoAdmin } from '../../../sandbox/aws/sso/index.js';
import { COMMON_ERRORS, faultsOf, loadModel, type Model } from '../../_helpers/aws-contract.js';
import { describeShared } from '../../_helpers/shared.js';
import { type Rig, startRig } from './harness.js';
import { type Answer, lifeOfGrants } from './life.js';

const SERVICES = [ssoAdmin, identityStore, organizations, cloudTrail];

/** The real service answers `""` where a set has no inline policy, against its own minimum length. */
const KNOWN_EXCEPTIONS = new Set([
  'GetInlinePolicyForPermissionSet $.InlinePolicy: shorter than 1',
  "GetInlinePolicyForPermissionSet $.InlinePolicy: '' does not match [\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
]);

describeShared('the published models of AWS', (contracts) => {
  const models = new Map<string, Model>(
    SERVICES.map((service) => [service.name, loadModel(contracts, service.name)]),
  );
  let rig: Rig;
  beforeEach(async () => (rig = await startRig()));
  afterEach(() => rig.close());

  /** Calls an operation with a raw body, and holds the answer against the model. */
  async function call(service: JsonService, operation: string, input: object): Promise<Answer> {
    const response = await rig.handle({
      method: 'POST',
      url: '/',
      headers: {
        'x-amz-target': `${service.targetPrefix}.${operation}`,
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIASANDBOXPIPELINE/20260101/us-east-1/sso/aws4_request',
      },
      body: JSON.stringify(input),
    });
    const answer = JSON.parse(response.body);
    const faults =
      response.status === 200
        ? outputFaults(service, operation, answer)
        : errorFaults(service, operation, answer);
    expect(faults.filter((fault) => !KNOWN_EXCEPTIONS.has(fault))).toEqual([]);
    expect(response.headers['x-amzn-requestid']).toMatch(/^[0-9a-f-]{36}$/);
    called.add(`${service.name}:${operation}`);
    return answer;
  }

  const called = new Set<string>();

  function outputFaults(service: JsonService, operation: string, answer: object): string[] {
    const model = models.get(service.name)!;
    const output = model.operations[operation]!.output;
    if (output === undefined) return Object.keys(answer).map((name) => `${operation} $.${name}: no output`);
    return faultsOf(model, output.shape, answer).map((fault) => `${operation} ${fault}`);
  }

  function errorFaults(service: JsonService, operation: string, answer: Record<string, unknown>): string[] {
    const model = models.get(service.name)!;
    const { __type: code, message, Message, ...details } = answer;
    expect(message).toBe(Message);
    const listed = (model.operations[operation]!.errors ?? []).some((error) => error.shape === code);
    if (!listed)
      return COMMON_ERRORS.has(String(code))
        ? []
        : [`${operation}: ${String(code)} is not one of its errors`];
    return faultsOf(model, String(code), details).map((fault) => `${operation} ${String(code)} ${fault}`);
  }

  it('are checked member by member', () => {
    const model = models.get('sso-admin')!;
    const wrong = {
      AccountAssignments: [{ AccountId: '1', PrincipalType: 'ROBOT', Extra: true }],
      NextToken: 7,
    };
    expect(faultsOf(model, 'ListAccountAssignmentsResponse', wrong)).toEqual([
      '$.AccountAssignments[0].AccountId: shorter than 12',
      "$.AccountAssignments[0].AccountId: '1' does not match \\d{12}",
      "$.AccountAssignments[0].PrincipalType: 'ROBOT' is not in the enum",
      '$.AccountAssignments[0].Extra: not in the model',
      '$.NextToken: not a string',
    ]);
    expect(faultsOf(models.get('identitystore')!, 'ListUsersResponse', {})).toEqual(['$.Users: missing']);
  });

  it('have every operation that is served', () => {
    for (const service of SERVICES) {
      const known = Object.keys(models.get(service.name)!.operations);
      expect(Object.keys(service.operations).filter((operation) => !known.includes(operation))).toEqual([]);
    }
  });

  const operations = SERVICES.flatMap((service) =>
    Object.keys(service.operations).map((name) => ({ service, name })),
  );

  it.each(operations.map(({ service, name }) => [service.name, name, service] as const))(
    '%s %s requires what the model requires, and no more',
    async (_, name, service) => {
      const model = models.get(service.name)!;
      const required = model.shapes[model.operations[name]!.input?.shape ?? '']?.required ?? [];
      const answer = await call(service, name, {});
      const asked = [...String(answer['message']).matchAll(/Value null at '([^']+)'/g)].map(
        (match) => match[1]!,
      );
      const lowered = required.map((member) => member.charAt(0).toLowerCase() + member.slice(1));
      if (service.name === 'organizations')
        expect(answer['__type'] === 'InvalidInputException').toBe(required.length > 0);
      else expect(asked.sort()).toEqual(lowered.sort());
    },
  );

  it('are kept by every answer along a life of grants', async () => {
    await lifeOfGrants(rig, call);

    expect(
      operations.map(({ service, name }) => `${service.name}:${name}`).filter((name) => !called.has(name)),
    ).toEqual([]);
  });

  it('allow the answers to faults', async () => {
    for (const effect of [{ kind: 'throttle' }, { kind: 'denied' }] as const) {
      rig.runtime.faults.splice(0, 1, { id: 'f', match: '*', effect });
      for (const service of SERVICES) await call(service, Object.keys(service.operations)[0]!, {});
    }
  });
});
