import { sortedTexts } from '../kernel/index.js';
import type { IdentitySnapshot } from '../identity/index.js';
import type { Catalogue } from '../manifest/index.js';

/** What people put into the names of programs, as a word of its own. */
const PROGRAM =
  /(?:^|[-_.\s])(?:bot|ci|cd|svc|service|pipeline|runner|robot|agent|automation)(?:[-_.\s\d]|$)/i;

/** That a text means a program, and which declared workloads it may be. */
export interface MeantWorkload {
  readonly candidates: readonly string[];
}

/**
 * Whether a text that is no id means a program: by the id, title or login of a declared workload, by a login that the directory has of one, or by a word such as
 * `bot`. Undefined where nothing says so.
 */
export function workloadMeant(
  text: string,
  catalogue: Catalogue,
  identity: IdentitySnapshot,
): MeantWorkload | undefined {
  const said = text.trim().toLowerCase();
  const declared = catalogue.workloads.filter(({ id, title, binding }) =>
    [id, title, binding.kind === 'okta' ? binding.login : binding.subject].some(
      (name) => name.toLowerCase() === said,
    ),
  );
  const known = identity.workloads.filter(({ accounts }) =>
    accounts.some(({ login }) => login.toLowerCase() === said),
  );
  const candidates = sortedTexts(new Set([...declared, ...known].map(({ id }) => `workload:${id}`)));
  return candidates.length > 0 || PROGRAM.test(said) ? { candidates } : undefined;
}
