import type { Fault } from '../../sandbox/index.js';

/** What somebody does by hand meanwhile is the campaign's own tampering, which knows the truth of it. */
type EffectKind = Exclude<Fault['effect']['kind'], 'tamper'>;

/** One effect of every sort that the sandbox knows; a sort that is missing here does not compile. */
const EFFECTS: { readonly [K in EffectKind]: Extract<Fault['effect'], { kind: K }> } = {
  latency: { kind: 'latency', ms: 5 },
  throttle: { kind: 'throttle', retryAfterSeconds: 0 },
  status: {
    kind: 'status',
    status: 502,
    body: '<html><body>Bad Gateway</body></html>',
    contentType: 'text/html',
  },
  denied: { kind: 'denied' },
  unauthorized: { kind: 'unauthorized' },
  'half-body': { kind: 'half-body' },
  drop: { kind: 'drop' },
  'empty-page': { kind: 'empty-page' },
  'short-page': { kind: 'short-page' },
  'foreign-link': { kind: 'foreign-link', host: 'attacker.example' },
  link: { kind: 'link', header: 'next page; rel="next"' },
  endless: { kind: 'endless', page: 'empty' },
  stuck: { kind: 'stuck' },
  fail: { kind: 'fail', reason: 'AWS could not finish it' },
};

/** Sorts that leave no trace in the answer: a list that is short and says it is whole. */
export const SILENT: ReadonlySet<Fault['effect']['kind']> = new Set<EffectKind>(['short-page']);

/** Faults that together hit `share` of all calls to the providers, every sort as often as the others. */
export function everySort(seed: number, share: number): Fault[] {
  const effects = Object.values(EFFECTS);
  return effects.map((effect) => ({
    id: `${seed}/${effect.kind}`,
    match: '*',
    chance: share / effects.length,
    effect,
  }));
}
