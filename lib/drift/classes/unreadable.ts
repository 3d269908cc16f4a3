import type { PartFailure } from '../../inventory/index.js';
import { branded, canonicalJson, sortedTexts, WritError } from '../../kernel/index.js';
import { edgeIdOf, type SourceId, sourceOf } from '../../model/index.js';
import type { JudgeContext } from '../context.js';
import type { Finding } from '../finding.js';

/** One finding per part of the world that could not be read, and per source that is declared and read by nothing. */
export function unreadableFindings(context: JudgeContext): Finding[] {
  const { inventory } = context;
  const failed = inventory.sources.flatMap(({ source, failures, complete }) => {
    const list = failures.length > 0 || complete ? failures : [unexplained(source)];
    return list.map((failure) => unreadable(context, source, failure));
  });
  return [...failed, ...unswept(context).map((source) => unreadable(context, source, noReader(source)))];
}

/** What a failed part is called by people. */
export function partText({ part }: PartFailure): string {
  switch (part.part) {
    case 'listing':
      return `the listing of ${part.of}`;
    case 'group':
      return `the members of group ${part.name}`;
    case 'set':
      return `the accounts that permission set ${part.name} is in`;
    case 'content':
      return `the content of permission set ${part.name}`;
    case 'pair':
      return `the assignments of ${part.name} on account ${part.account}`;
  }
}

function unreadable(context: JudgeContext, source: SourceId, failure: PartFailure): Finding {
  const id = edgeIdOf(branded<'edge'>(canonicalJson({ part: failure.part, source })));
  return {
    class: 'unreadable',
    code: 'UNREADABLE',
    severity: 'high',
    subject: { what: 'part', id, failure },
    mode: 'observe',
    gives: `${partText(failure)} in ${source} could not be read`,
    because: `${failure.error.code}: ${failure.error.message}; nothing is concluded from what it did not show`,
    cure: failure.error.remedy,
    reaches: [],
    privileged: [],
    attribution: { by: 'unknown', why: 'a failed read has no author' },
    firstSeen: context.sightings.since(id) ?? context.at,
  };
}

function unswept({ manifest, inventory }: JudgeContext): SourceId[] {
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
