import type { IdentitySnapshot } from '../../lib/identity/index.js';
import type { Instant } from '../../lib/kernel/index.js';
import type { Catalogue, Manifest } from '../../lib/manifest/index.js';
import { principalText } from '../../lib/model/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { acceptedBirthrights, inForce, recordGovernance, recordSynthesis } from '../../lib/workflow/index.js';
import { AS_OF } from '../_helpers/people.js';
import { Stage } from './_evidence-stage.js';
import { approves, catalogueBy, identityBy, judge, type Case, type Declared } from './governance/_stage.js';

export const TWO = [approves('3'), approves('4')];
/** Two governors, and an owner of what birthrights give. */
export const ALL = [...TWO, approves('7')];
export const WIDE: Declared = { baseline: ['s3:GetObject', 's3:DeleteObject'] };
export const CLERKS: Declared = { jobs: ['SRE1', 'CLERK'] };
export const PEOPLE = identityBy();

/** A ledger, and what is synthesized and approved over it, each time by a new process. */
export class Desk {
  private constructor(readonly stage: Stage) {}

  static async of(first: Declared | Catalogue = {}): Promise<Desk> {
    const desk = new Desk(await Stage.of([]));
    expect((await desk.synth(first)).heldBack).toBeUndefined();
    return desk;
  }

  async synth(
    declared: Declared | Catalogue,
    { identity = PEOPLE, asOf = AS_OF }: { identity?: IdentitySnapshot; asOf?: Instant } = {},
  ): Promise<Manifest> {
    const { recorder, bodies } = this.stage.evidence.open();
    const own = 'jobFunctions' in declared ? declared : catalogueBy(declared);
    const before = await acceptedBirthrights(await recorder.read(), bodies);
    const now = before && inForce(own, before, asOf);
    const given = { identity, tickets: [], decisions: [], asOf };
    const made = synthesize(
      now
        ? { ...given, catalogue: now.catalogue, accepted: now.accepted, held: { declared: own, ...now } }
        : { ...given, catalogue: own },
    );
    await recordSynthesis(recorder, this.stage.world.clock, {
      ...{ decisions: [], tickets: [], asked: made.asked, seats: made.seats, goneBy: made.goneBy },
      ...{ manifest: made.manifest, manifestDigest: made.digest, identity: made.identity },
    });
    return made.manifest;
  }

  /** Records what is decided of a change from one declaration to another. */
  async approve(head: Declared, more: Partial<Case> = {}) {
    const made = await judge({ reviews: ALL, head, ...more });
    await recordGovernance(this.stage.ports().recorder!, this.stage.world.clock, made);
    return made;
  }
}

/** Who is given a package. */
export function holders({ grants }: Manifest, of: string): readonly string[] {
  return [
    ...new Set(grants.filter((each) => each.package === of).map((each) => principalText(each.principal))),
  ];
}

export const codes = ({ heldBack = [] }: Manifest) =>
  heldBack.map(({ jobFunction, package: id, reason }) => `${reason.code} ${id} as ${jobFunction}`);
export const held = ({ held: all = [] }: Manifest) =>
  all.map((each) => `${principalText(each.principal)} ${each.package}`);
export const reader = ({ permissionSets }: Catalogue) =>
  permissionSets.find(({ ref }) => ref.name === 'Reader')?.content.inline;
export const SRES = ['hr:1', 'hr:2', 'hr:6'];
