import { ListAccountsCommand } from '@aws-sdk/client-organizations';
import type { Observations } from '../../../inventory/index.js';
import { branded } from '../../../kernel/index.js';
import type { AccountId } from '../../../model/index.js';
import type { AwsContext } from '../access.js';
import { listAll, type ReadList } from '../pages.js';

type SeenAccount = Observations['accounts'][number];

/** All accounts of the organization; 20 a page is what the service gives. */
export function listAccounts(access: AwsContext): Promise<ReadList<SeenAccount>> {
  const action = 'organizations:ListAccounts';
  return listAll({
    action,
    page: async (NextToken) => {
      const command = new ListAccountsCommand({ MaxResults: 20, NextToken });
      const send = access.clients.organizations;
      const answer = await access.organizations.call(action, (o) => send.send(command, o), access.signal);
      return { items: answer.Accounts, next: answer.NextToken };
    },
    // `State` replaces `Status`, which AWS retires on 2026-09-09.
    item: ({ Id, Name, State, Status }) => {
      const id = accountIdOf(Id);
      return id && { id, name: Name ?? id, active: (State ?? Status) === 'ACTIVE' };
    },
    mostPages: access.limits.pages,
  });
}

/** A text as an account id when it is twelve digits. */
export function accountIdOf(text: string | undefined): AccountId | undefined {
  return text !== undefined && /^\d{12}$/.test(text) ? branded<'account'>(text) : undefined;
}
