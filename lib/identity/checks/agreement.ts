import { folded } from '../folded.js';
import { hasLeft } from '../employment.js';
import type { BarePerson, DirectoryAccount } from '../rows.js';
import type { FeedFacts, CheckFound, Lined } from './check.js';

/** Accounts of people whom HR has at work now, with the person: what a directory says of leavers no longer matters. */
export function accountsAtWork(facts: FeedFacts): readonly AccountAtWork[] {
  const found = known.get(facts) ?? pairedAtWork(facts);
  known.set(facts, found);
  return found;
}

/** An account of somebody at work, with their row. */
interface AccountAtWork {
  readonly person: Lined<BarePerson>;
  readonly account: Lined<DirectoryAccount>;
}

/** Several checks ask for the same pairs of a large feed. */
const known = new WeakMap<FeedFacts, readonly AccountAtWork[]>();

function pairedAtWork({ people, accounts, asOf }: FeedFacts): AccountAtWork[] {
  const found: AccountAtWork[] = [];
  for (const account of accounts) {
    const { owner } = account.value;
    const person = owner.kind === 'person' ? people.get(owner.id) : undefined;
    if (person && !hasLeft(person.value, asOf)) found.push({ person, account });
  }
  return found;
}

/** Accounts that say of a field something else than HR does; what either leaves out contradicts nobody. */
export function disagreements(
  facts: FeedFacts,
  field: 'department' | 'title' | 'manager',
  words: (value: string) => string = (value) => `\`${value}\``,
): CheckFound[] {
  return accountsAtWork(facts).flatMap(({ person, account }) => {
    const [hr, directory] = [person.value[field] ?? '', account.value.says?.[field] ?? ''];
    if (hr.trim() === '' || directory.trim() === '' || hr === directory || same(hr, directory)) return [];
    const { source } = account.value;
    return [
      {
        feed: 'directory' as const,
        lines: [account.line],
        about: [`hr:${person.value.id}`],
        message: `HR has ${field} ${words(hr)} of \`hr:${person.value.id}\`, ${source} has ${words(directory)}`,
        said: [
          { feed: 'hr' as const, field, value: hr, lines: [person.line] },
          { feed: 'directory' as const, source, field, value: directory, lines: [account.line] },
        ],
      },
    ];
  });
}

function same(one: string, other: string): boolean {
  return plain(one) === plain(other);
}

function plain(text: string): string {
  return folded(text).replace(/\s+/g, ' ').trim();
}

/** What HR and the directory say of one account, side by side. */
export function bothSay(
  person: Lined<BarePerson>,
  account: Lined<DirectoryAccount>,
): Pick<CheckFound, 'feed' | 'lines' | 'about' | 'said'> {
  return {
    feed: 'directory',
    lines: [account.line],
    about: [`hr:${person.value.id}`],
    said: [
      { feed: 'hr', field: 'status', value: person.value.status, lines: [person.line] },
      {
        feed: 'directory',
        source: account.value.source,
        field: 'status',
        value: account.value.says?.status ?? '',
        lines: [account.line],
      },
    ],
  };
}
