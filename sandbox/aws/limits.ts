import type { Runtime } from '../core/runtime.js';

interface Rate {
  readonly perSecond: number;
  readonly burst: number;
}

/** Calls per second of whole services, and of operations with a limit of their own (`service:Operation`). */
const RATES: Readonly<Record<string, Rate>> = {
  'sso-admin': { perSecond: 20, burst: 20 },
  identitystore: { perSecond: 20, burst: 20 },
  'cloudtrail:LookupEvents': { perSecond: 2, burst: 2 },
  'organizations:ListAccounts': { perSecond: 10, burst: 15 },
  'organizations:DescribeAccount': { perSecond: 20, burst: 30 },
};

interface Bucket {
  tokens: number;
  at: number;
}

/** Token buckets in sandbox time; they only hold when the sandbox enforces limits. */
export class Limits {
  private readonly buckets = new Map<string, Bucket>();

  constructor(private readonly runtime: Runtime) {}

  /** Takes what one call costs; false when it must be refused. */
  admit(service: string, operation: string): boolean {
    if (!this.runtime.settings.enforceLimits) return true;
    return [service, `${service}:${operation}`].every((name) => {
      const rate = RATES[name];
      return rate === undefined || this.take(name, rate);
    });
  }

  private take(name: string, rate: Rate): boolean {
    const now = this.runtime.now();
    const bucket = this.buckets.get(name) ?? { tokens: rate.burst, at: now };
    const tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
    const admitted = tokens >= 1;
    this.buckets.set(name, { tokens: admitted ? tokens - 1 : tokens, at: now });
    return admitted;
  }
}
