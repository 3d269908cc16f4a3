import type { LiveRole } from '../../inventory/index.js';
import { branded, canonicalJson } from '../../kernel/index.js';
import { edgeIdOf, type ContentPart, type EdgeId } from '../../model/index.js';
import type { JudgeContext } from '../context.js';
import type { Finding } from '../finding.js';

/** What every finding about a permission set says alike. */
export function commonOf(
  context: JudgeContext,
  live: LiveRole,
  id: EdgeId,
): Pick<Finding, 'reaches' | 'firstSeen' | 'privileged'> {
  return { reaches: [], firstSeen: context.sightings.since(id) ?? context.at, privileged: live.privileged };
}

/** The id of a finding that is about no edge. */
export function idOf(value: unknown): EdgeId {
  return edgeIdOf(branded<'edge'>(canonicalJson(value)));
}

/** A part in words, by its name where the slot holds several. */
export function partText(part: Pick<ContentPart, 'slot' | 'name'>): string {
  return part.slot === 'session' || part.slot === 'inline'
    ? slotText(part)
    : `${slotText(part)} ${part.name}`;
}

/** A slot in words. */
export function slotText({ slot }: Pick<ContentPart, 'slot'>): string {
  switch (slot) {
    case 'managed':
      return 'AWS managed policy';
    case 'customer-managed':
      return 'customer managed policy';
    case 'inline':
      return 'an inline policy';
    case 'boundary':
      return 'permissions boundary';
    case 'session':
      return 'session duration';
  }
}
