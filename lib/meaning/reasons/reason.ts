import { listed, sortedTexts } from '../../kernel/index.js';

/** What makes an access privileged. */
export const REASON_CODES = [
  'ADMINISTRATOR',
  'SERVICE_ADMINISTRATOR',
  'IDENTITY_PLANE',
  'ESCALATION',
  'CREDENTIALS',
  'WORKLOADS',
  'RECORDS',
  'PERMISSIONS',
  'NOT_JUDGED',
] as const;
export type ReasonCode = (typeof REASON_CODES)[number];

/** One reason, in words that follow "it". */
export interface PrivilegeReason {
  readonly code: ReasonCode;
  /** `lets its holder hand any role to a service (iam:PassRole)`. */
  readonly says: string;
}

export function reason(code: ReasonCode, says: string): PrivilegeReason {
  return { code, says };
}

const SHOWN = 3;

/** The first names in their order, each once, and how many more there are. */
export function someOf(names: readonly string[]): string {
  return listed(sortedTexts(new Set(names)), SHOWN);
}
