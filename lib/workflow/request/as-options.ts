import { WritError, WritErrors } from '../../kernel/index.js';
import type { Draft } from './compose.js';

/** The option of `writ request new` that says a field, by its path; a member that is not listed is said by what holds it. */
const OPTION: Readonly<Record<string, string>> = {
  kind: '--kind',
  of: '--of',
  principal: '--principal',
  package: '--package',
  asset: '--asset',
  justification: '--justification',
  'window.start': '--start',
  'window.for': '--for',
  trigger: '--trigger',
  'exception.policy': '--policy',
  'exception.reason': '--reason',
  'recovery.action': '--action',
  'recovery.verification': '--verification',
  tier: '--tier',
  class: '--class',
  onBehalfOf: '--on-behalf-of',
  reaches: '--reaches',
  'review.rotation': '--rotation',
  'review.dependents': '--dependents',
  'review.revocation': '--revocation',
};

/** A fault of a ticket that was not written: at the option that says the field, since there is no file to look into. */
export function asOptions(fault: WritError, draft: Draft): WritError {
  const { code, message, remedy, candidates, place } = fault;
  if ('faults' in fault) {
    const faults = (fault as WritErrors).faults.map((each) => asOptions(each, draft));
    return new WritErrors('TICKET_INVALID', `the ticket would have ${faults.length} faults`, faults);
  }
  const option = place?.path === undefined ? undefined : optionOf(place.path, draft);
  return new WritError(code, message, {
    remedy,
    candidates,
    ...(option === undefined ? {} : { place: { path: option } }),
  });
}

function optionOf(path: string, draft: Draft): string | undefined {
  // What a renewal or a removal is about is what the ticket that it changes was.
  if (draft['of'] !== undefined && ['principal', 'package', 'asset'].includes(path)) return '--of';
  if (path === 'window') {
    const { start } = draft['window'] as { readonly start: string };
    return start === 'on-approval' ? '--for' : '--start, --for';
  }
  const [field = ''] = path.split('.');
  return OPTION[path] ?? OPTION[field];
}
