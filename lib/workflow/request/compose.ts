import type { IdentitySnapshot } from '../../identity/index.js';
import { quoted, WritError } from '../../kernel/index.js';
import {
  TICKET_SCHEMA,
  type Catalogue,
  type PackageDeclaration,
  type Ticket,
  type TicketKind,
} from '../../manifest/index.js';
import { principalText } from '../../model/index.js';
import type { Answers } from './answers.js';
import { known, ofKind } from './of-kind.js';
import { offered, offers, offerText } from './offers.js';
import { beneficiaryOf, type Beneficiary } from './requester.js';
import { spanOf } from './span.js';

/** Optional claims that stand as they are given. */
export interface OptionalClaims {
  readonly trigger?: string;
  readonly tier?: string;
  readonly class?: string;
  readonly onBehalfOf?: string;
  readonly reaches?: readonly string[];
  readonly rotation?: string;
  readonly dependents?: string;
  readonly revocation?: string;
}

/** The fields of a ticket without its id, in the order in which its file has them. */
export type Draft = Readonly<Record<string, unknown>> & {
  readonly principal: string;
  readonly package: string;
  readonly asset: string;
};

/** What a ticket is composed out of. */
export interface ComposeGround {
  readonly kind: TicketKind;
  /** @default - on-approval */
  readonly start?: string;
  readonly answers: Answers;
  readonly catalogue: Catalogue;
  readonly identity: IdentitySnapshot;
  readonly tickets: readonly Ticket[];
  readonly claims: OptionalClaims;
}

/** Asks for everything that a ticket of the kind has to say. Throws USAGE with all that is missing at once. */
export async function compose(ground: ComposeGround): Promise<Draft> {
  const { kind, answers, claims, start = 'on-approval' } = ground;
  const target = await (kind === 'renewal' || kind === 'removal' ? sameAs(ground) : chosen(ground));
  const justification = await answers.of('justification', {
    option: '--justification',
    about: 'why it is needed: the change, incident or project, in a sentence',
  });
  const own = await ofKind(ground);
  answers.refuseMissing();
  if (!target) throw new WritError('USAGE', 'nothing is asked for', { remedy: 'name a package' });
  const { who, wanted, asset, span, of } = target;
  const { rotation, dependents, revocation, reaches, ...plain } = claims;
  const review = known({ rotation, dependents, revocation });
  return known({
    schema: TICKET_SCHEMA,
    kind,
    of,
    principal: who,
    package: wanted,
    asset,
    justification,
    window: { start, for: span },
    ...own,
    ...plain,
    review: Object.keys(review).length > 0 ? review : undefined,
    reaches,
  }) as Draft;
}

interface RequestedAccess {
  readonly who: string;
  readonly wanted: string;
  readonly asset: string;
  readonly span: string;
  readonly of?: string;
}

/** What a renewal or a removal is about: what the ticket that it changes was. */
async function sameAs({
  kind,
  answers,
  tickets,
  catalogue,
}: ComposeGround): Promise<RequestedAccess | undefined> {
  const find = (id: string): Ticket => {
    const found = tickets.find(({ ticket }) => ticket === id);
    if (found) return found;
    throw new WritError('TICKET_REFERENCE', `${quoted(id)} is not a ticket`, {
      remedy: 'name the ticket that this one changes',
    });
  };
  const of = await answers.of('of', { option: '--of', about: `the ticket that the ${kind} changes` }, find);
  if (of === undefined) return undefined;
  const { principal, package: wanted, asset } = find(of);
  const span = await spanOf(
    answers,
    catalogue.packages.find(({ id }) => id === wanted),
    kind,
  );
  return { of, who: principal, wanted, asset, span };
}

async function chosen(ground: ComposeGround): Promise<RequestedAccess | undefined> {
  const { kind, answers, catalogue, identity } = ground;
  let who: Beneficiary | undefined;
  await answers.of(
    'principal',
    { option: '--principal', about: 'whom it is for: an id, e-mail, login or name' },
    (text) => void (who = beneficiaryOf(text, catalogue, identity)),
  );
  const may = who ? offers(kind, who, catalogue) : [];
  if (who) refuseNothing(who, may);
  const wanted = await packageOf(ground, who, may);
  const assets = wanted ? wanted.grants.map(({ asset }) => asset) : [];
  const [only] = assets;
  const asset = await answers.of(
    'asset',
    {
      option: '--asset',
      about: 'on what',
      choices: assets.map((value) => ({ value, about: titleOf(value, catalogue) })),
      ...(only !== undefined && assets.length === 1 ? { usual: only } : {}),
    },
    (text) => wanted && refuseAsset(text, wanted),
  );
  const span = await spanOf(answers, wanted, kind);
  if (!who || !wanted || asset === undefined) return undefined;
  return { who: principalText(who.principal), wanted: wanted.id, asset, span };
}

async function packageOf(
  { answers, catalogue, kind }: ComposeGround,
  who: Beneficiary | undefined,
  may: readonly PackageDeclaration[],
): Promise<PackageDeclaration | undefined> {
  let wanted: PackageDeclaration | undefined;
  await answers.of(
    'package',
    {
      option: '--package',
      about: who ? `what ${who.name} may ask for` : 'what is asked for',
      choices: may.map((each) => ({ value: each.id, about: offerText(each) })),
    },
    (id) => void (wanted = who && offered(id, kind, catalogue, who)),
  );
  return wanted;
}

function refuseNothing({ name, principal }: Beneficiary, may: readonly PackageDeclaration[]): void {
  if (may.length > 0) return;
  throw new WritError(
    'NOT_REQUESTABLE',
    `nothing may be asked for by ${name} (${principalText(principal)}) with such a ticket`,
    {
      remedy: 'have a job function name a package, or ask with `--kind exception`, `--policy` and `--reason`',
    },
  );
}

function refuseAsset(asset: string, { id, grants }: PackageDeclaration): void {
  const candidates = grants.map((each) => each.asset);
  if (candidates.includes(asset)) return;
  throw new WritError('ASSET_UNKNOWN', `${quoted(asset)} is not an asset of \`${id}\``, {
    remedy: `name one of ${candidates.join(', ')}`,
    candidates,
  });
}

function titleOf(asset: string, { assets }: Catalogue): string {
  return assets.find(({ name }) => name === asset)?.title ?? asset;
}
