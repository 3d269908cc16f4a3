import type { TicketKind } from '../../../lib/manifest/index.js';

export type Fields = Readonly<Record<string, unknown>>;

/** What every ticket of version 2 has to say. */
export const COMMON: Fields = {
  schema: 'writ.ticket/2',
  ticket: 'ACC-0042',
  principal: 'hr:10482',
  package: 'prod-admin',
  asset: 'payments-production',
  justification: 'Roll back the failed ledger migration',
  window: { start: 'on-approval', for: '4h' },
};

/** What each kind has to say beside it. */
export const OWN: Readonly<Record<TicketKind, Fields>> = {
  standard: {},
  renewal: { of: 'ACC-0041' },
  exception: { exception: { policy: 'vendor-cutover', reason: 'VENDOR_CUTOVER' } },
  emergency: { trigger: 'incident:INC-3391' },
  'account-recovery': { recovery: { action: 'mfa-reset', verification: 'idv-2026-11-20-0007' } },
  removal: { of: 'ACC-0041' },
};

/** A whole ticket of one kind, as its file has it. */
export function file(kind: TicketKind = 'standard', more: Fields = {}): Fields {
  return { ...COMMON, kind, ...OWN[kind], ...more };
}

/** `fields` without one. */
export function without(fields: Fields, ...names: readonly string[]): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
