import { DEFAULT_RAILS, type Rails } from '../../lib/drift/index.js';
import type { LedgerRecord, RecordOf } from '../../lib/evidence/index.js';
import { digest, digestOf, type Digest } from '../../lib/kernel/index.js';
import type { Manifest } from '../../lib/manifest/index.js';
import { person, type Edge } from '../../lib/model/index.js';
import type { Decision } from '../../lib/policy/index.js';
import { ofKind } from '../../lib/record/index.js';
import { runDrift, runRevert, type RevertInput, type RevertPorts } from '../../lib/workflow/index.js';
import {
  ADMINS,
  AWS_ADMINS,
  edge,
  group,
  identity,
  manifest,
  READERS,
  record,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { FakeWorld } from '../_helpers/fake-world.js';
import { tempFolder } from '../_helpers/temp.js';
import { evidenceIn, type Evidence } from './_evidence.js';

export const [DANA, SAM, EVE] = [person('1'), person('2'), person('3')];
export const kept = edge(SAM, READERS);
export const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };
const PEOPLE = identity(record('1', { name: 'Dana Fox' }), record('2'), record('3'));
export const FEED = { source: 'hr', generatedAt: YESTERDAY, rows: 3, digest: digest('hr.csv') } as const;
export const FED = { ...PEOPLE, feeds: [FEED] };
export const TICKET = { kind: 'ticket', ticket: 'ACC-0007' } as const;

export function wants(props: Parameters<typeof manifest>[0] = {}): Manifest {
  return manifest({
    edges: [wanted(kept)],
    catalogue: {
      groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
    },
    ...props,
  });
}

function input(of: Manifest, props: Partial<RevertInput> = {}): RevertInput {
  return {
    manifest: of,
    manifestDigest: digestOf(of),
    identity: PEOPLE,
    pipelines: [],
    auditFor: 3_600_000,
    confirm: true,
    rails: PROMPT,
    run: 'run-1',
    by: 'hr:9',
    recordVerifies: true,
    ...props,
  };
}

export function made(of: Manifest, decisions: readonly Decision[] = []) {
  return { decisions, tickets: [], manifest: of, manifestDigest: digestOf(of), identity: FED };
}

export class Stage {
  private constructor(
    readonly world: FakeWorld,
    readonly evidence: Evidence,
  ) {}

  static async of(edges: readonly Edge[]): Promise<Stage> {
    const world = new FakeWorld(edges);
    return new Stage(world, await evidenceIn(tempFolder(), world.clock));
  }

  /** The ports of a new process. */
  ports(): RevertPorts {
    const { journal, recorder } = this.evidence.open();
    return { ...this.world.ports(), journal, recorder };
  }

  drift(of: Manifest = wants()) {
    return runDrift(this.ports(), input(of));
  }

  revert(of: Manifest = wants(), props: Partial<RevertInput> = {}) {
    return runRevert(this.ports(), input(of, props));
  }

  async kinds(from = 1): Promise<string[]> {
    return (await this.evidence.records()).slice(from).map(({ kind }) => kind);
  }

  async of<K extends LedgerRecord['kind']>(kind: K): Promise<RecordOf<K>[]> {
    return ofKind(await this.evidence.records(), kind);
  }

  body(of: Digest): Promise<unknown> {
    return this.evidence.open().bodies.tryFind(of);
  }
}
