import { createHash } from 'node:crypto';
import type { FaultableCall } from './faults.js';
import type { Fault } from './runtime.js';

/** How often each fault has met each call with the same content. */
const met = new WeakMap<Fault, Map<string, number>>();

/**
 * Whether a fault with a chance hits this call. The same calls give the same hits in whatever order they arrive, so
 * that a campaign can be repeated by its seed.
 */
export function isLucky(fault: Fault, { service, operation, params }: FaultableCall): boolean {
  if (fault.chance === undefined) return true;
  const fields = Object.entries(params).sort(([a], [b]) => (a < b ? -1 : 1));
  const call = JSON.stringify([service, operation, fields]);
  const counts = met.get(fault) ?? new Map<string, number>();
  met.set(fault, counts);
  const before = counts.get(call) ?? 0;
  counts.set(call, before + 1);
  const hash = createHash('sha256')
    .update(JSON.stringify([fault.id, call, before]))
    .digest();
  return hash.readUInt32BE(0) / 2 ** 32 < fault.chance;
}
