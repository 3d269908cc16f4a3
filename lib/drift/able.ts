import type { Inventory } from '../inventory/index.js';
import { principalKey } from '../model/index.js';

/**
 * Keys of the principals who cannot sign in: in some source they have accounts, and none of them is active. Whoever is
 * suspended in Okta fills no seat in AWS either, since the way there leads through Okta.
 */
export function signedOut(inventory: Pick<Inventory, 'users'>): ReadonlySet<string> {
  const active = new Map<string, boolean>();
  for (const { principal, source, status } of inventory.users) {
    if (!principal) continue;
    const key = JSON.stringify([principalKey(principal), source]);
    active.set(key, (active.get(key) ?? false) || status === 'active');
  }
  return new Set([...active].flatMap(([key, is]) => (is ? [] : [(JSON.parse(key) as [string, string])[0]])));
}
