import { compareText, groupBy, sorted } from '../kernel/index.js';
import { ownerText } from './accounts.js';
import { identityFinding, type IdentityFinding, type Lined } from './checks.js';
import { inSource } from './folded.js';
import type { DirectoryAccount } from './rows.js';

/** Accounts of people of whom HR has no row at all. */
export function unknownOwners(
  accounts: readonly Lined<DirectoryAccount>[],
  known: ReadonlyMap<string, number>,
): IdentityFinding[] {
  return accounts
    .filter(({ value: { owner } }) => owner.kind === 'person' && !known.has(owner.id))
    .map(({ value, line }) =>
      identityFinding(
        'owner-unknown',
        'directory',
        [line],
        [ownerText(value)],
        `account \`${value.login}\` in ${value.source} belongs to \`${ownerText(value)}\`, whom HR does not have`,
      ),
    );
}

/** Owners with more than one account in a source: which of them is meant is never guessed. */
export function severalAccounts(accounts: readonly Lined<DirectoryAccount>[]): IdentityFinding[] {
  const owned = accounts.filter(({ value: { owner } }) => owner.kind !== 'shared');
  return [...groupBy(owned, ({ value }) => inSource(value.source, ownerText(value))).values()].flatMap(
    (group) => {
      const [first] = group;
      if (!first || group.length < 2) return [];
      const logins = sorted(
        group.map(({ value }) => `\`${value.login}\``),
        compareText,
      );
      return [
        identityFinding(
          'several-accounts',
          'directory',
          group.map(({ line }) => line),
          [ownerText(first.value)],
          `\`${ownerText(first.value)}\` has ${group.length} accounts in ${first.value.source}: ${logins.join(', ')}`,
        ),
      ];
    },
  );
}
