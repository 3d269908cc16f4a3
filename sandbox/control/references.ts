import type { Runtime } from '../core/runtime.js';
import { conditionOf } from '../okta/rule-expression.js';
import type { Problem } from './errors.js';
import { Names } from './names.js';
import type { AwsSeed, OktaSeed, ParsedSeed } from './seed-schema.js';

/** Every name in a seed that means nothing, before anything is loaded. */
export function checkReferences(runtime: Runtime, seed: ParsedSeed): Problem[] {
  const problems: Problem[] = [];
  if (seed.aws !== undefined) checkAws(runtime, seed.aws, problems);
  if (seed.okta !== undefined) checkOkta(runtime, seed.okta, problems);
  return problems;
}

function checkAws({ world }: Runtime, seed: AwsSeed, problems: Problem[]): void {
  const names = <V, S>(
    kind: string,
    rows: Iterable<V>,
    of: (row: V) => string,
    more: readonly S[] = [],
    ofMore?: (row: S) => string,
  ) => new Names(kind, [...map(rows, of), ...more.map((row) => ofMore?.(row) ?? '')]);
  const users = names(
    'Identity Store user',
    world.aws.users.values(),
    (u) => u.userName,
    seed.users,
    (u) => u.userName,
  );
  const groups = names(
    'Identity Store group',
    world.aws.groups.values(),
    (g) => g.displayName,
    seed.groups,
    (g) => g.displayName,
  );
  const sets = names(
    'permission set',
    world.aws.permissionSets.values(),
    (s) => s.name,
    seed.permissionSets,
    (s) => s.name,
  );
  const accounts = names(
    'account',
    world.aws.accounts.values(),
    (a) => a.id,
    seed.accounts,
    (a) => a.id,
  );
  seed.memberships?.forEach(({ group, user }, at) => {
    groups.check(`aws.memberships[${at}].group`, group, problems);
    users.check(`aws.memberships[${at}].user`, user, problems);
  });
  seed.assignments?.forEach(({ permissionSet, account, type, principal }, at) => {
    sets.check(`aws.assignments[${at}].permissionSet`, permissionSet, problems);
    accounts.check(`aws.assignments[${at}].account`, account, problems);
    (type === 'USER' ? users : groups).check(`aws.assignments[${at}].principal`, principal, problems);
  });
}

function checkOkta({ world }: Runtime, seed: OktaSeed, problems: Problem[]): void {
  const users = new Names('Okta user', [
    ...map(world.okta.users.values(), (user) => user.login),
    ...(seed.users ?? []).map((user) => user.login),
  ]);
  const groups = new Names('Okta group', [
    ...[...world.okta.groups.values(), ...(seed.groups ?? [])].flatMap(({ id, name }) => [
      name,
      ...(id === undefined ? [] : [id]),
    ]),
  ]);
  seed.memberships?.forEach(({ group, user }, at) => {
    groups.check(`okta.memberships[${at}].group`, group, problems);
    users.check(`okta.memberships[${at}].user`, user, problems);
  });
  seed.rules?.forEach((rule, at) => {
    rule.groups.forEach((group, nth) => groups.check(`okta.rules[${at}].groups[${nth}]`, group, problems));
    (rule.excludedGroups ?? []).forEach((group, nth) =>
      groups.check(`okta.rules[${at}].excludedGroups[${nth}]`, group, problems),
    );
    for (const field of ['excludedUsers', 'matches'] as const)
      rule[field]?.forEach((user, nth) => users.check(`okta.rules[${at}].${field}[${nth}]`, user, problems));
    if (rule.matches === undefined && conditionOf(rule.expression) === undefined)
      problems.push({
        path: `okta.rules[${at}].expression`,
        value: rule.expression,
        message: 'is not evaluated by the sandbox; say whom it means in `matches`',
      });
  });
  seed.pushMappings?.forEach(({ group }, at) =>
    groups.check(`okta.pushMappings[${at}].group`, group, problems),
  );
  const apps = appNames(world.okta.apps.values(), seed);
  seed.appUsers?.forEach(({ app, user }, at) => {
    apps.check(`okta.appUsers[${at}].app`, app, problems);
    users.check(`okta.appUsers[${at}].user`, user, problems);
  });
  seed.appGroups?.forEach(({ app, group }, at) => {
    apps.check(`okta.appGroups[${at}].app`, app, problems);
    groups.check(`okta.appGroups[${at}].group`, group, problems);
  });
}

function appNames(known: Iterable<{ id: string; label: string }>, seed: OktaSeed): Names {
  const named = [...known, ...(seed.apps ?? [])];
  return new Names(
    'Okta app',
    named.flatMap(({ id, label }) => [label, ...(id === undefined ? [] : [id])]),
  );
}

function* map<V>(rows: Iterable<V>, of: (row: V) => string): Generator<string> {
  for (const row of rows) yield of(row);
}
