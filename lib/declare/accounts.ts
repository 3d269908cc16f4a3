import type { List } from '../kernel/index.js';
import type { Account } from './account.js';
import type { Asset } from './asset.js';

/** Some accounts, resolved at synthesis. */
export type AccountsRef =
  Account | { readonly accountsOf: Asset | string } | { readonly accountsNamed: List<string> };

/** References to accounts that need no construct at hand. */
export const accounts = {
  /** Every account that the asset runs in. */
  of: (asset: Asset | string): AccountsRef => ({ accountsOf: asset }),
  /** Declared accounts by name. */
  named: (...names: List<string>): AccountsRef => ({ accountsNamed: names }),
} as const;
