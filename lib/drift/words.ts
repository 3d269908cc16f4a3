import type { IdentityLinks } from '../identity/index.js';
import type { Inventory } from '../inventory/index.js';
import type { Catalogue } from '../manifest/index.js';
import {
  groupOf,
  isGroup,
  OBJECT_WORDS,
  refKey,
  refText,
  sentenceOf,
  targetText,
  type Edge,
  type Group,
  type Holder,
  type Words,
} from '../model/index.js';
import type { Carried } from './carried.js';
import type { Holders } from './holders.js';

/** Sentences about edges, with the names that the identity snapshot and the sweep know. */
export interface Speech extends Words {
  /** What `edge` gives, in one sentence: the edge itself, then what it carries. */
  gives(edge: Edge): string;
}

/** Builds the words of a run. Names fall back to ids; nothing is ever left blank. */
export function speech(
  catalogue: Catalogue,
  inventory: Inventory,
  links: IdentityLinks,
  holders: Holders,
  carried: Carried,
): Speech {
  const accounts = accountNames(catalogue, inventory);
  const account = (id: string): string => accounts.get(id) ?? `account ${id}`;
  const titles = packageTitles(catalogue);
  const holder = (who: Holder): string => holderName(who, catalogue, links, holders);
  return {
    holder,
    account,
    gives: (edge) => {
      const said = sentenceOf(edge, { holder, account });
      const group = groupOf(edge.target);
      const also = group ? carriedWords(group, titles, carried, account) : '';
      return isGroup(edge.holder)
        ? `everyone in ${said} (${peopleIn(edge.holder, carried)})`
        : `${said}${also}`;
    },
  };
}

const MOST_LISTED = 3;

function carriedWords(
  group: Group,
  titles: ReadonlyMap<string, readonly string[]>,
  carried: Carried,
  account: Words['account'],
): string {
  const things = carried.entitlementsOf(group).map((target) => targetText(target, { account }));
  const packages = (titles.get(refKey(group)) ?? []).map((title) => `“${title}”`).join(', ');
  if (things.length === 0 && packages === '') return '';
  const listed = things.slice(0, MOST_LISTED).join(', ');
  const more = things.length > MOST_LISTED ? ` and ${things.length - MOST_LISTED} more` : '';
  if (packages === '') return `, which gives ${listed}${more}`;
  return `, which gives ${packages}${things.length > 0 ? ` (${listed}${more})` : ''}`;
}

function peopleIn(group: Group, carried: Carried): string {
  const reached = carried.reachOf(group);
  const unlinked = reached.flatMap((one) =>
    one.kind === 'unlinked' ? [`unlinked account ${one.login ?? one.native}`] : [],
  );
  const more = reached.length - Math.min(unlinked.length, MOST_LISTED);
  const holders = more === 1 ? '1 holder' : `${more} holders`;
  if (reached.length === 0) return 'nobody now';
  if (unlinked.length === 0) return holders;
  return `${unlinked.slice(0, MOST_LISTED).join(', ')}${more > 0 ? ` and ${holders}` : ''}`;
}

function holderName(who: Holder, catalogue: Catalogue, links: IdentityLinks, holders: Holders): string {
  switch (who.kind) {
    case 'person':
      return links.personOf(who.id)?.name ?? `person hr:${who.id}`;
    case 'workload':
      return catalogue.workloads.find((workload) => workload.id === who.id)?.title ?? `workload:${who.id}`;
    case 'unlinked': {
      const user = holders.userOf(who.source, who.native);
      return user
        ? `${user.displayName} (${user.login}, linked to nobody)`
        : `unlinked ${who.source} user ${who.native}`;
    }
    default:
      return groupText(who);
  }
}

function groupText(group: Group): string {
  return group.native === group.name
    ? `a group that is gone (${group.name})`
    : `${OBJECT_WORDS[group.kind]} ${refText(group)}`;
}

function accountNames(catalogue: Catalogue, inventory: Inventory): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const { id, name } of inventory.accounts) names.set(id, `account ${name} (${id})`);
  for (const { id, name, environment } of catalogue.accounts)
    names.set(id, `${environment} account ${name} (${id})`);
  return names;
}

/** Package titles by the group that their holders join. */
function packageTitles(catalogue: Catalogue): ReadonlyMap<string, readonly string[]> {
  const titles = new Map<string, string[]>();
  for (const { title, grants } of catalogue.packages) {
    for (const { join } of grants.flatMap((grant) => grant.entitlements)) {
      if (!join) continue;
      const list = titles.get(refKey(join)) ?? [];
      if (!list.includes(title)) titles.set(refKey(join), [...list, title]);
    }
  }
  return titles;
}
