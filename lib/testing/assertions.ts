import { WritError } from '../kernel/index.js';
import { somebodyText, type Somebody } from './person.js';
import type { TestOrganization } from './test-organization.js';

/** Throws unless somebody may ask for the package and hold it, and says what they may ask for instead. */
export function assertMayRequest(organization: TestOrganization, who: Somebody, packageId: string): void {
  const asked = organization.mayRequest(who);
  if (asked.includes(known(organization, packageId))) return;
  fail(`${somebodyText(who)} may not request \`${packageId}\`; requestable are ${listed(asked)}`);
}

/** Throws when somebody may ask for the package and hold it. */
export function assertMayNotRequest(organization: TestOrganization, who: Somebody, packageId: string): void {
  if (!organization.mayRequest(who).includes(known(organization, packageId))) return;
  fail(`${somebodyText(who)} may request \`${packageId}\``);
}

/** Throws unless the package gives exactly this on the asset, whatever the order. */
export function assertGives(
  organization: TestOrganization,
  packageId: string,
  asset: string,
  expected: readonly string[],
): void {
  const given = organization.gives(packageId, asset);
  const missing = expected.filter((each) => !given.includes(each));
  const extra = given.filter((each) => !expected.includes(each));
  if (missing.length + extra.length === 0) return;
  fail(`\`${packageId}\` on \`${asset}\` lacks ${listed(missing)} and gives beside it ${listed(extra)}`);
}

/** A misspelt package would make "may not request" true for ever. */
function known(organization: TestOrganization, packageId: string): string {
  organization.conflicts(packageId);
  return packageId;
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.map((text) => `\`${text}\``).join(', ');
}

function fail(what: string): never {
  throw new WritError('ASSERTION_FAILED', what, {
    remedy: 'mend the declarations, or the test if this is meant',
  });
}
