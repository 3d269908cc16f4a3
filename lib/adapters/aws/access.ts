import type { Clock } from '../../kernel/index.js';
import { createLimiter, type Limiter } from '../limit/index.js';
import { Caller } from './caller.js';
import { clientsOf, type AwsClients } from './clients.js';
import type { AwsConfig } from './config.js';
import { limitsOf, type AwsLimits } from './limits.js';

/** What a read or write needs: clients, and the callers that limit and count. */
export interface AwsContext {
  readonly clients: AwsClients;
  /** All of Identity Center and Identity Store. */
  readonly center: Caller;
  readonly organizations: Caller;
  readonly trail: Caller;
  /** Reads beyond what a whole sweep needs, so it is sooner given up. */
  readonly iam: Caller;
  readonly limits: AwsLimits;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}

/** The Identity Center instance that everything is read from. */
export interface Instance {
  readonly arn: string;
  readonly store: string;
}

/** Attempts of a call that the sweep can do without. */
const SPARED_ATTEMPTS = 3;

/** Makes an {@link AwsContext} per run; the limiters are shared by all of them. */
export function accessMaker(config: AwsConfig): (signal: AbortSignal | undefined) => AwsContext {
  const limits = limitsOf(config);
  const clients = clientsOf(config);
  const { clock } = config;
  const { concurrency } = limits;
  const center = createLimiter({ concurrency, perSecond: limits.perSecond });
  const organizations = createLimiter({ concurrency, perSecond: limits.organizationsPerSecond });
  const trail = createLimiter({ concurrency: 1, perSecond: limits.lookupPerSecond });
  const iam = createLimiter({ concurrency, perSecond: limits.iamPerSecond });
  const caller = (limiter: Limiter): Caller => new Caller(limiter, limits, clock);
  const spared = { ...limits, attempts: Math.min(limits.attempts, SPARED_ATTEMPTS) };
  return (signal) => ({
    clients,
    center: caller(center),
    organizations: caller(organizations),
    trail: caller(trail),
    iam: new Caller(iam, spared, clock),
    limits,
    clock,
    signal,
  });
}
