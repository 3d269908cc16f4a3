import { awsHandler } from './aws/handler.js';
import { controlHandler } from './control/handler.js';
import { loadSeed } from './control/load.js';
import { tamper } from './control/tamper.js';
import { listen, type Listening } from './core/http.js';
import type { Handler } from './core/plain.js';
import type { Runtime } from './core/runtime.js';
import { type RuntimeOptions, type StartedRuntime, startRuntime } from './core/start-runtime.js';
import { oktaHandler } from './okta/handler.js';

export type { Handler, PlainRequest, PlainResponse } from './core/plain.js';
export type { CallRecord, CloudTrailEvent, Fault, OktaLogEvent, Runtime, Settings } from './core/runtime.js';
export type { Seed } from './core/seed.js';
export type { RuntimeOptions } from './core/start-runtime.js';

/** How a sandbox is started; everything has a default. */
export interface SandboxOptions extends RuntimeOptions {
  /** Loopback ports. @default - free ones */
  readonly ports?: { readonly aws?: number; readonly okta?: number; readonly control?: number };
  /** A `writ.sandbox-seed/1` document to load before the first request. @default - an empty world */
  readonly load?: unknown;
}

/** The providers as plain functions: no sockets. */
export interface Handles {
  readonly aws: Handler;
  readonly okta: Handler;
  readonly control: Handler;
}

/** A sandbox without sockets, for benchmarks and tests under a virtual clock. */
export interface QuietSandbox {
  readonly runtime: Runtime;
  readonly handle: Handles;
  close(): Promise<void>;
}

/** A sandbox that listens on loopback. */
export interface Sandbox extends QuietSandbox {
  readonly awsUrl: string;
  readonly oktaUrl: string;
  readonly controlUrl: string;
}

/** Makes a sandbox that is only called in process. */
export function openSandbox(options: SandboxOptions = {}): QuietSandbox {
  const runtime = startRuntime(options);
  if (options.load !== undefined) loadSeed(runtime, options.load);
  return { runtime, handle: handlesOf(runtime), close: () => stopped(runtime, []) };
}

/** Starts AWS, Okta and the control plane, each on a port of 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const runtime = startRuntime(options);
  if (options.load !== undefined) loadSeed(runtime, options.load);
  const handle = handlesOf(runtime);
  const listening: Listening[] = [];
  try {
    for (const name of ['aws', 'okta', 'control'] as const) {
      listening.push(await listen(handle[name], options.ports?.[name]));
    }
  } catch (error) {
    await stopped(runtime, listening);
    throw error;
  }
  const [awsUrl = '', oktaUrl = '', controlUrl = ''] = listening.map(({ url }) => url);
  return { awsUrl, oktaUrl, controlUrl, runtime, handle, close: () => stopped(runtime, listening) };
}

function handlesOf(runtime: Runtime): Handles {
  runtime.byHand = (action) => tamper(runtime, action);
  return { aws: awsHandler(runtime), okta: oktaHandler(runtime), control: controlHandler(runtime) };
}

async function stopped(runtime: StartedRuntime, listening: readonly Listening[]): Promise<void> {
  runtime.stop();
  await Promise.all(listening.map((each) => each.close()));
}
