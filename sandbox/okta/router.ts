import type { Route } from './call.js';

/** A route that fits a path, with the values of its parameters. */
export interface Match {
  readonly route: Route;
  readonly params: Readonly<Record<string, string>>;
}

/** What is known about a path: who serves it, or only that other methods are. */
export type Routing = Match | 'wrong-method' | 'unknown-path';

interface Compiled {
  readonly route: Route;
  readonly segments: readonly string[];
}

/** Finds routes by method and path; literal segments win over parameters. */
export class Router {
  private readonly bySize = new Map<number, Compiled[]>();

  constructor(routes: readonly Route[]) {
    const compiled = routes.map((route) => ({ route, segments: route.path.split('/') }));
    for (const each of compiled.sort((a, b) => parameters(a) - parameters(b))) {
      const size = each.segments.length;
      this.bySize.set(size, [...(this.bySize.get(size) ?? []), each]);
    }
  }

  find(method: string, path: string): Routing {
    const segments = path.split('/');
    const fitting = (this.bySize.get(segments.length) ?? []).flatMap((each) => {
      const params = fit(each.segments, segments);
      return params === undefined ? [] : [{ route: each.route, params, weight: parameters(each) }];
    });
    const least = fitting[0]?.weight;
    if (least === undefined) return 'unknown-path';
    return fitting.find((each) => each.weight === least && each.route.method === method) ?? 'wrong-method';
  }
}

function parameters({ segments }: Compiled): number {
  return segments.filter((segment) => segment.startsWith('{')).length;
}

function fit(pattern: readonly string[], path: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const given = path[at] ?? '';
    if (expected.startsWith('{')) {
      if (given === '') return undefined;
      params[expected.slice(1, -1)] = decoded(given);
    } else if (expected !== given) return undefined;
  }
  return params;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
