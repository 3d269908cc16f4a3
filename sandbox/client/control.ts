const WAIT_MS = 60_000;
const PROBE_MS = 2000;

/** One call of the control plane. */
export interface ControlCall {
  readonly method: 'GET' | 'POST' | 'DELETE' | 'PATCH';
  readonly path: string;
  readonly body?: unknown;
}

/** What the control plane of the sandbox answered; a JSON object. */
export type ControlAnswer = Readonly<Record<string, unknown>>;

/** How a call of the control plane ended. */
export type Controlled =
  | { readonly state: 'answered'; readonly answer: ControlAnswer }
  /** What it would have understood, where it says so. Nothing was changed. */
  | { readonly state: 'refused'; readonly message: string; readonly candidates: readonly string[] }
  | { readonly state: 'unreachable'; readonly cause: unknown };

/** Calls the control plane that listens at `url`. Never throws for what the other side does. */
export async function control(url: string, { method, path, body }: ControlCall): Promise<Controlled> {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), {
      method,
      signal: AbortSignal.timeout(WAIT_MS),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch (cause) {
    return { state: 'unreachable', cause };
  }
  const answer = (await response.json()) as ControlAnswer;
  return response.ok ? { state: 'answered', answer } : refused(answer['error']);
}

/** Whether a sandbox's control plane listens there. Whoever else has the port by now does not answer as one. */
export async function isSandbox(url: string): Promise<boolean> {
  try {
    const response = await fetch(new URL('/clock', url), { signal: AbortSignal.timeout(PROBE_MS) });
    return response.ok && typeof ((await response.json()) as { now?: unknown }).now === 'string';
  } catch {
    return false;
  }
}

function refused(error: unknown): Controlled {
  const { message, candidates, actions } = (error ?? {}) as ControlAnswer;
  const near = [candidates, actions].find((names) => Array.isArray(names)) as unknown[] | undefined;
  return {
    state: 'refused',
    message: typeof message === 'string' ? message : 'the sandbox refused the request',
    candidates: (near ?? []).map(String),
  };
}
