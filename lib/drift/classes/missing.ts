import type { WantedEdge } from '../../manifest/index.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { whyWanted } from '../judging/why-wanted.js';

/** Wanted, and a whole read does not show it. */
export function missing(
  wanted: WantedEdge,
  { stack, address }: Extract<WantedEdge['carriage'], { readonly by: 'terraform' }>,
): EdgeDraft {
  return {
    code: 'MISSING_GRANT',
    because: `${whyWanted(wanted)}, and a whole read does not show it`,
    cure: `plan and apply stack ${stack}: ${address}`,
  };
}
