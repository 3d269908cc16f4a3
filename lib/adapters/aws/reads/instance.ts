import { ListInstancesCommand } from '@aws-sdk/client-sso-admin';
import { WritError } from '../../../kernel/index.js';
import type { Access, Instance } from '../access.js';
import { listCenter } from './center.js';

/** The instance that is configured, or the only one there is. Throws a WritError; none at all is an error, too. */
export async function findInstance(access: Access, wanted: string | undefined): Promise<Instance> {
  const { items, failure } = await listCenter(access, {
    action: 'sso:ListInstances',
    send: async (NextToken, options) => {
      const command = new ListInstancesCommand({ MaxResults: 100, NextToken });
      const answer = await access.clients.sso.send(command, options);
      return { items: answer.Instances, next: answer.NextToken };
    },
    item: ({ InstanceArn: arn, IdentityStoreId: store }) => (arn && store ? { arn, store } : undefined),
  });
  const found = wanted === undefined ? items : items.filter((instance) => instance.arn === wanted);
  const [only, another] = found;
  if (wanted !== undefined && only) return only;
  if (failure) throw failure;
  if (!only) throw noInstance(wanted);
  if (another) throw severalInstances(found);
  return only;
}

function noInstance(wanted: string | undefined): WritError {
  const what =
    wanted === undefined ? 'no Identity Center instance' : `no Identity Center instance \`${wanted}\``;
  return new WritError('PROVIDER_NOT_FOUND', `AWS lists ${what} in this region`, {
    remedy:
      'set region and instanceArn in writ.config to those of the instance, and use its management account',
  });
}

function severalInstances(found: readonly Instance[]): WritError {
  return new WritError('NAME_AMBIGUOUS', `AWS lists ${found.length} Identity Center instances`, {
    remedy: 'set instanceArn in writ.config to the one that is meant',
    candidates: found.map((instance) => instance.arn),
  });
}
