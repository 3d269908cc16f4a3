import { by, groupBy, isWritError, sorted, sortedTexts, type Instant } from '../kernel/index.js';
import type { Lined } from './checks/index.js';
import { saysReader, type ReadSays } from './directory-says.js';
import { identityFinding, type IdentityFinding } from './finding.js';
import type { RawFeed } from './feed.js';
import { folded, inSource, nativeKey } from './folded.js';
import { ownerText, parseDirectoryRow, type DirectoryAccount } from './rows.js';

/** What the directory feed says of accounts, row by row. */
export interface ReadAccounts {
  readonly accounts: readonly Lined<DirectoryAccount>[];
  /** Claimed for several owners. */
  readonly contested: readonly DirectoryAccount[];
  readonly findings: readonly IdentityFinding[];
}

/**
 * Reads the directory feed. Of rows that claim one account or one login for several owners, those of people who left
 * stand back; what is then still claimed twice belongs to nobody until it is told apart.
 * @param hasLeft - whether HR says that a person left
 */
export function readAccounts(
  feed: RawFeed,
  hasLeft: (worker: string) => boolean,
  asOf: Instant,
): ReadAccounts {
  const saysOf = saysReader(asOf);
  const findings: IdentityFinding[] = [];
  const contested: DirectoryAccount[] = [];
  const stays = ({ value: { owner } }: Row): boolean => owner.kind !== 'person' || !hasLeft(owner.id);
  const settle = (check: 'account-repeated' | 'login-repeated', rows: readonly Row[]): readonly Row[] => {
    if (new Set(rows.map(({ value }) => ownerText(value))).size < 2) return ofOneOwner(check, rows, findings);
    const staying = rows.filter(stays);
    findings.push(repeated(staying.length > 1 ? check : 'account-reassigned', rows));
    if (staying.length > 1) contested.push(...rows.map(({ value }) => value));
    if (staying.length > 1) return [];
    // A login that was given again stood on another account: the end of its former owner has to find that one.
    return check === 'login-repeated' ? rows : [...staying, ...rows].slice(0, 1);
  };
  const read = feed.rows.flatMap((row, index) => readRow(row, index + 2, saysOf, findings));
  const byAccount = groups(read, ({ source, native }) => inSource(source, nativeKey(native)));
  const clear = byAccount.flatMap((rows) => settle('account-repeated', rows));
  const byLogin = groups(clear, ({ source, login }) => inSource(source, folded(login)));
  return { accounts: byLogin.flatMap((rows) => settle('login-repeated', rows)), contested, findings };
}

type Row = Lined<DirectoryAccount>;

/** Rows by key, each group in an order of its own: that of the file never matters. */
function groups(rows: readonly Row[], keyOf: (account: DirectoryAccount) => string): Row[][] {
  return [...groupBy(rows, ({ value }) => keyOf(value)).values()].map((group) =>
    group.length === 1
      ? group
      : sorted(
          group,
          by(
            ({ value }) => ownerText(value),
            ({ value }) => value.login,
            ({ value }) => value.native,
            ({ value }) => JSON.stringify(value.says ?? {}),
          ),
        ),
  );
}

/** Of rows on one account with one owner the first in order counts; several accounts of one owner all do. */
function ofOneOwner(
  check: 'account-repeated' | 'login-repeated',
  rows: readonly Row[],
  findings: IdentityFinding[],
): readonly Row[] {
  const [first] = rows;
  if (!first || rows.length < 2 || check === 'login-repeated') return rows;
  findings.push(repeated('row-repeated', rows));
  if (new Set(rows.map(({ value }) => JSON.stringify(value.says ?? {}))).size === 1) return [first];
  // Whose account it is stands; what it is like is told in two ways, and so in none.
  const { says: _, ...value } = first.value;
  findings.push(unfitAttribute(value, first.line, 'stands in rows that say different things of it'));
  return [{ value, line: first.line }];
}

function readRow(
  row: Readonly<Record<string, string>>,
  line: number,
  saysOf: (row: Readonly<Record<string, string>>) => ReadSays,
  findings: IdentityFinding[],
): Row[] {
  try {
    if (row['owner'] === '') {
      findings.push(unnamed(row, line));
      return [];
    }
    const account = parseDirectoryRow(row, `line ${line}`);
    const { says, unfit } = saysOf(row);
    findings.push(...unfit.map((why) => unfitAttribute(account, line, why)));
    return [{ value: says ? { ...account, says } : account, line }];
  } catch (error) {
    if (!isWritError(error)) throw error;
    findings.push(
      identityFinding('row-unreadable', {
        feed: 'directory',
        lines: [line],
        about: [],
        message: error.message,
      }),
    );
    return [];
  }
}

function unnamed(
  { login = '', source = '' }: Readonly<Record<string, string>>,
  line: number,
): IdentityFinding {
  const message = `account \`${login}\` in ${source} names no owner`;
  return identityFinding('owner-unnamed', { feed: 'directory', lines: [line], about: [], message });
}

function unfitAttribute(account: DirectoryAccount, line: number, why: string): IdentityFinding {
  return identityFinding('attribute-unfit', {
    feed: 'directory',
    lines: [line],
    about: [ownerText(account)],
    message: `account \`${account.login}\` in ${account.source} ${why}`,
  });
}

function repeated(check: IdentityFinding['check'], group: readonly Row[]): IdentityFinding {
  const [first] = sorted(
    group.map(({ value }) => value),
    by(({ login }) => login),
  );
  const owners = sortedTexts(group.map(({ value }) => ownerText(value)));
  const what = first ? `\`${first.login}\` in ${first.source}` : 'an account';
  const natives = sortedTexts(group.map(({ value }) => value.native));
  return identityFinding(check, {
    feed: 'directory',
    lines: group.map(({ line }) => line),
    about: owners,
    message: `${what} (${natives.join(', ')}) is claimed for ${owners.join(' and ')} in ${group.length} rows`,
  });
}
