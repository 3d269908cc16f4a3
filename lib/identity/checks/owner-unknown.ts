import { ownerText } from '../rows.js';
import type { IdentityCheck } from './check.js';

/** An account of somebody of whom HR has no row at all. */
export const ownerUnknown: IdentityCheck = {
  over: 'feeds',
  severity: 'refuse',
  against: ['subject', 'approver'],
  about: 'An account belongs to a person whom HR does not have.',
  remedy: 'correct the owner in the directory, or add the person in HR',
  find: ({ accounts, hasRow }) =>
    accounts
      .filter(({ value: { owner } }) => owner.kind === 'person' && !hasRow(owner.id))
      .map(({ value, line }) => ({
        feed: 'directory' as const,
        lines: [line],
        about: [ownerText(value)],
        message: `account \`${value.login}\` in ${value.source} belongs to \`${ownerText(value)}\`, whom HR does not have`,
      })),
};
