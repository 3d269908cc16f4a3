import { linksOf, type IdentitySnapshot, type PersonRecord } from '../../identity/index.js';
import { nearest, quoted, sortedTexts, WritError } from '../../kernel/index.js';
import type { Catalogue, HolderClass, WorkloadDeclaration } from '../../manifest/index.js';
import { person, principalText, tryParsePrincipal, workload, type Principal } from '../../model/index.js';

/** For whom a ticket is written: somebody known. */
export interface Beneficiary {
  readonly principal: Principal;
  readonly name: string;
  readonly holder: HolderClass;
  readonly facts: PersonRecord | WorkloadDeclaration;
}

/**
 * Whom a text means: an id, or an e-mail, login or name that fits exactly one. Nobody is guessed.
 * Throws SUBJECT_UNKNOWN with what may be meant, SUBJECT_AMBIGUOUS with the ids that fit.
 */
export function beneficiaryOf(text: string, catalogue: Catalogue, identity: IdentitySnapshot): Beneficiary {
  const known = everybody(catalogue, identity);
  const id = tryParsePrincipal(text);
  const fits = id
    ? known.filter(({ principal }) => principalText(principal) === principalText(id))
    : known.filter(({ names }) => names.some((name) => name.toLowerCase() === text.trim().toLowerCase()));
  const [one, ...others] = fits;
  if (one && others.length === 0) return one;
  if (one) {
    const candidates = sortedTexts(fits.map(({ principal }) => principalText(principal)));
    throw new WritError('SUBJECT_AMBIGUOUS', `${quoted(text)} fits ${fits.length}: ${described(fits)}`, {
      remedy: `name one by id: ${candidates.join(', ')}`,
      candidates,
    });
  }
  const meant = nearest(
    text,
    known.flatMap(({ names, principal }) => [principalText(principal), ...names]),
  );
  throw new WritError('SUBJECT_UNKNOWN', `${quoted(text)} is nobody whom HR or the declarations know`, {
    remedy:
      meant === undefined
        ? 'name an id such as `hr:10482`, or a whole e-mail address'
        : `did you mean ${quoted(meant)}?`,
    ...(meant === undefined ? {} : { candidates: [meant] }),
  });
}

interface KnownRequester extends Beneficiary {
  readonly names: readonly string[];
}

function everybody({ workloads }: Catalogue, identity: IdentitySnapshot): KnownRequester[] {
  const links = linksOf(identity);
  const people = identity.people.flatMap((record): KnownRequester[] => {
    const facts = links.personOf(record.id);
    if (!facts) return [];
    const names = [facts.name, facts.email, ...facts.accounts.map(({ login }) => login)];
    return [
      {
        principal: person(facts.id),
        name: facts.name,
        holder: facts.worker,
        facts,
        names: [...new Set(names)],
      },
    ];
  });
  const declared = workloads.map((facts): KnownRequester => ({
    principal: workload(facts.id),
    name: facts.title,
    holder: 'workload',
    facts,
    names: [facts.id, facts.title],
  }));
  return [...people, ...declared];
}

function described(fits: readonly KnownRequester[]): string {
  return fits.map(({ principal, name }) => `${principalText(principal)} (${name})`).join(', ');
}
