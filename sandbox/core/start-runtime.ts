import { Agenda } from './agenda.js';
import { idMaker } from './ids.js';
import type { Runtime, Settings } from './runtime.js';
import type { Actor, World } from './state.js';
import { emptyWorld } from './world.js';

/** How a runtime is made; everything has a default. */
export interface RuntimeOptions {
  /** Seed of the deterministic ids. @default - 'writ' */
  readonly seed?: string;
  /** Clock in milliseconds since the epoch; when given, no timer is ever set. @default - the machine's clock */
  readonly now?: () => number;
  /** Where the clock stands at the start, from where it runs on. @default - what `now` says */
  readonly startAt?: number;
  /** @default - an empty world */
  readonly world?: World;
  /** The policies that AWS manages, by ARN: the sandbox holds no text of them. @default - none */
  readonly publishedPolicy?: Runtime['publishedPolicy'];
  /** @default - pushes after 2 s, assignments after 1 s, CloudTrail at once, no limits */
  readonly settings?: Partial<Settings>;
}

/** A runtime that owns timers. */
export interface StartedRuntime extends Runtime {
  /** Cancels the timers; jobs that are not yet due never run by themselves. */
  stop(): void;
}

const DEFAULTS: Settings = {
  scimDelayMs: 2000,
  assignmentDelayMs: 1000,
  enforceLimits: false,
  cloudTrailDelayMs: 0,
  cloudTrailAheadMs: 0,
  retiredStatus: false,
  appUnassign: 'refused',
};

/** Node clamps longer timers to one millisecond. */
const LONGEST_TIMER = 2 ** 31 - 1;

/** Makes the runtime that all handlers of one sandbox share. */
export function startRuntime(options: RuntimeOptions = {}): StartedRuntime {
  const world = options.world ?? emptyWorld();
  const clock = new Clock(options.now ?? Date.now, options.now === undefined, options.startAt);
  const actors = defaultActors(world);
  return {
    world,
    now: () => clock.now(),
    after: (ms, job) => clock.after(ms, job),
    nextId: idMaker(options.seed ?? 'writ'),
    cloudTrail: [],
    oktaLog: [],
    calls: [],
    faults: [],
    publishedPolicy: options.publishedPolicy ?? (() => undefined),
    strikes: [],
    settings: { ...DEFAULTS, ...options.settings },
    actorOf: (credential) => actors.get(credential) ?? role(world, 'unknown', 'unknown'),
    setActor: (credential, actor) => void actors.set(credential, actor),
    advance: (ms) => clock.advance(ms),
    runDue: () => clock.runDue(),
    sleep: (ms) => new Promise((resolve) => clock.after(ms, resolve)),
    stop: () => clock.stop(),
  };
}

/** Real or given time plus an offset, with the jobs that wait for it. */
class Clock {
  private offset: number;
  private timer: NodeJS.Timeout | undefined;
  private readonly agenda = new Agenda();

  constructor(
    private readonly source: () => number,
    private readonly usesTimers: boolean,
    startAt: number | undefined,
  ) {
    this.offset = startAt === undefined ? 0 : startAt - source();
  }

  now(): number {
    return this.source() + this.offset;
  }

  after(ms: number, job: () => void): void {
    this.agenda.add(this.now() + ms, job);
    this.arm();
  }

  runDue(): void {
    for (let job = this.agenda.take(this.now()); job !== undefined; job = this.agenda.take(this.now()))
      job.run();
    this.arm();
  }

  advance(ms: number): void {
    const target = this.now() + ms;
    for (let job = this.agenda.take(target); job !== undefined; job = this.agenda.take(target)) {
      this.moveTo(job.due);
      job.run();
    }
    this.moveTo(target);
    this.arm();
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private moveTo(instant: number): void {
    this.offset += Math.max(0, instant - this.now());
  }

  private arm(): void {
    if (!this.usesTimers) return;
    clearTimeout(this.timer);
    const due = this.agenda.nextDue;
    if (due === undefined) return;
    const wait = Math.min(Math.max(0, due - this.now()), LONGEST_TIMER);
    this.timer = setTimeout(() => this.runDue(), wait).unref();
  }
}

function defaultActors(world: World): Map<string, Actor> {
  return new Map([
    ['AKIASANDBOXPIPELINE', role(world, 'writ-apply', 'writ')],
    ['AKIASANDBOXKEEPER', role(world, 'writ-keeper', 'writ')],
  ]);
}

function role(world: World, name: string, session: string): Actor {
  return { kind: 'iam-role', arn: `arn:aws:iam::${world.aws.managementAccountId}:role/${name}`, session };
}
