import {
  epochOf,
  instantOf,
  messageOf,
  parseInstant,
  systemClock,
  WritError,
  type Clock,
} from '../kernel/index.js';
import type { SandboxFile } from './sandbox-file.js';

const WAIT_MS = 60_000;

/** What the control plane of the sandbox answered; a JSON object. */
export type ControlAnswer = Readonly<Record<string, unknown>>;

/** One call of the sandbox's control plane. Throws PROVIDER_UNAVAILABLE, or USAGE with what it refused. */
export async function control(
  file: SandboxFile,
  method: string,
  path: string,
  body?: unknown,
): Promise<ControlAnswer> {
  const response = await reached(file, method, path, body);
  const answer = (await response.json()) as ControlAnswer;
  if (response.ok) return answer;
  throw refused(answer['error']);
}

/** The sandbox's clock: the machine's, with the sandbox's offset at this moment. */
export async function sandboxClock(file: SandboxFile): Promise<Clock> {
  const { now } = await control(file, 'GET', '/clock');
  const offset = epochOf(parseInstant(String(now))) - epochOf(systemClock.now());
  return {
    now: () => instantOf(epochOf(systemClock.now()) + offset),
    sleep: (span, signal) => systemClock.sleep(span, signal),
  };
}

async function reached(file: SandboxFile, method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(new URL(path, file.control.url), {
      method,
      signal: AbortSignal.timeout(WAIT_MS),
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
  } catch (cause) {
    throw new WritError(
      'PROVIDER_UNAVAILABLE',
      `the sandbox does not answer at \`${file.control.url}\`: ${messageOf(cause)}`,
      {
        cause,
        remedy: 'start it again with `writ sandbox start`',
      },
    );
  }
}

function refused(error: unknown): WritError {
  const { message, candidates, actions } = (error ?? {}) as Readonly<Record<string, unknown>>;
  const near = [candidates, actions].find((names) => Array.isArray(names)) as unknown[] | undefined;
  return new WritError('USAGE', typeof message === 'string' ? message : 'the sandbox refused the request', {
    remedy: 'correct the name or the field and run it again; nothing was changed',
    candidates: (near ?? []).map(String),
  });
}
