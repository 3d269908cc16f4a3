import { alteredPart, type LiveRole } from '../../inventory/index.js';
import { by, sorted } from '../../kernel/index.js';
import type { ScopeMode } from '../../manifest/index.js';
import { changeOf, withParts, type ContentChange } from '../../meaning/index.js';
import type { ContentPart, PermissionSetContent } from '../../model/index.js';
import { partKey } from '../content/difference.js';
import type { Ground } from '../ground.js';
import { observationIdOf, type ObservationId } from '../finding-id.js';
import type { Finding } from '../finding.js';
import { findingRow, type CodeAbout } from '../findings/index.js';
import { saidOf, type FindingWords } from '../said.js';
import { stricter } from '../scope.js';
import { severityOf } from '../severity.js';

/** What a class says of a permission set's content; the rest of the finding follows from the set itself. */
export type ContentDraft = FindingWords<CodeAbout<'content'>> &
  Pick<Partial<Finding>, 'narrows'> & {
    readonly added: readonly ContentPart[];
    readonly removed: readonly ContentPart[];
    /** What it gives, by the name of the set. */
    readonly gives: (set: string) => string;
  };

/** A live permission set with what is declared of it. */
export interface ContentSubject {
  readonly live: LiveRole;
  readonly declared: PermissionSetContent;
}

/** A finding about the content of a live permission set. */
export function contentFinding(
  ground: Ground,
  { live, declared }: ContentSubject,
  { added, removed, gives, narrows, ...said }: ContentDraft,
): Finding {
  const parts = sorted([...added, ...removed], by(partKey)).map(({ slot, name }) => [slot, name]);
  const id = observationIdOf({ class: findingRow(said.code).class, parts, set: live.ref, what: 'content' });
  const touched = [
    ...added.map(({ slot, name }) => alteredPart('put', slot, name)),
    ...removed.map(({ slot, name }) => alteredPart('take', slot, name)),
  ];
  const { source } = live.ref;
  const attribution = ground.attribute({ id, op: 'alter', source, target: live.native, parts: touched });
  return {
    gives: gives(live.ref.name),
    ...saidOf(said),
    ...(live.holds
      ? { change: partsChange(ground, { declared, live: live.holds }, { added, removed }) }
      : {}),
    ...(narrows === undefined ? {} : { narrows }),
    severity: severityOf(said.code, { privileged: live.privileged.length > 0 }, attribution),
    subject: { what: 'content', id, set: live.ref, native: live.native, added, removed },
    mode: modeOfSet(ground, live),
    attribution,
    ...seenOn(ground, live, id),
  };
}

/** What the declared content would allow with these parts alone being otherwise: each finding tells its own. */
function partsChange(
  { policies }: Ground,
  { declared, live }: { readonly declared: PermissionSetContent; readonly live: PermissionSetContent },
  parts: Pick<ContentDraft, 'added' | 'removed'>,
): ContentChange {
  return changeOf(declared, withParts(declared, live, parts), policies);
}

/** The members that all findings about a permission set have in common. */
export function seenOn(
  { sightings, at }: Ground,
  { privileged }: LiveRole,
  id: ObservationId,
): Pick<Finding, 'reaches' | 'firstSeen' | 'privileged'> {
  return { reaches: [], firstSeen: sightings.since(id) ?? at, privileged };
}

/** A change of a set reaches every account that it is in: the strictest of them decides. */
export function modeOfSet({ scopes }: Ground, live: LiveRole): ScopeMode {
  return live.provisionedIn.reduce<ScopeMode>(
    (mode, account) => stricter(mode, scopes.modeOfAccount(account) ?? 'observe'),
    'observe',
  );
}
