import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { REFUSALS, type RefusalCode } from '../../lib/plan/index.js';

/** What somebody may try on a plan, the code by which it is refused, and the test that tries it, beside its honest twin. */
const TRICKS: readonly (readonly [trick: string, code: RefusalCode, test: string])[] = [
  // what plan JSON does not show, or hides
  ['a conditional template with one reference and a literal', 'CONFIG_TEMPLATE', 'configuration'],
  ['a value through `local.`, `timestamp()` or `file()`', 'CONFIG_TEMPLATE', 'configuration'],
  ['a provisioner in a resource, or in a `removed` block', 'CONFIG_KEY', 'configuration'],
  ['a `moved`, `import`, `check` or `lifecycle` block', 'CONFIG_KEY', 'configuration'],
  ['a variable that steers the provider, ephemeral ones too', 'CONFIG_KEY', 'configuration'],
  ['a duplicate JSON key that hides a resource', 'PLAN_KEY_REPEATED', 'strict-json'],
  ['a number with more digits than are read', 'PLAN_NUMBER_LOSSY', 'strict-json'],
  ['a text that is normalized into another', 'PLAN_TEXT_ODD', 'strict-json'],
  // the plan file
  ['the configuration in the plan file edited', 'PLAN_FILE_OTHER', 'plan-file'],
  ['an entry twice, the evil one last', 'PLAN_FILE_ENTRY', 'plan-file'],
  ['`zz_override.tf.json` or `x.auto.tfvars.json` beside the stack', 'PLAN_FILE_ENTRY', 'plan-file'],
  ['an encrypted plan', 'PLAN_FILE_ENCRYPTED', 'plan-file'],
  // what it would do beside its resources
  ['forget', 'PLAN_FORGETS', 'read-plan'],
  ['import', 'PLAN_IMPORTS', 'read-plan'],
  ['moved', 'PLAN_MOVES', 'read-plan'],
  ['a provisioner', 'PLAN_PROVISIONS', 'read-plan'],
  ['an external data source', 'PLAN_TYPE', 'read-plan'],
  ['an action', 'PLAN_INVOKES', 'read-plan'],
  ['a deferred change', 'PLAN_DEFERS', 'read-plan'],
  ['`-target`', 'PLAN_INCOMPLETE', 'read-plan'],
  ['`-target`, and the document says that it is whole', 'PLAN_DIFFERS', 'smuggling'],
  ['`-refresh=false`', 'BOUND_ARGUMENTS', 'holds'],
  ['an alias with another role', 'PLAN_PROVIDER', 'read-plan'],
  ['a deposed object', 'PLAN_DEPOSED', 'read-plan'],
  ['`null` read as known in a list with an unknown member', 'PLAN_UNKNOWN', 'read-plan'],
  // who gets what
  ['an unknown principal', 'PLAN_PRINCIPAL', 'smuggling'],
  ['a look-alike group that answers by name', 'PLAN_ANSWER', 'smuggling'],
  ['a permission set that no sweep has seen', 'PLAN_OBJECT', 'smuggling'],
  ['an account that is not declared', 'PLAN_ACCOUNT', 'smuggling'],
  ['an extra member in a list', 'PLAN_MANIFEST_LIES', 'okta-plans'],
  ['JSON tampered beside an honest plan file', 'PLAN_DIFFERS', 'smuggling'],
  ['a policy broadened by a wildcard or NotAction', 'PLAN_CONTENT_UNDECIDED', 'smuggling'],
  ['a manifest that lies about an address', 'PLAN_MANIFEST_LIES', 'smuggling'],
  // why
  ['a widened permission set under an approved ticket', 'PLAN_CONTENT_UNDECIDED', 'smuggling'],
  ['an approval reused', 'PLAN_DECISION_SPENT', 'smuggling'],
  ['a tombstoned grant restored', 'PLAN_ENDED_RETURNS', 'smuggling'],
  ['a replaced resource', 'PLAN_REPLACES', 'smuggling'],
  ['a grant outside of its window', 'PLAN_WINDOW', 'smuggling'],
  ['a ticket of which no decision counts', 'PLAN_UNDECIDED', 'explain'],
  ['structure that nobody approved', 'PLAN_STRUCTURE_UNDECIDED', 'explain'],
  ['a removal that nothing ended', 'PLAN_ALSO', 'smuggling'],
  ['a removal while it is in doubt who is meant', 'PLAN_HELD', 'smuggling'],
  ['a birthright by other feeds', 'PLAN_FEED', 'okta-plans'],
  // after binding
  ['a plan file swapped after binding', 'BOUND_PLAN_FILE', 'holds'],
  ['a stale plan', 'BOUND_STATE', 'holds'],
  ['other keys or another endpoint at apply', 'BOUND_CREDENTIAL', 'holds'],
];

const textOf = (test: string): string => readFileSync(join(__dirname, `${test}.test.ts`), 'utf8');

test.each(TRICKS)('%s is refused with %s, as %s.test.ts tries', (_, code, file) => {
  expect(textOf(file)).toContain(`'${code}'`);
});

test('every refusal is tried by some test', () => {
  const all = readdirSync(__dirname)
    .filter((name) => name.endsWith('.test.ts') && name !== 'tricks.test.ts')
    .map((name) => readFileSync(join(__dirname, name), 'utf8'))
    .join('\n');
  expect(Object.keys(REFUSALS).filter((code) => !all.includes(`'${code}'`))).toEqual([]);
});
