import type { WritError } from '../kernel/index.js';
import type { LineResult, TargetResult } from './revert-result.js';

/** What a line is about. */
type About = Pick<LineResult, 'id' | 'gives'>;

/** A line of which every place was read; `onDoubt` says what one is that could not be. */
export function lineOf(
  about: About,
  targets: readonly TargetResult[],
  onDoubt: 'still-live' | 'failed',
): LineResult {
  const open = targets.filter((target) => target.state !== 'ended');
  const first = open.find((target) => target.state === 'spread') ?? open[0];
  if (!first) return { ...about, state: 'revoked', detail: 'read back: gone', targets };
  const state = first.state === 'spread' ? 'spread' : first.state === 'still-active' ? 'still-live' : onDoubt;
  return { ...about, state, detail: first.detail, targets };
}

/** A line that ended in a fault. */
export function failedLine(about: About, fault: WritError): LineResult {
  const detail = faultText(fault);
  const state = FAULT_STATES.get(fault.code) ?? 'failed';
  const target = { gives: about.gives, state: state === 'spread' ? state : 'unknown', detail } as const;
  return { ...about, state, detail, targets: [target] };
}

/** How a line's state stands in the journal. */
export function outcomeState({ state }: LineResult): Exclude<LineResult['state'], 'not-attempted'> {
  return state === 'not-attempted' ? 'failed' : state;
}

const FAULT_STATES: ReadonlyMap<WritError['code'], 'stuck' | 'spread'> = new Map([
  ['PROVIDER_OPERATION_STUCK', 'stuck'],
  ['CONTENT_SPREAD', 'spread'],
]);

function faultText({ code, message }: WritError): string {
  return `${code}: ${message}`;
}
