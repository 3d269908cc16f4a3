import { canonicalJson, sortedTexts, WritError, WritErrors } from '../kernel/index.js';
import { tryParsePrincipal } from '../model/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import type { Catalogue } from '../manifest/index.js';

/** Somebody whom declarations or the configuration name, and where. */
export interface NamedPerson {
  /** `hr:…` */
  readonly who: string;
  readonly place: string;
}

/** Everyone whom a catalogue names as an approver, with the team, or as a governor. */
export function namedIn({ teams, governance }: Catalogue): NamedPerson[] {
  const approvers = teams.flatMap((team) =>
    team.approvers.map((id) => ({ who: `hr:${id}`, place: `approvers of team ${team.name}` })),
  );
  const own = governance?.team === undefined ? (governance?.governors ?? []) : [];
  return [...approvers, ...own.map((id) => ({ who: `hr:${id}`, place: 'governors of the organization' }))];
}

/**
 * Refuses names of people whom HR does not have: such a seat is filled by nobody, and nobody would notice. Somebody who
 * left, or whose row was lost or cannot be read, is known all the same. Throws PERSON_UNKNOWN with every fault at once.
 */
export function refuseUnknownPeople(
  named: readonly NamedPerson[],
  { people, doubted = [] }: IdentitySnapshot,
): void {
  const known = new Set<string>([...people, ...doubted].map(({ id }) => id));
  const faults = named.flatMap(({ who, place }) => {
    const principal = tryParsePrincipal(who);
    if (principal?.kind === 'person' && known.has(principal.id)) return [];
    return [
      new WritError('PERSON_UNKNOWN', `${place}: HR does not have \`${who}\``, {
        place: { path: place },
        remedy: 'name somebody whom HR has, or correct the HR feed',
      }),
    ];
  });
  const [first] = faults;
  if (first && faults.length === 1) throw first;
  if (first)
    throw new WritErrors('PERSON_UNKNOWN', `${faults.length} people are named whom HR does not have`, faults);
}

/**
 * Refuses governors of the ledger who are not those that the organization declares: two lists of who governs are two answers. Where none are declared there
 * is one list. Throws GOVERNORS_DIFFER with both.
 */
export function refuseOtherGovernors(
  named: readonly string[] | undefined,
  { governance }: Pick<Catalogue, 'governance'>,
): void {
  if (!named || !governance) return;
  const [own, declared] = [sortedTexts(named), sortedTexts(governance.governors.map((id) => `hr:${id}`))];
  if (canonicalJson(own) === canonicalJson(declared)) return;
  throw new WritError(
    'GOVERNORS_DIFFER',
    `\`ledger.governors\` of the configuration names ${own.join(', ')}, and the organization declares ${declared.join(', ')}`,
    {
      place: { path: 'ledger.governors' },
      remedy: 'name the same people in both; who governs is changed by a governance change',
    },
  );
}
