import type { IdentitySnapshot } from '../../identity/index.js';
import { sortedTexts, WritError } from '../../kernel/index.js';
import type { Manifest } from '../../manifest/index.js';
import { person, principalText, tryParsePrincipal, workload, type Principal } from '../../model/index.js';

/**
 * The one person or workload that `text` means: an id, or an e-mail, login or name that fits exactly one.
 * Throws NOT_FOUND, and NAME_AMBIGUOUS with the ids that fit.
 */
export function findPrincipal(text: string, manifest: Manifest, identity: IdentitySnapshot): Principal {
  const id = tryParsePrincipal(text);
  const fits = id
    ? candidates(manifest, identity).filter(({ key }) => key === principalText(id))
    : named(text, manifest, identity);
  const [one, ...others] = fits;
  if (one && others.length === 0) return one.principal;
  if (!one) {
    throw new WritError('NOT_FOUND', `nobody is known as \`${text}\``, {
      remedy: 'name an id such as `hr:10482` or `workload:deploy-bot`, or the whole e-mail address',
    });
  }
  throw new WritError('NAME_AMBIGUOUS', `\`${text}\` fits ${fits.length} people`, {
    remedy: 'name one of the ids',
    candidates: sortedTexts(fits.map(({ key }) => key)),
  });
}

interface Candidate {
  readonly key: string;
  readonly principal: Principal;
  readonly names: readonly string[];
}

function named(text: string, manifest: Manifest, identity: IdentitySnapshot): Candidate[] {
  const wanted = text.toLowerCase();
  return candidates(manifest, identity).filter(({ names }) =>
    names.some((name) => name.toLowerCase() === wanted),
  );
}

function candidates(manifest: Manifest, identity: IdentitySnapshot): Candidate[] {
  const people = identity.people.map((record) => ({
    principal: person(record.id),
    names: [record.name, record.email, ...record.accounts.map((account) => account.login)],
  }));
  const workloads = manifest.catalogue.workloads.map(({ id, title }) => ({
    principal: workload(id),
    names: [id, title],
  }));
  return [...people, ...workloads].map((each) => ({ ...each, key: principalText(each.principal) }));
}
