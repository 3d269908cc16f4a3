import { sortedTexts } from '../../kernel/index.js';
import type { Catalogue } from '../../manifest/index.js';
import type { GovernanceEffect } from './effect.js';
import type { OwnerSeat } from './ground.js';

/**
 * Who decides on what a birthright would give or give more of: the team of the base that owns the package, or, where the base has no such package, the
 * asset. A team that only the head declares decides on nothing.
 */
export function ownerSeats({ birthrights }: GovernanceEffect, base: Catalogue): readonly OwnerSeat[] {
  const more = birthrights.filter(({ change }) => change !== 'vanishes');
  return sortedTexts(more.map((each) => each.package)).map((id) => {
    const assets = more.filter((each) => each.package === id).map(({ asset }) => asset);
    const team = ownerOf(id, assets, base) ?? 'unknown';
    const approvers = base.teams.find(({ name }) => name === team)?.approvers ?? [];
    return { package: id, team, approvers: approvers.map((who) => `hr:${who}`) };
  });
}

function ownerOf(id: string, assets: readonly string[], base: Catalogue): string | undefined {
  const pack = base.packages.find((each) => each.id === id);
  return pack?.owner ?? base.assets.find(({ name }) => assets.includes(name))?.owner;
}
