import type { AwsAccount } from '../core/state.js';
import { AwsError } from './errors.js';
import { fromArray, page } from './pages.js';
import { type Call, type JsonService, read } from './service.js';
import { integer, optional, text } from './shapes.js';

/** The most items of a page, in every list of this service. */
const MOST = 20;
/** Long before anything that a sandbox dates. */
const JOINED = Date.UTC(2020, 0, 1) / 1000;

const ROOT = 'r-wrt1';

const paging = {
  NextToken: optional(text({ max: 100000 })),
  MaxResults: optional(integer(1, MOST)),
};
const parent = text({ max: 100, pattern: '^(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$' });
const accountId = text({ max: 12, pattern: '^\\d{12}$' });

/** AWS Organizations: one root that holds every account. */
export const organizations: JsonService = {
  name: 'organizations',
  targetPrefix: 'AWSOrganizationsV20161128',
  iamPrefix: 'organizations',
  eventSource: 'organizations.amazonaws.com',
  throttlingCode: 'TooManyRequestsException',
  operations: {
    DescribeOrganization: read({}, (_, call) => ({ Organization: organization(call) })),
    ListAccounts: read(paging, (input, call) => {
      const { items, next } = page(call, input, MOST, (position, limit) =>
        call.aws.accounts.page(position, limit),
      );
      return { Accounts: items.map((account) => shown(call, account)), ...next };
    }),
    DescribeAccount: read({ AccountId: accountId }, (input, call) => {
      const account = call.aws.accounts.get(input.AccountId);
      if (account === undefined)
        throw new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");
      return { Account: shown(call, account) };
    }),
    ListRoots: read(paging, (input, call) => {
      const { items, next } = page(call, input, MOST, fromArray([root(call)]));
      return { Roots: items, ...next };
    }),
    ListOrganizationalUnitsForParent: read({ ParentId: parent, ...paging }, (input) => {
      checkParent(input.ParentId);
      return { OrganizationalUnits: [] };
    }),
    ListAccountsForParent: read({ ParentId: parent, ...paging }, (input, call) => {
      checkParent(input.ParentId);
      const { items, next } = page(call, input, MOST, (position, limit) =>
        call.aws.accounts.page(position, limit),
      );
      return { Accounts: items.map((account) => shown(call, account)), ...next };
    }),
    ListParents: read({ ChildId: text({ max: 100 }), ...paging }, (input, call) => {
      if (!call.aws.accounts.has(input.ChildId)) {
        throw new AwsError('ChildNotFoundException', "You specified a child that doesn't exist.");
      }
      return { Parents: [{ Id: ROOT, Type: 'ROOT' }] };
    }),
    ListTagsForResource: read(
      { ResourceId: text({ max: 130 }), NextToken: paging.NextToken },
      (input, call) => {
        if (input.ResourceId !== ROOT && !call.aws.accounts.has(input.ResourceId)) {
          throw new AwsError('TargetNotFoundException', "You specified a target that doesn't exist.");
        }
        return { Tags: [] };
      },
    ),
    ListAWSServiceAccessForOrganization: read(paging, () => ({
      EnabledServicePrincipals: [{ ServicePrincipal: 'sso.amazonaws.com', DateEnabled: JOINED }],
    })),
    ListDelegatedAdministrators: read(paging, () => ({ DelegatedAdministrators: [] })),
  },
  invalid: (problems): AwsError =>
    new AwsError('InvalidInputException', 'You specified an invalid value.', {
      Reason: reasonOf(problems[0] ?? ''),
    }),
  invalidToken: (): AwsError =>
    new AwsError('InvalidInputException', 'You specified an invalid value.', {
      Reason: 'INVALID_NEXT_TOKEN',
    }),
};

function organization({ aws }: Call): object {
  const { organizationId, managementAccountId } = aws;
  return {
    Id: organizationId,
    Arn: `arn:aws:organizations::${managementAccountId}:organization/${organizationId}`,
    FeatureSet: 'ALL',
    MasterAccountArn: `arn:aws:organizations::${managementAccountId}:account/${organizationId}/${managementAccountId}`,
    MasterAccountId: managementAccountId,
    MasterAccountEmail: aws.accounts.get(managementAccountId)?.email ?? 'management@example.com',
    AvailablePolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

function shown({ aws, runtime }: Call, account: AwsAccount): object {
  const { organizationId, managementAccountId } = aws;
  return {
    Id: account.id,
    Arn: `arn:aws:organizations::${managementAccountId}:account/${organizationId}/${account.id}`,
    Email: account.email,
    Name: account.name,
    ...(runtime.settings.retiredStatus ? {} : statusOf(account.status)),
    State: account.status,
    Paths: [`${organizationId}/${ROOT}/${account.id}/`],
    JoinedMethod: account.id === managementAccountId ? 'INVITED' : 'CREATED',
    JoinedTimestamp: JOINED,
  };
}

/** `Status` knows fewer states than the `State` that replaces it. */
function statusOf(state: AwsAccount['status']): { Status?: string } {
  return state === 'CLOSED' || state === 'PENDING_ACTIVATION' ? {} : { Status: state };
}

function root({ aws }: Call): object {
  const { organizationId, managementAccountId } = aws;
  return {
    Id: ROOT,
    Arn: `arn:aws:organizations::${managementAccountId}:root/${organizationId}/${ROOT}`,
    Name: 'Root',
    PolicyTypes: [{ Type: 'SERVICE_CONTROL_POLICY', Status: 'ENABLED' }],
  };
}

function checkParent(id: string): void {
  if (id === ROOT) return;
  throw new AwsError('ParentNotFoundException', "You specified a parent that doesn't exist.");
}

function reasonOf(problem: string): string {
  if (problem.includes('must not be null')) return 'INPUT_REQUIRED';
  if (problem.includes('value less than')) return 'MAX_VALUE_EXCEEDED';
  if (problem.includes('value greater than')) return 'MIN_VALUE_EXCEEDED';
  if (problem.includes('length less than')) return 'MAX_LENGTH_EXCEEDED';
  return 'INVALID_PATTERN';
}
