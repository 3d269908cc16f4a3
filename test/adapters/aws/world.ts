import { startSandbox, type Fault, type RuntimeOptions, type Sandbox } from '../../../sandbox/index.js';
import { awsAdapters, type AwsAdapters, type AwsConfig } from '../../../lib/adapters/aws/index.js';
import { systemClock } from '../../../lib/kernel/index.js';

/** Two accounts, three sets, two groups: the smallest world that has a pair of every kind. */
export const SEED = {
  schema: 'writ.sandbox-seed/1',
  aws: {
    accounts: [
      { id: '111111111111', name: 'payments-production' },
      { id: '222222222222', name: 'payments-staging' },
    ],
    users: [
      { userName: 'dana', displayName: 'Dana Fox' },
      { userName: 'eli', displayName: 'Eli Park' },
      { userName: 'gus', displayName: 'Gus Gone', userStatus: 'DISABLED' },
    ],
    groups: [{ displayName: 'admins' }, { displayName: 'readers' }],
    permissionSets: [
      {
        name: 'Admin',
        sessionDuration: 'PT2H30M',
        managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      },
      {
        name: 'Reader',
        managedPolicies: [
          'arn:aws:iam::aws:policy/ReadOnlyAccess',
          'arn:aws:iam::aws:policy/job-function/ViewOnlyAccess',
        ],
        customerManagedPolicies: [{ name: 'extra', path: '/team/' }],
        inlinePolicy: JSON.stringify({
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: '*' }],
        }),
        boundary: { managedPolicyArn: 'arn:aws:iam::aws:policy/PowerUserAccess' },
      },
      { name: 'Unused' },
    ],
    memberships: [
      { group: 'admins', user: 'dana' },
      { group: 'readers', user: 'dana' },
      { group: 'readers', user: 'eli' },
    ],
    assignments: [
      { permissionSet: 'Admin', account: '111111111111', type: 'GROUP', principal: 'admins' },
      { permissionSet: 'Admin', account: '222222222222', type: 'USER', principal: 'eli' },
      { permissionSet: 'Reader', account: '111111111111', type: 'GROUP', principal: 'readers' },
    ],
  },
} as const;

/** Waits are short, so that a fault that never ends is given up in a blink. */
const QUICK = {
  attempts: 3,
  firstWait: 1,
  perSecond: 5000,
  organizationsPerSecond: 5000,
  lookupPerSecond: 5000,
  iamPerSecond: 5000,
};

/** A sandbox over HTTP with the adapters on it. */
export interface Place {
  readonly sandbox: Sandbox;
  readonly aws: AwsAdapters;
  /** Another set of adapters on the same sandbox. */
  adapters(config?: Partial<AwsConfig>): AwsAdapters;
  fault(match: string, effect: Fault['effect'], more?: Partial<Fault>): void;
  id(of: 'user' | 'group' | 'set', name: string): string;
  calls(operation: string): number;
}

/** Starts a sandbox that is closed after the test. */
export async function place(
  load: unknown = SEED,
  settings = {},
  publishedPolicy: RuntimeOptions['publishedPolicy'] = () => undefined,
): Promise<Place> {
  const sandbox = await startSandbox({
    load,
    publishedPolicy,
    settings: { assignmentDelayMs: 0, scimDelayMs: 0, ...settings },
  });
  const adapters = (config: Partial<AwsConfig> = {}): AwsAdapters =>
    awsAdapters({
      region: 'eu-central-1',
      endpoint: sandbox.awsUrl,
      credentials: { accessKeyId: 'AKIASANDBOXKEEPER', secretAccessKey: 'sandbox-secret-of-nobody' },
      clock: systemClock,
      ...config,
      limits: { ...QUICK, writePoll: 5, writePatience: 2000, ...config.limits },
    });
  const { aws } = sandbox.runtime.world;
  let faults = 0;
  return {
    sandbox,
    aws: adapters(),
    adapters,
    fault: (match, effect, more = {}) => {
      faults += 1;
      sandbox.runtime.faults.push({ id: `fault-${faults}`, match, effect, ...more });
    },
    id: (of, name) => {
      if (of === 'user') return [...aws.users.values()].find((user) => user.userName === name)!.id;
      if (of === 'group') return [...aws.groups.values()].find((group) => group.displayName === name)!.id;
      return [...aws.permissionSets.values()].find((set) => set.name === name)!.arn;
    },
    calls: (operation) => sandbox.runtime.calls.filter((call) => call.operation === operation).length,
  };
}
