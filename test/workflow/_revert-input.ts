import { DEFAULT_RAILS, type Rails } from '../../lib/drift/index.js';
import { digest } from '../../lib/kernel/index.js';
import { person } from '../../lib/model/index.js';
import { runRevert, type RevertInput, type RevertResult } from '../../lib/workflow/index.js';
import {
  ADMINS,
  assignment,
  AWS_ADMINS,
  edge,
  group,
  identity,
  manifest,
  READERS,
  record,
  wanted,
} from '../_helpers/build.js';
import type { FakeWorld } from '../_helpers/fake-world.js';

export const DANA = person('1');
export const SAM = person('2');
export const EVE = person('3');
export const kept = edge(SAM, READERS);
export const byHand = edge(DANA, READERS);
export const direct = edge(EVE, assignment());
export const atSource = edge(DANA, ADMINS);
export const atTarget = edge(DANA, AWS_ADMINS);
export const PROMPT: Rails = { ...DEFAULT_RAILS, grace: 0 };
const PEOPLE = identity(record('1', { name: 'Dana Fox' }), record('2'), record('3'));

export function input(props: Partial<RevertInput> = {}): RevertInput {
  return {
    manifest: manifest({
      edges: [wanted(kept)],
      catalogue: {
        groups: [group(ADMINS, { pushedTo: AWS_ADMINS }), group(AWS_ADMINS, { pushedFrom: ADMINS })],
      },
    }),
    manifestDigest: digest('m'),
    identity: PEOPLE,
    pipelines: [],
    auditFor: 3_600_000,
    confirm: true,
    rails: PROMPT,
    run: 'run-1',
    by: 'keeper',
    recordVerifies: true,
    ...props,
  };
}

export function revert(world: FakeWorld, props: Partial<RevertInput> = {}): Promise<RevertResult> {
  return runRevert(world.ports(), input(props));
}
