import { isLucky } from './chance.js';
import type { PlainResponse } from './plain.js';
import type { Fault, Runtime } from './runtime.js';

/** One call as the faults see it. */
export interface FaultableCall {
  readonly service: string;
  readonly operation: string;
  /** Path parameters, body fields and query values that `where` may name. */
  readonly params: Readonly<Record<string, string>>;
}

/** How an asynchronous operation is to end. */
export type Fate =
  | { readonly kind: 'normal' }
  | { readonly kind: 'stuck' }
  | { readonly kind: 'fail'; readonly reason: string };

/** How one provider words the faults; a provider that has no pages of a sort returns the answer as it is. */
export interface FaultDialect {
  throttled(retryAfterSeconds: number | undefined, concurrent: boolean): PlainResponse;
  denied(): PlainResponse;
  unauthorized(): PlainResponse;
  emptyPage(answer: PlainResponse): PlainResponse;
  shortPage(answer: PlainResponse): PlainResponse;
  /** @default - the answer as it is */
  foreignLink?(answer: PlainResponse, host: string): PlainResponse;
  /** @default - the answer as it is */
  link?(answer: PlainResponse, header: string): PlainResponse;
  /** @default - the answer as it is */
  endless?(answer: PlainResponse, page: 'empty' | 'same'): PlainResponse;
}

/** Calls that each fault has seen. */
const seen = new WeakMap<Fault, number>();

/**
 * Runs one call under the faults that match it. The call itself happens under every fault that spoils only
 * the answer (`half-body`, `drop`, pages): the client then does not know of an effect that took place.
 */
export async function withFaults(
  runtime: Runtime,
  call: FaultableCall,
  dialect: FaultDialect,
  run: (fate: Fate) => PlainResponse | Promise<PlainResponse>,
): Promise<PlainResponse> {
  const hits = runtime.faults.filter((fault) => strikes(fault, call));
  for (const { id, effect } of hits) {
    const { service, operation } = call;
    runtime.strikes.push({ fault: id, effect: effect.kind, service, operation });
  }
  for (const fault of hits) {
    if (fault.effect.kind === 'latency') await runtime.sleep(fault.effect.ms);
  }
  await byHand(runtime, hits, 'before');
  for (const fault of hits) {
    const refusal = refuse(fault, dialect);
    if (refusal !== undefined) return refusal;
  }
  const answer = await run(fateOf(hits));
  await byHand(runtime, hits, 'after');
  return hits.reduce((spoilt, fault) => spoil(fault, dialect, spoilt), answer);
}

/** What somebody else does between two calls of the client; it happens although another fault refuses the call. */
async function byHand(runtime: Runtime, hits: readonly Fault[], at: 'before' | 'after'): Promise<void> {
  for (const { id, effect } of hits) {
    if (effect.kind !== 'tamper' || (effect.when ?? 'before') !== at) continue;
    if (!runtime.byHand) throw new Error(`nobody carries out by hand what fault \`${id}\` says`);
    await runtime.byHand(effect.action);
  }
}

function strikes(fault: Fault, call: FaultableCall): boolean {
  if (!matches(fault, call) || !isLucky(fault, call)) return false;
  const before = seen.get(fault) ?? 0;
  seen.set(fault, before + 1);
  const skip = fault.skip ?? 0;
  return before >= skip && before < skip + (fault.times ?? Infinity);
}

function matches(fault: Fault, call: FaultableCall): boolean {
  const name = `${call.service}:${call.operation}`;
  const named = fault.match.endsWith('*') ? name.startsWith(fault.match.slice(0, -1)) : name === fault.match;
  return named && Object.entries(fault.where ?? {}).every(([key, value]) => call.params[key] === value);
}

function refuse(fault: Fault, dialect: FaultDialect): PlainResponse | undefined {
  const { effect } = fault;
  switch (effect.kind) {
    case 'throttle':
      return dialect.throttled(effect.retryAfterSeconds, effect.concurrent === true);
    case 'denied':
      return dialect.denied();
    case 'unauthorized':
      return dialect.unauthorized();
    case 'status':
      return {
        status: effect.status,
        headers: { 'content-type': effect.contentType ?? 'text/plain' },
        body: effect.body ?? '',
      };
    default:
      return undefined;
  }
}

function fateOf(hits: readonly Fault[]): Fate {
  for (const { effect } of hits) {
    if (effect.kind === 'stuck' || effect.kind === 'fail') return effect;
  }
  return { kind: 'normal' };
}

function spoil(fault: Fault, dialect: FaultDialect, answer: PlainResponse): PlainResponse {
  const { effect } = fault;
  switch (effect.kind) {
    case 'half-body':
      return { ...answer, cut: 'half' };
    case 'drop':
      return { ...answer, cut: 'drop' };
    case 'empty-page':
      return dialect.emptyPage(answer);
    case 'short-page':
      return dialect.shortPage(answer);
    case 'foreign-link':
      return dialect.foreignLink?.(answer, effect.host) ?? answer;
    case 'link':
      return dialect.link?.(answer, effect.header) ?? answer;
    case 'endless':
      return dialect.endless?.(answer, effect.page) ?? answer;
    default:
      return answer;
  }
}
