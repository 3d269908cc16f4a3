import { partText, type PartFailure } from '../../inventory/index.js';
import { sortedTexts, WritError } from '../../kernel/index.js';
import { sourceOf, type Doubt, type SourceId } from '../../model/index.js';
import type { Ground } from '../ground.js';
import { observationIdOf } from '../finding-id.js';
import type { Attribution, Finding } from '../finding.js';
import { doubtCure, doubtText } from '../judging/doubt-words.js';
import type { EdgeDraft } from '../judging/edge-finding.js';
import { saidOf } from '../said.js';
import { severityOf } from '../severity.js';

/** One finding per part of the world that could not be read, and per source that is declared and read by nothing. */
export function unreadableFindings(ground: Ground): Finding[] {
  const { inventory } = ground;
  const failed = inventory.sources.flatMap(({ source, failures, complete }) => {
    const list = failures.length > 0 || complete ? failures : [unexplained(source)];
    return list.map((failure) => unreadable(ground, source, failure));
  });
  return [...failed, ...unswept(ground).map((source) => unreadable(ground, source, noReader(source)))];
}

/** Something that was not read may keep a live edge that nothing explains. */
export function causeNotTold(doubt: Doubt): EdgeDraft {
  return {
    code: 'CAUSE_NOT_TOLD',
    because: `${doubtText(doubt)}; so it is not proved direct, and nothing explains it`,
    cure: doubtCure(doubt),
    bound: 'not-told',
  };
}

function unreadable(ground: Ground, source: SourceId, failure: PartFailure): Finding {
  const id = observationIdOf({ part: failure.part, source });
  const { code, message, remedy } = failure.error;
  const attribution: Attribution = { by: 'unknown', why: 'a failed read has no author' };
  return {
    gives: `${partText(failure.part)} in ${source} could not be read`,
    ...saidOf({
      code: 'UNREADABLE',
      because: `${code}: ${message}; nothing is concluded from what it did not show`,
      cure: remedy,
    }),
    severity: severityOf('UNREADABLE', { privileged: false }, attribution),
    subject: { what: 'part', id, failure },
    mode: 'observe',
    reaches: [],
    attribution,
    firstSeen: ground.sightings.since(id) ?? ground.at,
    privileged: [],
  };
}

function unswept({ manifest, inventory }: Ground): SourceId[] {
  const swept = new Set(inventory.sources.map(({ source }) => source));
  const wanted = new Set<SourceId>();
  for (const { edge } of manifest.edges) wanted.add(sourceOf(edge));
  return sortedTexts([...wanted].filter((source) => !swept.has(source)));
}

function noReader(source: SourceId): PartFailure {
  return {
    part: { part: 'listing', of: 'instances' },
    error: new WritError('SYSTEM_UNREADABLE', `no live reader covers source \`${source}\``, {
      remedy: 'configure a reader for it; until then its grants cannot be reconciled',
    }),
  };
}

function unexplained(source: SourceId): PartFailure {
  return {
    part: { part: 'listing', of: 'instances' },
    error: new WritError(
      'INVENTORY_INCOMPLETE',
      `source \`${source}\` is incomplete and does not say where`,
      {
        remedy: 'sweep again',
      },
    ),
  };
}
