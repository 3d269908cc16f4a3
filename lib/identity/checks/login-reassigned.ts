import { person, principalText, workload } from '../../model/index.js';
import { folded, inSource } from '../folded.js';
import type { AccountLink, IdentitySnapshot } from '../snapshot.js';
import type { IdentityCheck } from './check.js';

/** A login is somebody else's than it was: whatever knows people by login takes the new for the old. */
export const loginReassigned: IdentityCheck = {
  over: 'memory',
  clearedBy: 'change',
  severity: 'escalate',
  against: ['subject', 'approver'],
  about: 'A login belongs to somebody else than by the last accepted feed.',
  remedy: 'give the new owner a login of their own, or record the change in `feeds.events`',
  find: (now, last) => {
    const before = new Map(owned(last).map(([account, owner]) => [loginKey(account), owner]));
    return owned(now).flatMap(([account, owner]) => {
      const former = before.get(loginKey(account));
      if (former === undefined || former === owner) return [];
      const message = `login \`${account.login}\` in ${account.source} is now \`${owner}\`’s, and was \`${former}\`’s at ${last.asOf}`;
      const until = { feed: 'directory' as const, field: 'until', value: last.asOf, lines: [] };
      return [{ feed: 'directory' as const, lines: [], about: [owner], message, said: [until] }];
    });
  },
};

function owned(snapshot: IdentitySnapshot): (readonly [account: AccountLink, owner: string])[] {
  return [
    ...[...snapshot.people, ...(snapshot.doubted ?? [])].flatMap(({ id, accounts }) =>
      accounts.map((account) => [account, principalText(person(id))] as const),
    ),
    ...snapshot.workloads.flatMap(({ id, accounts }) =>
      accounts.map((account) => [account, principalText(workload(id))] as const),
    ),
  ];
}

function loginKey({ source, login }: AccountLink): string {
  return inSource(source, folded(login));
}
