import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import { ListInstancesCommand, type InstanceMetadata } from '@aws-sdk/client-sso-admin';
import { by, isWritError, sorted, WritError } from '../../../kernel/index.js';
import type { AwsContext, Instance } from '../access.js';
import { listCenter } from './center.js';

/** The instance that is swept, and those that are listed beside it, in words. */
export interface FoundInstance extends Instance {
  readonly beside: readonly string[];
}

/** An instance as ListInstances describes it; who owns it and how it is are absent where the service does not say. */
interface ListedInstance extends Instance {
  readonly owner?: string;
  readonly status: string;
}

/**
 * The instance that is configured; else the only active one, or of several the one that the organization's management
 * account owns: the others are account instances, which give nothing on accounts. Throws a WritError.
 */
export async function findInstance(access: AwsContext, wanted: string | undefined): Promise<FoundInstance> {
  const { items, failure } = await listInstances(access);
  const active = items.filter(({ status }) => status === 'ACTIVE');
  const named = items.find(({ arn }) => arn === wanted);
  const chosen = wanted === undefined ? undefined : named;
  if (chosen) return found(usable(chosen), items);
  if (failure) throw failure;
  if (wanted !== undefined || active.length === 0) throw noInstance(wanted, items);
  const [only, ...others] = active;
  if (only && others.length === 0) return found(only, items);
  const ours = await ofOrganization(access, active);
  if (ours) return found(ours, items);
  throw severalInstances(active);
}

async function listInstances(
  access: AwsContext,
): ReturnType<typeof listCenter<InstanceMetadata, ListedInstance>> {
  return listCenter(access, {
    action: 'sso:ListInstances',
    send: async (NextToken, options) => {
      const command = new ListInstancesCommand({ MaxResults: 100, NextToken });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.Instances, next: answer.NextToken };
    },
    item: ({ InstanceArn: arn, IdentityStoreId: store, OwnerAccountId: owner, Status: status = 'ACTIVE' }) =>
      arn && store ? { arn, store, status, ...(owner ? { owner } : {}) } : undefined,
  });
}

/** Each instance that is not read is listed with the one that is, since another may have been meant. */
function found(chosen: ListedInstance, listed: readonly ListedInstance[]): FoundInstance {
  const { arn, store } = chosen;
  const others = sorted(
    listed.filter((one) => one.arn !== arn),
    by((one) => one.arn),
  );
  return {
    arn,
    store,
    beside: others.map(
      (one) => `aws: another Identity Center instance, ${text(one)}; read is ${text(chosen)}`,
    ),
  };
}

function usable(instance: ListedInstance): ListedInstance {
  if (instance.status === 'ACTIVE') return instance;
  throw new WritError('PROVIDER_CONFLICT', `the Identity Center instance ${text(instance)} is not active`, {
    remedy: 'choose an active instance, by `--instance` or by instanceArn in writ.config',
  });
}

/** The one of these that the management account owns; undefined when none or several are, or when nobody says who it is. */
async function ofOrganization(
  access: AwsContext,
  active: readonly ListedInstance[],
): Promise<ListedInstance | undefined> {
  if (active.some(({ owner }) => owner === undefined)) return undefined;
  const management = await managementAccount(access);
  const [ours, another] = active.filter(({ owner }) => owner === management);
  return another ? undefined : ours;
}

/** Asked only where it decides; who may not ask it has to choose. */
async function managementAccount(access: AwsContext): Promise<string | undefined> {
  const action = 'organizations:DescribeOrganization';
  const { organizations } = access.clients;
  try {
    const answer = await access.organizations.call(
      action,
      (o) => organizations.send(new DescribeOrganizationCommand({}), o),
      access.signal,
    );
    return answer.Organization?.MasterAccountId;
  } catch (error) {
    if (access.signal?.aborted || !isWritError(error)) throw error;
    return undefined;
  }
}

function noInstance(wanted: string | undefined, listed: readonly ListedInstance[]): WritError {
  const what =
    wanted === undefined ? 'no active Identity Center instance' : `no Identity Center instance \`${wanted}\``;
  return new WritError('PROVIDER_NOT_FOUND', `AWS lists ${what} in this region`, {
    remedy:
      'set region and instanceArn in writ.config (or --region and --instance) to those of the instance, and use its management account',
    ...(listed.length > 0 ? { candidates: listed.map(text).sort() } : {}),
  });
}

function severalInstances(active: readonly ListedInstance[]): WritError {
  return new WritError('NAME_AMBIGUOUS', `AWS lists ${active.length} Identity Center instances`, {
    remedy:
      'choose the one that is meant by its ARN: `writ scan --instance <arn>`, or instanceArn in writ.config',
    candidates: active.map(text).sort(),
  });
}

/** `arn:… (of account 111122223333)`, with the state of one that is not active. */
function text({ arn, owner, status }: ListedInstance): string {
  const said = [...(owner ? [`of account ${owner}`] : []), ...(status === 'ACTIVE' ? [] : [status])];
  return said.length > 0 ? `${arn} (${said.join(', ')})` : arn;
}
