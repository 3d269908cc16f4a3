import { branded, by, sorted, sortedTexts } from '../../kernel/index.js';
import type { AccountDeclaration, AssetDeclaration, TeamDeclaration } from '../../manifest/index.js';
import { isList } from '../../kernel/index.js';
import { tryParsePrincipal, type AccountId, type WorkerId } from '../../model/index.js';
import type { Account } from '../account.js';
import type { AccountsRef } from '../accounts.js';
import type { Asset } from '../asset.js';
import type { Declaration, DeclaredAt } from '../declaration.js';
import type { Faults } from '../faults.js';
import { propsOf } from '../props.js';
import type { Team, TeamRef } from '../team.js';
import type { Tree } from '../tree.js';
import { checkId, checkPattern, checkSaid } from './text.js';
import type { Declared } from './names.js';

/** AWS Organizations, `AccountId`. */
const ACCOUNT_ID = { pattern: /^\d{12}$/, max: 12, words: 'exactly 12 digits' };
/** AWS Organizations, `AccountName`. */
const ACCOUNT_NAME = { pattern: /^[\x20-\x7e]+$/, max: 128, words: 'printable ASCII' };

/** The accounts, by id. */
export function accountDeclarations(tree: Tree, faults: Faults): AccountDeclaration[] {
  const all = tree.accounts.map((account) => {
    checkPattern(account, 'id', propsOf(account).id, ACCOUNT_ID, faults);
    checkPattern(account, 'name', account.name, ACCOUNT_NAME, faults);
    return { id: accountId(account), name: account.name, environment: propsOf(account).environment };
  });
  return sorted(
    all,
    by((account) => account.id),
  );
}

/** The assets, by name. */
export function assetDeclarations(tree: Tree, declared: Declared, faults: Faults): AssetDeclaration[] {
  const all = tree.assets.map((asset): AssetDeclaration => {
    checkId(asset, faults);
    checkSaid(asset, 'title', propsOf(asset).title, faults);
    const { title, owner, sharedLogin = false } = propsOf(asset);
    return {
      name: asset.id,
      title,
      owner: teamNamed(owner, asset, declared),
      accounts: accountIds(propsOf(asset).accounts, asset, declared),
      ...(sharedLogin ? { sharedLogin } : {}),
    };
  });
  return sorted(
    all,
    by((asset) => asset.name),
  );
}

/** The teams, by name. A team without a valid approver is a fault and left out. */
export function teamDeclarations(tree: Tree, faults: Faults): TeamDeclaration[] {
  const all = tree.teams.flatMap((team): TeamDeclaration[] => {
    checkId(team, faults);
    checkSaid(team, 'title', propsOf(team).title, faults);
    const approvers = approversOf(team, faults);
    return isList(approvers) ? [{ name: team.id, title: propsOf(team).title, approvers }] : [];
  });
  return sorted(
    all,
    by((team) => team.name),
  );
}

/** The people who may approve for `team`, in order; a text that names none is a fault. */
export function approversOf(team: Team, faults: Faults): WorkerId[] {
  const given: readonly string[] = propsOf(team).approvers;
  if (given.length === 0) {
    faults.add(team, {
      what: '`approvers` is empty; one person or more is allowed',
      remedy: 'list the people who approve for the team, like `hr:10482`',
    });
  }
  return workerIds(given, 'approver', team, faults);
}

/** The worker ids of people named as `hr:…`, in order and each once; what is no person is a fault. */
export function workerIds(
  given: readonly string[],
  part: string,
  at: DeclaredAt,
  faults: Faults,
): WorkerId[] {
  const ids = given.flatMap((text) => {
    const person = tryParsePrincipal(text);
    if (person?.kind === 'person') return [person.id];
    faults.add(at, {
      what: `${part} \`${text}\` is not a person; allowed is \`hr:\` and a worker id`,
      remedy: 'name people by their HR worker id',
    });
    return [];
  });
  return sortedTexts(ids);
}

/** The name of a declared team; an unknown one is a fault. */
export function teamNamed(ref: TeamRef, user: Declaration, declared: Declared): string {
  declared.teams.find(ref.team, user);
  return ref.team;
}

/** The ids of declared accounts, given as constructs or names. */
export function accountIds(
  given: readonly (Account | string)[],
  user: Declaration,
  declared: Declared,
): AccountId[] {
  const found = given.flatMap(
    (each) => declared.accounts.find(typeof each === 'string' ? each : each.name, user) ?? [],
  );
  return sortedTexts(found.map(accountId));
}

/** The accounts that a reference means. */
export function resolveAccounts(
  ref: AccountsRef,
  user: Declaration,
  declared: Declared,
  faults: Faults,
): AccountId[] {
  if ('accountsNamed' in ref) return accountIds(ref.accountsNamed, user, declared);
  if (!('accountsOf' in ref)) return fromHere(ref, user, faults) ? accountIds([ref], user, declared) : [];
  if (typeof ref.accountsOf !== 'string' && !fromHere(ref.accountsOf, user, faults)) return [];
  const asset = declared.assets.find(
    typeof ref.accountsOf === 'string' ? ref.accountsOf : ref.accountsOf.id,
    user,
  );
  return asset ? accountIds(propsOf(asset).accounts, user, declared) : [];
}

/** What a function of the props names is seen only here: another organization may have one of the same name. */
function fromHere(named: Account | Asset, user: Declaration, faults: Faults): boolean {
  if (named.node.root === user.node.root) return true;
  faults.add(user, {
    what: `${named.declares} \`${named.id}\` is declared in another organization; one of this organization is allowed`,
    remedy: `declare the ${named.declares} in the organization that gives access to it`,
  });
  return false;
}

function accountId(account: Account): AccountId {
  return branded<'account'>(propsOf(account).id);
}
