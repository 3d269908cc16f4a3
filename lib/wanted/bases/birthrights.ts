import { isList, WritError, type Instant } from '../../kernel/index.js';
import type { Catalogue, JobFunctionDeclaration, PackageDeclaration, Reason } from '../../manifest/index.js';
import { jobFunctionMatches, type MayBeGiven } from '../../policy/index.js';
import type { IdentitySnapshot, PersonRecord } from '../../identity/index.js';
import type { Claim } from '../claim.js';
import { personBounds } from './leaving.js';

/**
 * What people hold by job function: a rule over attributes as HR states them. Only low risk; from the first day of
 * employment to its end, or until a leave begins. Those who left appear with a window that is over.
 * @param mayBe - what is in force for whom; the rest is held. @default - all is
 */
export function birthrightClaims(
  catalogue: Catalogue,
  identity: IdentitySnapshot,
  asOf: Instant,
  mayBe: MayBeGiven = () => true,
): Claim[] {
  const packages = new Map(catalogue.packages.map((declared) => [declared.id, declared]));
  const rules = catalogue.jobFunctions.map((rule) => ({
    rule,
    given: rule.birthright.map((id) => givable(rule, packages.get(id), id)),
  }));
  const known = identity.asOf < asOf ? identity.asOf : asOf;
  return identity.people.flatMap((record) =>
    rules
      .filter(({ rule }) => jobFunctionMatches(rule, record))
      .flatMap(({ rule, given }) => given.flatMap((each) => claimsOn(each, rule, record, { known, mayBe }))),
  );
}

function claimsOn(
  given: PackageDeclaration,
  rule: JobFunctionDeclaration,
  record: PersonRecord,
  { known, mayBe }: { readonly known: Instant; readonly mayBe: MayBeGiven },
): Claim[] {
  if (!given.holders.includes(record.worker)) return [];
  const bounds = [...personBounds(record, known)];
  if (record.status === 'on-leave') bounds.push({ at: known, why: 'left' });
  return given.grants.flatMap(({ asset, entitlements }) => {
    const claim = {
      principal: { kind: 'person', id: record.id },
      package: given.id,
      asset,
      basis: { kind: 'birthright', jobFunction: rule.id },
      start: record.start,
      bounds,
    } as const;
    const open = entitlements.filter((path) => mayBe(path, record));
    const rest = entitlements.filter((path) => !open.includes(path));
    return [
      ...(isList(open) ? [{ ...claim, entitlements: open }] : []),
      ...(isList(rest) ? [{ ...claim, entitlements: rest, hold: notCovered(claim) }] : []),
    ];
  });
}

function notCovered({
  package: id,
  asset,
  basis,
}: Pick<Claim, 'package' | 'asset'> & { basis: { jobFunction: string } }): Reason {
  return {
    code: 'BIRTHRIGHT_HELD',
    message: `\`${id}\` on \`${asset}\` would newly be given as \`${basis.jobFunction}\`, and no approved governance change in the ledger covers it`,
    remedy: 'have the change that brings it approved, and record that with `writ governance --record`',
  };
}

function givable(
  rule: JobFunctionDeclaration,
  given: PackageDeclaration | undefined,
  id: string,
): PackageDeclaration {
  if (given?.risk === 'low') return given;
  const why = given ? `has risk ${given.risk}; birthright is low risk only` : 'is not a declared package';
  throw new WritError('DECLARATION_INVALID', `birthright \`${id}\` of job function \`${rule.id}\` ${why}`, {
    place: { path: rule.id },
    remedy: 'let its people ask for it by ticket: move it to `mayRequest`',
  });
}
