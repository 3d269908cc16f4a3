import { readTickets } from '../adapters/files/tickets.js';
import { fileDecisions } from '../adapters/files/decisions.js';
import { readIdentity } from '../adapters/feeds/read.js';
import type { IdentitySources } from '../adapters/feeds/source.js';
import { lastAcceptedIn } from '../adapters/files/last-accepted.js';
import { fileObservations } from '../adapters/files/observations.js';
import { readRuleFiles } from '../adapters/files/rules.js';
import { publish } from '../adapters/output/index.js';
import { catalogueOf, wholeOf, type Organization } from '../declare/index.js';
import { heldTo, type FeedStandard, type LastAccepted } from '../identity/index.js';
import type { Clock } from '../kernel/index.js';
import { RuleEngine } from '../policy/index.js';
import type { NamedPerson } from './people.js';
import type { SynthPorts } from './ports.js';

/** Where the inputs of synthesis lie and its output goes, as absolute paths. */
export interface SynthFiles {
  /** The declarations. */
  readonly declare: () => Organization | Promise<Organization>;
  /** Where the identity feeds come from; asked when they are read, since a live one needs its token then. */
  readonly feeds: () => IdentitySources | Promise<IdentitySources>;
  /** By which clock a live source speaks. @default - the machine's own */
  readonly clock?: () => Clock | Promise<Clock>;
  /** Folder of ticket files. */
  readonly requests: string;
  /** File of decisions (writ.decisions/1). */
  readonly decisions: string;
  /** Folder of the rules. @default - the rules are not asked again */
  readonly policy?: string;
  /** File of what was seen at the forge. @default - nothing was seen */
  readonly observations?: string;
  readonly out: string;
  /** What the feeds are held to. @default - DEFAULT_FEED_LIMITS, and no fall is confirmed */
  readonly standard?: Pick<FeedStandard, 'limits' | 'accepted'>;
  /** The feeds accepted last, as the ledger has them. @default - those of the last result in `out` */
  readonly last?: () => Promise<LastAccepted | undefined>;
  /** People whom the configuration names. */
  readonly named?: readonly NamedPerson[];
  /** Who governs the ledger by the configuration. */
  readonly governors?: readonly string[];
  /** Stops the run before its result is put in place. */
  readonly signal?: AbortSignal;
}

/** Synthesis over files: what `writ synth` and `cdktf synth` run. */
export function filePorts(files: SynthFiles): SynthPorts {
  return {
    catalogue: async () => catalogueOf(await wholeOf(files.declare)),
    identity: async (asOf) => {
      const last = (await files.last?.()) ?? (await lastAcceptedIn(files.out));
      return heldTo(
        { ...files.standard, last },
        await readIdentity(await files.feeds(), asOf, await files.clock?.()),
      );
    },
    named: files.named ?? [],
    ...(files.governors ? { governors: files.governors } : {}),
    tickets: () => readTickets(files.requests),
    decisions: fileDecisions(files.decisions),
    ...(files.policy === undefined ? {} : { rules: rulesIn(files.policy, files.observations) }),
    publish: (texts, owned) => publish(files.out, texts, owned, files.signal),
  };
}

function rulesIn(policy: string, observations: string | undefined): NonNullable<SynthPorts['rules']> {
  return async () => ({
    engine: await RuleEngine.of(await readRuleFiles(policy)),
    observations: await fileObservations(observations).read(),
  });
}
