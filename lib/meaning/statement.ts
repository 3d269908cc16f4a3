/** A statement of a policy document, as far as it was understood. */
export interface ReadStatement {
  readonly effect: 'Allow' | 'Deny';
  /** Patterns of `Action`, or with `actionsExcept` of `NotAction`. */
  readonly actions: readonly string[];
  readonly actionsExcept: boolean;
  /** Patterns of `Resource`; `*` when it says `NotResource`, which reaches everything but a few. */
  readonly resources: readonly string[];
  readonly resourcesExcept: boolean;
  readonly conditional: boolean;
}

/** The statements of an IAM policy document (text or parsed); undefined when any of it is not understood. */
export function statementsOf(policy: unknown): readonly ReadStatement[] | undefined {
  const document = objectOf(typeof policy === 'string' ? parsed(policy) : policy);
  const listed = document?.['Statement'];
  if (listed === undefined) return undefined;
  const statements = (Array.isArray(listed) ? (listed as unknown[]) : [listed]).map(statementOf);
  return statements.every((each) => each !== undefined) ? statements : undefined;
}

function statementOf(value: unknown): ReadStatement | undefined {
  const statement = objectOf(value);
  const effect = statement?.['Effect'];
  if (!statement || (effect !== 'Allow' && effect !== 'Deny')) return undefined;
  const actions = textsOf(statement['Action'] ?? statement['NotAction']);
  const resources = textsOf(statement['Resource'] ?? statement['NotResource'] ?? '*');
  if (!actions || !resources) return undefined;
  return {
    effect,
    actions,
    actionsExcept: statement['Action'] === undefined,
    resources: statement['Resource'] === undefined ? ['*'] : resources,
    resourcesExcept: statement['NotResource'] !== undefined,
    conditional: Object.keys(objectOf(statement['Condition']) ?? {}).length > 0,
  };
}

function textsOf(value: unknown): readonly string[] | undefined {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.every((each) => typeof each === 'string') ? values : undefined;
}

function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  return value as Record<string, unknown>;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Whether `pattern` with `*` and `?` matches the whole of `text`, without regard to case. Linear, whatever the pattern. */
export function matches(pattern: string, text: string): boolean {
  const [p, t] = [pattern.toLowerCase(), text.toLowerCase()];
  let at = 0;
  let star = -1;
  let resume = 0;
  for (let i = 0; i < t.length;) {
    if (at < p.length && (p[at] === '?' || (p[at] === t[i] && p[at] !== '*'))) {
      at += 1;
      i += 1;
    } else if (p[at] === '*') {
      star = at++;
      resume = i;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  return /^\**$/.test(p.slice(at));
}
