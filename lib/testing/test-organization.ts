import { catalogueOf, wholeNow, type Organization } from '../declare/index.js';
import { sortedTexts, WritError } from '../kernel/index.js';
import type { Catalogue, PackageDeclaration } from '../manifest/index.js';
import { jobFunctionsOf, requestable } from '../policy/index.js';
import { wantedAt } from '../wanted/index.js';
import { givenTexts, targetWords } from './gives.js';
import { overviewOf, type Overview } from './overview.js';
import { known } from './known.js';
import { AT, recordOf, snapshotOf, type Somebody, type TestPerson } from './person.js';

/** The declarations of an organization, as tests ask about them. Every list is in order. */
export interface TestOrganization {
  /** The packages that somebody may ask for and may hold. Throws NOT_FOUND, as all that is asked of somebody. */
  mayRequest(who: Somebody): readonly string[];
  /** The job functions that a person has. */
  jobFunctions(who: TestPerson): readonly string[];
  /** What a person is given without asking: `Developer on development (development-access)`. */
  birthrights(who: TestPerson): readonly string[];
  /** What a package gives on one of its assets, or on all of them: `Okta group pagerduty-admins`. Throws NOT_FOUND. */
  gives(packageId: string, asset?: string): readonly string[];
  /** The packages that nobody may hold beside this one. Throws NOT_FOUND. */
  conflicts(packageId: string): readonly string[];
  /** All that is declared, in words and without digests: changes only where a declaration does. Made for snapshots. */
  overview(): Overview;
}

/** What `declare` declares, compiled as `writ synth` does. Throws DECLARATIONS_INVALID with every fault. */
export function testOrganization(declare: () => Organization): TestOrganization {
  const catalogue = catalogueOf(wholeNow(declare));
  return {
    mayRequest: (who) => requestableBy(who, catalogue),
    jobFunctions: (who) => jobFunctionsOf(catalogue, recordOf(known(who, catalogue))).map(({ id }) => id),
    birthrights: (who) => birthrightsOf(known(who, catalogue), catalogue),
    gives: (id, asset) => givenTexts(findPackage(id, catalogue), asset, catalogue),
    conflicts: (id) => [...findPackage(id, catalogue).conflictsWith],
    overview: () => overviewOf(catalogue),
  };
}

function requestableBy(who: Somebody, catalogue: Catalogue): readonly string[] {
  const subject = 'workload' in who ? findWorkload(who.workload, catalogue) : recordOf(known(who, catalogue));
  const holder = 'worker' in subject ? subject.worker : 'workload';
  const asked = requestable(catalogue, subject);
  return catalogue.packages
    .filter(({ id, holders }) => asked.has(id) && holders.includes(holder))
    .map(({ id }) => id);
}

function birthrightsOf(who: TestPerson, catalogue: Catalogue): readonly string[] {
  const { grants } = wantedAt({
    catalogue,
    identity: snapshotOf(who),
    tickets: [],
    decisions: [],
    asOf: AT,
  });
  return sortedTexts(
    grants.map((grant) => `${targetWords(grant.entitlement, catalogue)} (${grant.package})`),
  );
}

function findPackage(id: string, catalogue: Catalogue): PackageDeclaration {
  return found('package', id, catalogue.packages);
}

function findWorkload(id: string, catalogue: Catalogue): Catalogue['workloads'][number] {
  return found('workload', id, catalogue.workloads);
}

function found<T extends { readonly id: string }>(word: string, id: string, all: readonly T[]): T {
  const one = all.find((each) => each.id === id);
  if (one) return one;
  const declared = all.map((each) => each.id);
  throw new WritError('NOT_FOUND', `no ${word} \`${id}\` is declared; declared are ${declared.join(', ')}`, {
    remedy: `name a ${word} that is declared`,
    candidates: declared,
  });
}
