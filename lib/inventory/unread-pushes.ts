import type { Doubt, SourceId } from '../model/index.js';
import type { KnownUser } from './names.js';
import type { Completeness, Part, SourceSweep } from './source.js';

/** Parts without which nobody is proved to be outside every group of a source. */
const WHO_IS_WHERE: ReadonlySet<string> = new Set(['groups', 'instances']);

/**
 * Sources whose push mappings were not read. Whoever is in any of their groups may be where he is by a push; who is
 * proved to be in none is not.
 */
export class UnreadPushes {
  private readonly sources: ReadonlyMap<SourceId, Members>;

  constructor(sweeps: readonly SourceSweep[]) {
    const unread = sweeps.filter(({ completeness }) => hasUnreadPushes(completeness));
    this.sources = new Map(
      unread.map(({ completeness }) => [completeness.source, new Members(completeness)]),
    );
  }

  /** Remembers that a user is in some group of a source; sources that were read are passed over. */
  remember(source: SourceId, user: KnownUser): void {
    this.sources.get(source)?.add(user);
  }

  /** What may have pushed this user to a group of another source. */
  doubtOf(source: SourceId, user: KnownUser): Doubt | undefined {
    for (const [from, members] of this.sources)
      if (from !== source && members.mayHave(user)) return { of: 'push', source: from };
    return undefined;
  }
}

/** Whether the push mappings of a source were not read whole. */
export function hasUnreadPushes({ failures }: Completeness): boolean {
  return failures.some(({ part }) => part.part === 'listing' && part.of === 'push-mappings');
}

/** Who is in some group of a source, as far as it was read. */
class Members {
  private readonly principals = new Set<string>();
  private readonly logins = new Set<string>();
  private readonly isWhole: boolean;

  constructor({ failures }: Completeness) {
    this.isWhole = !failures.some(({ part }) => hidesMembers(part));
  }

  add({ principal, login }: KnownUser): void {
    if (principal !== undefined) this.principals.add(principal);
    if (login !== undefined) this.logins.add(login);
  }

  /** Absence is believed only where it is proved: with every group read, of a user who is known by a name. */
  mayHave({ principal, login }: KnownUser): boolean {
    if (!this.isWhole || login === undefined) return true;
    return this.logins.has(login) || (principal !== undefined && this.principals.has(principal));
  }
}

function hidesMembers(part: Part): boolean {
  return part.part === 'group' || (part.part === 'listing' && WHO_IS_WHERE.has(part.of));
}
