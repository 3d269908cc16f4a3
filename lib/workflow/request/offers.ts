import { nearest, quoted, spanWords, WritError } from '../../kernel/index.js';
import type { Catalogue, PackageDeclaration, TicketKind } from '../../manifest/index.js';
import { requestable } from '../../policy/index.js';
import type { Beneficiary } from './requester.js';

/**
 * The packages that somebody may ask for by a ticket of a kind, in catalogue order: by their job functions, or for a workload by its
 * declaration; by an exception what these do not name; by an emergency what is break-glass.
 */
export function offers(
  kind: TicketKind,
  { facts, holder }: Beneficiary,
  catalogue: Catalogue,
): readonly PackageDeclaration[] {
  const may = requestable(catalogue, facts);
  return catalogue.packages.filter(({ id, holders, duration, breakGlass }) => {
    if (!holders.includes(holder)) return false;
    if (kind === 'exception') return !may.has(id);
    if (duration.kind === 'standing') return false;
    return may.has(id) && (kind !== 'emergency' || breakGlass);
  });
}

/** The package of an id, of those that are offered for a kind. Throws PACKAGE_UNKNOWN, NOT_REQUESTABLE with what is offered. */
export function offered(
  id: string,
  kind: TicketKind,
  catalogue: Catalogue,
  who: Beneficiary,
): PackageDeclaration {
  const of = offers(kind, who, catalogue);
  const found = of.find((each) => each.id === id);
  if (found) return found;
  const candidates = of.map((each) => each.id);
  const declared = catalogue.packages.some((each) => each.id === id);
  const meant = declared ? undefined : nearest(id, candidates);
  throw new WritError(
    declared ? 'NOT_REQUESTABLE' : 'PACKAGE_UNKNOWN',
    declared
      ? `${quoted(id)} may not be asked for by ${who.name} with such a ticket`
      : `${quoted(id)} is not a declared package`,
    {
      remedy:
        meant === undefined
          ? `${oneOf(candidates)}${byException(id, kind, catalogue, who)}`
          : `write ${quoted(meant)}`,
      candidates,
    },
  );
}

function oneOf(candidates: readonly string[]): string {
  return candidates.length > 0
    ? `name one of ${candidates.join(', ')}`
    : 'have a job function name one: none names any';
}

/** That an exception is a way to what no job function names, where it is one. */
function byException(id: string, kind: TicketKind, catalogue: Catalogue, who: Beneficiary): string {
  const may = kind !== 'exception' && offers('exception', who, catalogue).some((each) => each.id === id);
  return may ? ', or ask for it with `--kind exception`, `--policy` and `--reason`' : '';
}

/** A package in one line, as a list of offers shows it. */
export function offerText({ title, risk, duration }: PackageDeclaration): string {
  const lasts =
    duration.kind === 'standing'
      ? 'standing'
      : `${spanWords(duration.default)}, at most ${spanWords(duration.max)}`;
  return `${title} (${risk} risk; ${lasts})`;
}
