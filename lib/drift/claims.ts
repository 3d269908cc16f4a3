import type { HeldGrant, Manifest, Provenance } from '../manifest/index.js';
import {
  edgeKey,
  isPrincipal,
  principalKey,
  sourceOf,
  targetKey,
  windowState,
  type Edge,
  type Ends,
  type LiveEdge,
  type Principal,
  type SourceId,
} from '../model/index.js';
import type { IdentityLinks } from '../identity/index.js';
import type { Inventory } from '../inventory/index.js';
import { folded, inSource } from '../identity/index.js';
import type { Instant } from '../kernel/index.js';
import { edgeWindow } from './wanted.js';

/** What is approved for somebody whose account cannot be told, on one target. */
export interface DoubtedGrant {
  readonly principal: Principal;
  readonly why: string;
  readonly wanted: readonly Provenance[];
  /** The grant that it was, once its window is over. */
  readonly ended?: HeldGrant;
}

/** Approved grants whose holder's account is in doubt: what they would give is not foreign where it is live. */
export interface Claims {
  /** The decided grants that are held for exactly this edge, its holder being known. */
  heldFor(key: string): readonly HeldGrant[];
  /** The approved grant that an edge of an account of nobody's may be; undefined where it can be none. */
  mayBe(live: LiveEdge): DoubtedGrant | undefined;
}

/** Indexes what is held; what is wanted of holders without an account is looked at only when an unlinked holder asks. */
export function claimsOf(
  manifest: Manifest,
  inventory: Inventory,
  links: IdentityLinks,
  at: Instant,
): Claims {
  const held = heldByEdge(manifest);
  let byTarget: ReadonlyMap<string, readonly DoubtedGrant[]> | undefined;
  let seen: AccountsSeen | undefined;
  return {
    heldFor: (key) => held.get(key) ?? [],
    mayBe: (live) => {
      if (live.edge.holder.kind !== 'unlinked') return undefined;
      byTarget ??= unplaced(manifest, links, at);
      const claims = byTarget.get(targetKey(live.edge.target)) ?? [];
      if (claims.length === 0) return undefined;
      seen ??= new AccountsSeen(inventory, links);
      return (
        claims.find((claim) => !claim.ended && seen?.relates(live, claim.principal)) ??
        claims.find((claim) => claim.ended && seen?.isOf(live, claim.principal))
      );
    },
  };
}

function heldByEdge({ held = [] }: Manifest): ReadonlyMap<string, readonly HeldGrant[]> {
  const byEdge = new Map<string, HeldGrant[]>();
  for (const grant of held) {
    for (const { edge } of grant.via) {
      const key = edgeKey(edge);
      byEdge.set(key, [...(byEdge.get(key) ?? []), grant]);
    }
  }
  return byEdge;
}

/** Approved edges whose holder has no account where they lead. */
function unplaced(
  manifest: Manifest,
  links: IdentityLinks,
  at: Instant,
): ReadonlyMap<string, readonly DoubtedGrant[]> {
  const byTarget = new Map<string, DoubtedGrant[]>();
  const add = ({ holder, target }: Ends, claim: Omit<DoubtedGrant, 'principal'>): void => {
    if (!isPrincipal(holder)) return;
    if (links.accountsOf(holder).some(({ source }) => source === sourceOf({ target }))) return;
    const key = targetKey(target);
    byTarget.set(key, [...(byTarget.get(key) ?? []), { ...claim, principal: holder }]);
  };
  for (const grant of manifest.held ?? []) {
    const { package: name, asset, basis, window } = grant;
    const ended = windowState(window, at) === 'ended' ? { ended: grant } : {};
    const claim = {
      why: grant.reason.message,
      wanted: [{ package: name, asset, standing: { basis, window } }],
      ...ended,
    };
    for (const { edge } of grant.via) add(edge, claim);
  }
  for (const wanted of manifest.edges) {
    if (wanted.role === 'pushed' && edgeWindow(wanted, at).state !== 'ended')
      add(wanted.edge, {
        why: 'its holder has no account here by the directory feed',
        wanted: wanted.because,
      });
  }
  return byTarget;
}

/** Tells whose an account without a row may be, by its login and by what its edge is pushed from. */
class AccountsSeen {
  private readonly logins: ReadonlyMap<string, string>;
  private readonly live: ReadonlySet<string>;

  constructor(
    inventory: Inventory,
    private readonly links: IdentityLinks,
  ) {
    this.logins = new Map(
      inventory.users.map(({ source, native, login }) => [inSource(source, native), folded(login)]),
    );
    this.live = new Set(inventory.users.map(({ source, login }) => inSource(source, folded(login))));
  }

  /** Whether the edge may be this principal's: by {@link isOf}, or since no live account has a login of theirs. */
  relates(live: LiveEdge, principal: Principal): boolean {
    return this.isOf(live, principal) || !this.isSeen(sourceOf(live.edge), this.namesOf(principal));
  }

  /** Whether the edge is this principal's, by the membership that it is pushed from or by its login. */
  isOf({ edge, cause, native }: LiveEdge, principal: Principal): boolean {
    if (cause.by === 'push' && isHeldBy(cause.upstream, principal)) return true;
    const login = this.logins.get(inSource(sourceOf(edge), native.holder));
    return login !== undefined && this.namesOf(principal).includes(login);
  }

  private isSeen(source: SourceId, names: readonly string[]): boolean {
    return names.some((name) => this.live.has(inSource(source, name)));
  }

  private namesOf(principal: Principal): readonly string[] {
    const record = principal.kind === 'person' ? this.links.personOf(principal.id) : undefined;
    const logins = this.links.accountsOf(principal).map(({ login }) => folded(login));
    return record ? [folded(record.email), ...logins] : logins;
  }
}

function isHeldBy({ holder }: Edge, principal: Principal): boolean {
  return isPrincipal(holder) && principalKey(holder) === principalKey(principal);
}
