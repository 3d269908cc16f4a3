import type { Runtime } from '../core/runtime.js';
import type { OktaApp, OktaGroup, OktaUser } from '../core/state.js';
import { appKey } from '../core/world.js';
import { putAppGroup } from '../okta/app-groups.js';
import { addRow, settleGroup } from '../okta/app-reach.js';
import { keyOfMode } from '../okta/apps.js';
import { okta, tryFindAppNamed, tryFindGroupNamed, tryFindUser } from '../okta/tables.js';
import type { OktaSeed } from './seed-schema.js';
import type { Tallies } from './tally.js';

/** Loads the apps of a checked seed and their assignments, after the groups and members that they look at. */
export function loadApps(runtime: Runtime, seed: OktaSeed, tallies: Tallies): void {
  for (const app of seed.apps ?? []) loadApp(runtime, app, tallies);
  for (const { app, user, ...given } of seed.appUsers ?? [])
    loadAppUser(
      runtime,
      named(tryFindAppNamed(runtime, app)),
      named(tryFindUser(runtime, user)),
      given,
      tallies,
    );
  for (const { app, group, ...given } of seed.appGroups ?? [])
    loadAppGroup(
      runtime,
      named(tryFindAppNamed(runtime, app)),
      named(tryFindGroupNamed(runtime, group)),
      given,
      tallies,
    );
  const { apps, appGroups } = okta(runtime);
  for (const { appId, groupId } of [...appGroups.values()])
    settleGroup(runtime, 'silent', named(apps.get(appId)), groupId);
}

type AppSeed = NonNullable<OktaSeed['apps']>[number];

function loadApp(runtime: Runtime, seed: AppSeed, tallies: Tallies): void {
  const { apps } = okta(runtime);
  const now = runtime.now();
  // Another app may have the same label: one that comes with an id is known by nothing else.
  const known = seed.id === undefined ? tryFindAppNamed(runtime, seed.label) : apps.get(seed.id);
  const signOnMode = known?.signOnMode ?? seed.signOnMode ?? 'SAML_2_0';
  const app: OktaApp = {
    id: known?.id ?? seed.id ?? runtime.nextId('okta-app'),
    name: known?.name ?? seed.name ?? keyOfMode(signOnMode),
    label: seed.label,
    status: seed.status ?? known?.status ?? 'ACTIVE',
    signOnMode,
    features: known?.features ?? [],
    created: known?.created ?? now,
    lastUpdated: now,
  };
  apps.set(app.id, app);
  tallies.count('okta.apps', known === undefined ? 'created' : 'updated');
}

type AppUserSeed = Omit<NonNullable<OktaSeed['appUsers']>[number], 'app' | 'user'>;

function loadAppUser(
  runtime: Runtime,
  app: OktaApp,
  user: OktaUser,
  { profile }: AppUserSeed,
  tallies: Tallies,
): void {
  const { appUsers } = okta(runtime);
  const known = appUsers.get(appKey(app.id, user.id));
  const given = { scope: 'USER' as const, ...(profile === undefined ? {} : { profile }) };
  if (known === undefined) addRow(runtime, 'silent', app, user, given);
  else Object.assign(known, given);
  tallies.count('okta.appUsers', known === undefined ? 'created' : 'updated');
}

type AppGroupSeed = Omit<NonNullable<OktaSeed['appGroups']>[number], 'app' | 'group'>;

function loadAppGroup(
  runtime: Runtime,
  app: OktaApp,
  group: OktaGroup,
  { priority, profile }: AppGroupSeed,
  tallies: Tallies,
): void {
  const known = okta(runtime).appGroups.has(appKey(app.id, group.id));
  putAppGroup(runtime, app, group.id, {
    ...(priority === undefined ? {} : { priority }),
    ...(profile === undefined ? {} : { profile }),
  });
  tallies.count('okta.appGroups', known ? 'updated' : 'created');
}

/** INVARIANT: `checkReferences` has seen this name. */
function named<V>(row: V | undefined): V {
  if (row === undefined) throw new TypeError('a name that was checked is gone');
  return row;
}
