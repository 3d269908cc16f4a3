import { parseInstant, systemClock, type Clock, type Instant } from '../../kernel/index.js';
import { principalText } from '../../model/index.js';
import type { NameOf } from '../../report/index.js';
import { namesFrom } from '../comparison.js';
import { manifestPath, readSynthesis } from '../manifest-file.js';
import type { EvidenceCall, ManifestCall, SandboxCall } from '../options.js';
import { readSandboxFile, sandboxClock } from '../sandbox.js';
import { wantsSandbox } from '../world.js';

/** The time of this call's world: the sandbox's with --sandbox, else the machine's. */
export async function evidenceClock(call: SandboxCall): Promise<Clock> {
  return wantsSandbox(call) ? sandboxClock(await readSandboxFile(call.io)) : systemClock;
}

/** The instant that this call judges at: the one asked for, else WRIT_AS_OF, else now: in a sandbox by its clock. */
export async function judgedAt(call: SandboxCall, asked: string | undefined): Promise<Instant> {
  const text = asked ?? call.io.env['WRIT_AS_OF'];
  return text ? parseInstant(text) : (await evidenceClock(call)).now();
}

/** The instant of this call: --at, else now. */
export function instantOfCall(call: Pick<EvidenceCall, 'options'>, clock: Clock): Instant {
  const { at } = call.options;
  return at === undefined ? clock.now() : parseInstant(at);
}

/** Names of people while the snapshot with them is at hand; ids once it was erased. */
export async function namesAtHand(call: ManifestCall): Promise<NameOf> {
  try {
    return namesFrom((await readSynthesis(await manifestPath(call))).identity);
  } catch {
    return principalText;
  }
}
