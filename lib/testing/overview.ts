import { spanWords } from '../kernel/index.js';
import { declaredRoleText, type Catalogue, type PackageDeclaration, type Route } from '../manifest/index.js';
import { refText } from '../model/index.js';
import { assetTexts } from './gives.js';

/** All that is declared, in words, by id. */
export interface Overview {
  /** The packages, by id. */
  readonly packages: Readonly<Record<string, PackageOverview>>;
  /** By id: whose job it is, what comes with it and what they may ask for. */
  readonly jobFunctions: Readonly<Record<string, JobOverview>>;
  /** By id: what each workload may ask for. */
  readonly workloads: Readonly<Record<string, readonly string[]>>;
  /** By name: why each permission set or app counts as privileged; those that do not are left out. */
  readonly privileged: Readonly<Record<string, readonly string[]>>;
  /** By name: how far Writ may go, and over what. */
  readonly scopes: Readonly<Record<string, readonly string[]>>;
}

/** A package in words. */
export interface PackageOverview {
  /** The team that answers for it. */
  readonly owner: string;
  /** How bad a wrong grant would be. */
  readonly risk: string;
  /** Who may hold it. */
  readonly holders: readonly string[];
  /** How long it is given for. */
  readonly duration: string;
  /** Who approves. */
  readonly approval: string;
  /** The packages that nobody may hold beside it. */
  readonly conflictsWith: readonly string[];
  /** What it gives, by asset. */
  readonly gives: Readonly<Record<string, readonly string[]>>;
}

/** A job function in words. */
export interface JobOverview {
  /** Whose job it is: the values of each attribute. */
  readonly when: Readonly<Record<string, readonly string[]>>;
  /** The packages that come with it. */
  readonly birthright: readonly string[];
  /** The packages that its people may ask for. */
  readonly mayRequest: readonly string[];
}

/** The overview of a catalogue. */
export function overviewOf(catalogue: Catalogue): Overview {
  const { packages, jobFunctions, workloads, permissionSets, apps = [], named = [], scopes } = catalogue;
  const privileged = [...permissionSets, ...apps, ...named].filter((each) => each.privileged.length > 0);
  return {
    packages: byName(
      packages,
      ({ id }) => id,
      (pack) => packageOverview(pack, catalogue),
    ),
    jobFunctions: byName(
      jobFunctions,
      ({ id }) => id,
      ({ when, birthright, mayRequest }) => ({ when: { ...when }, birthright, mayRequest }),
    ),
    workloads: byName(
      workloads,
      ({ id }) => id,
      ({ mayRequest }) => mayRequest,
    ),
    privileged: byName(
      privileged,
      ({ ref }) => refText(ref),
      (each) => each.privileged,
    ),
    scopes: byName(
      scopes,
      ({ name }) => name,
      (scope) => scopeTexts(scope, catalogue),
    ),
  };
}

function packageOverview(pack: PackageDeclaration, catalogue: Catalogue): PackageOverview {
  const { owner, risk, holders, duration, approval, conflictsWith, grants } = pack;
  return {
    owner,
    risk,
    holders,
    duration:
      duration.kind === 'standing'
        ? 'standing'
        : `${spanWords(duration.default)}, at most ${spanWords(duration.max)}, ${spanWords(duration.renewalMax)} with renewals`,
    approval: routeText(approval),
    conflictsWith,
    gives: byName(
      grants,
      ({ asset }) => asset,
      (part) => assetTexts(part, catalogue),
    ),
  };
}

function routeText(route: Route): string {
  switch (route.kind) {
    case 'auto':
      return `nobody: ${route.why}`;
    case 'one':
      return declaredRoleText(route.from);
    case 'dual':
      return `${declaredRoleText(route.first)} and ${declaredRoleText(route.second)}`;
    case 'emergency':
      return `${declaredRoleText(route.onCall)} on call, reviewed after use`;
  }
}

function scopeTexts(scope: Catalogue['scopes'][number], catalogue: Catalogue): readonly string[] {
  const names = new Map(catalogue.accounts.map(({ id, name }) => [id, name]));
  return [
    scope.mode,
    ...scope.accounts.map((id) => `account ${names.get(id) ?? id}`),
    ...scope.groups.map((group) => `group ${refText(group)}`),
    ...(scope.apps ?? []).map((app) => `app ${refText(app)}`),
    ...scope.carriersOf.map((source) => `carriers of ${source}`),
  ];
}

function byName<T, V>(
  all: readonly T[],
  nameOf: (one: T) => string,
  valueOf: (one: T) => V,
): Readonly<Record<string, V>> {
  return Object.fromEntries(all.map((one) => [nameOf(one), valueOf(one)]));
}
