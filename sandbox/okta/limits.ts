import type { Runtime } from '../core/runtime.js';

/** Requests per minute of one kind of endpoint, in one org. */
interface Bucket {
  readonly name: string;
  readonly perMinute: number;
  readonly holds: (method: string, path: string) => boolean;
}

/** Okta's published limits of a workforce org, the narrow buckets first. */
const BUCKETS: readonly Bucket[] = [
  { name: 'logs', perMinute: 120, holds: (_, path) => path === '/api/v1/logs' },
  { name: 'app', perMinute: 500, holds: (_, path) => /^\/api\/v1\/apps\/[^/]+$/.test(path) },
  { name: 'apps', perMinute: 100, holds: (_, path) => path.startsWith('/api/v1/apps') },
  {
    name: 'group',
    perMinute: 1000,
    holds: (_, path) => /^\/api\/v1\/groups\/[^/]+$/.test(path) && path !== '/api/v1/groups/rules',
  },
  { name: 'groups', perMinute: 500, holds: (_, path) => path.startsWith('/api/v1/groups') },
  { name: 'users', perMinute: 600, holds: (_, path) => path === '/api/v1/users' },
  {
    name: 'user-read',
    perMinute: 2000,
    holds: (method, path) => method === 'GET' && /^\/api\/v1\/users\/[^/]+$/.test(path),
  },
  { name: 'user-write', perMinute: 600, holds: (_, path) => /^\/api\/v1\/users\/[^/]+$/.test(path) },
  { name: 'other', perMinute: 1200, holds: () => true },
];

const MINUTE = 60_000;

interface Window {
  until: number;
  spent: number;
}

/** What the rate limit of one request came to. */
export interface Allowance {
  readonly exceeded: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** The windows of one org: a minute each, begun by the first request after the last one ended. */
export class RateLimits {
  private readonly windows = new Map<string, Window>();

  constructor(private readonly runtime: Runtime) {}

  /** Counts one request and says what is left; it is refused only where `settings.enforceLimits` is on. */
  spend(method: string, path: string): Allowance {
    const bucket = BUCKETS.find((each) => each.holds(method, path));
    if (bucket === undefined) return { exceeded: false, headers: {} };
    const window = this.windowOf(bucket.name);
    const exceeded = this.runtime.settings.enforceLimits && window.spent >= bucket.perMinute;
    if (!exceeded) window.spent += 1;
    return {
      exceeded,
      headers: rateHeaders(bucket.perMinute, Math.max(0, bucket.perMinute - window.spent), window.until),
    };
  }

  private windowOf(name: string): Window {
    const now = this.runtime.now();
    const known = this.windows.get(name);
    if (known !== undefined && now < known.until) return known;
    const opened = { until: now + MINUTE, spent: 0 };
    this.windows.set(name, opened);
    return opened;
  }
}

/** The three headers; the reset is in whole seconds since the epoch. */
export function rateHeaders(limit: number, remaining: number, resetAt: number): Record<string, string> {
  return {
    'x-rate-limit-limit': String(limit),
    'x-rate-limit-remaining': String(remaining),
    'x-rate-limit-reset': String(Math.ceil(resetAt / 1000)),
  };
}
