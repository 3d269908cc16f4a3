import type { SynthFiles } from '../synth/index.js';
import { identitySources } from './identity-sources.js';
import { evidenceClock } from './ledger/evidence.js';
import { pathIn, type LoadedConfig } from './load-config.js';
import type { SandboxCall } from './options.js';

/** Where everything that is decided on and synthesized from lies, by the configuration. */
export function synthFiles(call: SandboxCall, loaded: LoadedConfig, out: string): SynthFiles {
  const { config } = loaded;
  return {
    declare: async () => (await config.organization()).declare(),
    feeds: () => identitySources(call, loaded),
    clock: () => evidenceClock(call),
    standard: standardOf(loaded),
    named: (config.ledger?.governors ?? []).map((who) => ({
      who,
      place: '`ledger.governors` of the configuration',
    })),
    ...(config.ledger?.governors ? { governors: config.ledger.governors } : {}),
    requests: pathIn(loaded, config.requests),
    decisions: pathIn(loaded, config.decisions),
    ...(config.policy === undefined ? {} : { policy: pathIn(loaded, config.policy) }),
    ...(config.observations === undefined ? {} : { observations: pathIn(loaded, config.observations) }),
    out,
  };
}

function standardOf({ config: { feeds } }: LoadedConfig): NonNullable<SynthFiles['standard']> {
  const { limits, accepted } = feeds;
  return { ...(limits ? { limits } : {}), ...(accepted ? { accepted } : {}) };
}
