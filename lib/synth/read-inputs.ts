import type { Instant } from '../kernel/index.js';
import type { Catalogue } from '../manifest/index.js';
import { inForce, type InForce } from '../workflow/index.js';
import type { SynthInputs } from './inputs.js';
import { namedIn, refuseOtherGovernors, refuseUnknownPeople } from './people.js';
import type { SynthPorts } from './ports.js';

/** Reads all that is decided on and synthesized from. Throws PERSON_UNKNOWN, and what the sources throw. */
export async function readInputs(ports: SynthPorts, asOf: Instant): Promise<SynthInputs> {
  const catalogue = await ports.catalogue();
  refuseOtherGovernors(ports.governors, catalogue);
  const identity = await ports.identity(asOf);
  refuseUnknownPeople([...namedIn(catalogue), ...(ports.named ?? [])], identity);
  const { tickets, faults } = await ports.tickets();
  const { decisions, digest } = await ports.decisions.read();
  const tombstones = (await ports.tombstones?.()) ?? [];
  const rules = await ports.rules?.();
  const recorded = await ports.recorded?.(tickets);
  const accepted = await ports.accepted?.();
  return {
    ...(accepted ? enforced(catalogue, inForce(catalogue, accepted, asOf)) : { catalogue }),
    identity,
    tickets,
    unreadable: faults,
    decisions,
    decisionsDigest: digest,
    tombstones,
    ...(recorded ? { recorded } : {}),
    ...(rules ? { rules } : {}),
    asOf,
  };
}

function enforced(
  declared: Catalogue,
  { catalogue, accepted, ...held }: InForce,
): Pick<SynthInputs, 'catalogue' | 'accepted' | 'held'> {
  return { catalogue, accepted, held: { declared, ...held } };
}
