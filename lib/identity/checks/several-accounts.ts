import { compareText, groupBy, sorted } from '../../kernel/index.js';
import { inSource } from '../folded.js';
import { ownerText } from '../rows.js';
import type { IdentityCheck } from './check.js';

/** Owners with more than one account in a source: which of them is meant is never guessed. */
export const severalAccounts: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject', 'approver'],
  about: 'One owner has several accounts in one source.',
  remedy: 'leave each owner one account in each source, and export again',
  find: ({ accounts }) => {
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
          {
            feed: 'directory' as const,
            lines: group.map(({ line }) => line),
            about: [ownerText(first.value)],
            message: `\`${ownerText(first.value)}\` has ${group.length} accounts in ${first.value.source}: ${logins.join(', ')}`,
          },
        ];
      },
    );
  },
};
