/** One thing wrong with what was sent: where, what stands there, what may. */
export interface Problem {
  readonly path: string;
  readonly value: unknown;
  readonly message: string;
}

/** What the control plane refuses a request with. */
export class ControlError extends Error {
  constructor(
    readonly status: 400 | 404 | 405 | 409,
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }

  /** The body that is answered. */
  body(): Record<string, unknown> {
    return { error: { code: this.code, message: this.message, ...this.details } };
  }
}

/** 404 for a name that nothing has, with the names that come closest. */
export function unknownName(kind: string, name: string, known: Iterable<string>): ControlError {
  const candidates = closest(name, known);
  return new ControlError(404, 'unknown-name', `no ${kind} is named \`${name}\``, { kind, name, candidates });
}

/** 400 with everything that is wrong. */
export function malformed(what: string, problems: readonly Problem[]): ControlError {
  const shown = problems
    .slice(0, 3)
    .map((problem) => `${problem.path}: ${problem.message}`)
    .join('; ');
  const rest = problems.length > 3 ? ` (and ${problems.length - 3} more)` : '';
  return new ControlError(400, 'malformed', `${what} is refused: ${shown}${rest}`, {
    problems: problems.slice(0, 50),
    count: problems.length,
  });
}

const MOST_CANDIDATES = 5;

/** The names closest to a wrong one, best first. */
export function closest(name: string, known: Iterable<string>): string[] {
  const wanted = pairs(name.toLowerCase());
  return [...known]
    .map((each) => ({ each, score: overlap(wanted, pairs(each.toLowerCase())) }))
    .filter(({ score }) => score > 0.2)
    .sort((a, b) => b.score - a.score || (a.each < b.each ? -1 : 1))
    .slice(0, MOST_CANDIDATES)
    .map(({ each }) => each);
}

/** The pairs of letters that follow each other: cheap, and good enough to rank likenesses. */
function pairs(text: string): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < text.length - 1; at += 1) found.add(text.slice(at, at + 2));
  return found;
}

function overlap(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return one.size + other.size === 0 ? 0 : (2 * shared) / (one.size + other.size);
}
