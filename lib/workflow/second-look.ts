import { edgeWindow, findingRow, isProvedEnd, type Finding, type RailId } from '../drift/index.js';
import type { LedgerRecord } from '../evidence/index.js';
import { isAhead, type Digest, type Instant } from '../kernel/index.js';
import type { Manifest } from '../manifest/index.js';
import { isPrincipal, principalText, type EdgeId } from '../model/index.js';
import { ofKind } from '../record/index.js';
import type { DriftInput } from './drift.js';
import type { RevertPorts } from './ports.js';
import { keptManifest } from './recorded.js';
import type { Survey } from './survey.js';

/** A manifest as it lies there now. */
export interface ReadAgain {
  readonly manifest: Manifest;
  readonly manifestDigest: Digest;
}

/** Why something that was to go must wait, found when it was looked at again. */
export interface LateHold {
  readonly rail: RailId;
  readonly why: string;
}

/** Looks again, right before an effect, at what it was judged by; undefined while that still stands. */
export type SecondLook = (finding: Finding) => Promise<LateHold | undefined>;

/** What the second look goes by. */
export interface SecondLookInput extends DriftInput {
  /** Reads the manifest again. @default - it cannot change under the run */
  readonly reread?: () => Promise<ReadAgain>;
}

/** What is found in the place of the manifest that the world was judged by, or recorded after it. */
type Found =
  | { readonly state: 'other'; readonly manifest: Manifest }
  /** Another one was recorded, and its body is not kept. */
  | { readonly state: 'recorded' }
  | { readonly state: 'unreadable' };

/** What came to light since the world was judged. */
interface News {
  readonly manifests: readonly Found[];
  /** `hr:…` or `workload:…` for whom something was approved; `anybody` where that is not told. */
  readonly approvedFor: ReadonlySet<string>;
  /** The ledger could not be looked at. */
  readonly unread: boolean;
}

/**
 * The second look of a run: at the manifest, and at what was recorded since. It can only hold: what HR ended goes on,
 * and what a window ended too unless it was opened again.
 */
export function secondLook(ports: RevertPorts, { upTo }: Survey, input: SecondLookInput): SecondLook {
  let seen: readonly LedgerRecord[] = [];
  let from = upTo;
  const kept = keptOnce(ports.bodies);
  const recorded = async (): Promise<readonly LedgerRecord[] | undefined> => {
    if (!ports.recorder) return [];
    try {
      const more = await ports.recorder.glance(from);
      from = (more.at(-1)?.seq ?? from - 1) + 1;
      return (seen = [...seen, ...more]);
    } catch {
      return undefined;
    }
  };
  return async (finding) => {
    if (findingRow(finding.code).end === 'holder') return undefined;
    const [given, records] = [await readAgain(input), await recorded()];
    const other = [...given, ...(await recordedManifests(kept, ports, records ?? [], input))];
    const news = { manifests: other, approvedFor: approvedFor(records ?? []), unread: !records };
    return holdBy(news, finding, ports.clock.now());
  };
}

function holdBy(
  { manifests, approvedFor: whom, unread }: News,
  finding: Finding,
  now: Instant,
): LateHold | undefined {
  const { subject } = finding;
  if (
    subject.what === 'edge' &&
    manifests.some((found) => found.state === 'other' && isOpenIn(found.manifest, subject.id, now))
  )
    return { rail: 'newer-decision', why: 'a manifest that came while this run was under way wants it' };
  // It is not always told whom an approval is for: that holds no end that is proved.
  if ((whom.has('anybody') && !isProvedEnd(finding)) || whom.has(holderText(finding) ?? ''))
    return {
      rail: 'newer-decision',
      why: 'something was approved for its holder while this run was under way',
    };
  if (isProvedEnd(finding)) return undefined;
  const [why] = WHYS.filter(([state]) => manifests.some((found) => found.state === state));
  if (why) return { rail: 'newer-manifest', why: why[1] };
  return unread ? { rail: 'record', why: 'the ledger could not be looked at again' } : undefined;
}

/** What is known comes before what could not be read: of several, the first is said. */
const WHYS: readonly (readonly [Found['state'], string])[] = [
  ['other', 'the manifest was replaced while this run was under way'],
  ['recorded', 'a newer manifest was recorded while this run was under way, and its body is not kept here'],
  ['unreadable', 'the manifest could not be read again, so nobody can say that it still stands'],
];

async function readAgain({ reread, manifestDigest }: SecondLookInput): Promise<Found[]> {
  try {
    const now = await reread?.();
    return now && now.manifestDigest !== manifestDigest ? [{ state: 'other', manifest: now.manifest }] : [];
  } catch {
    return [{ state: 'unreadable' }];
  }
}

type Kept = (of: Digest) => Promise<Manifest | undefined>;

/** Each body is read once, however many lines are looked at. */
function keptOnce(bodies: RevertPorts['bodies']): Kept {
  const known = new Map<Digest, Promise<Manifest | undefined>>();
  return (of) => {
    const body = known.get(of) ?? keptManifest(bodies, of);
    known.set(of, body);
    return body;
  };
}

async function recordedManifests(
  kept: Kept,
  { clock }: RevertPorts,
  records: readonly LedgerRecord[],
  { manifest, manifestDigest, skew }: SecondLookInput,
): Promise<Found[]> {
  const newer = ofKind(records, 'synthesis')
    .map(({ body }) => body)
    .filter(({ manifest: of, asOf }) => of !== manifestDigest && asOf >= manifest.asOf)
    .filter(({ asOf }) => !isAhead(asOf, clock.now(), skew));
  return Promise.all(
    newer.map(async ({ manifest: of }): Promise<Found> => {
      const manifest = await kept(of);
      return manifest ? { state: 'other', manifest } : { state: 'recorded' };
    }),
  );
}

/** An approval says of which ticket; its intake, recorded with it, for whom. */
function approvedFor(records: readonly LedgerRecord[]): ReadonlySet<string> {
  const principals = new Map(ofKind(records, 'intake').map(({ body }) => [body.ticket, body.principal]));
  return new Set(
    ofKind(records, 'decision')
      .filter(({ body }) => body.outcome === 'approve')
      .map(({ body }) => principals.get(body.ticket) ?? 'anybody'),
  );
}

function holderText({ subject }: Finding): string | undefined {
  if (subject.what !== 'edge') return undefined;
  const { holder } = subject.edge;
  return isPrincipal(holder) ? principalText(holder) : undefined;
}

function isOpenIn(manifest: Manifest, id: EdgeId, now: Instant): boolean {
  const wanted = manifest.edges.find((each) => each.id === id);
  return wanted !== undefined && edgeWindow(wanted, now).state === 'open';
}
