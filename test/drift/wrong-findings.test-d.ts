import type { ContentDraft } from '../../lib/drift/judging/content-finding.js';
import type { EdgeDraft } from '../../lib/drift/judging/edge-finding.js';
import type { ClassRow } from '../../lib/drift/findings/classes.js';
import type { FindingRow } from '../../lib/drift/findings/row.js';
import type { Finding, FindingCode } from '../../lib/drift/index.js';
import type { Rail } from '../../lib/drift/rails/index.js';
import type { EdgeId } from '../../lib/model/index.js';

/**
 * Findings and rails that must not compile, beside some that must. The compiler holds each `@ts-expect-error` to a real
 * error: an unused one is an error itself. Compiled by types.test.ts, never executed.
 */
export function wrongFindings(finding: Finding, row: FindingRow, classes: ClassRow): unknown[] {
  const drafts = [
    { code: 'ORPHANED_GRANT' } satisfies EdgeDraft,
    // @ts-expect-error a code without a row is none
    { code: 'UNHEARD_OF' } satisfies EdgeDraft,
    // @ts-expect-error a code about contents is never an edge's
    { code: 'CONTENT_BY_HAND' } satisfies EdgeDraft,
    // @ts-expect-error a code about edges is never a content's
    { code: 'ORPHANED_GRANT', added: [], removed: [], gives: () => '' } satisfies ContentDraft,
    // @ts-expect-error its class is the table's to say
    { code: 'ORPHANED_GRANT', class: 'expired' } satisfies EdgeDraft,
    // @ts-expect-error the name of a class is no code
    'foreign' satisfies FindingCode,
  ];

  const rows = [
    { ...row, class: 'foreign' } satisfies FindingRow,
    // @ts-expect-error a class without a row is none
    { ...row, class: 'unheard-of' } satisfies FindingRow,
    // @ts-expect-error no finding is about such a thing
    { ...row, about: ['unheard-of'] } satisfies FindingRow,
    // @ts-expect-error a rail that holds a code for what it is has to ask the table
    { ...row, revert: { heldBy: 'ceiling' } } satisfies FindingRow,
    // @ts-expect-error there is no such rail
    { ...row, revert: { heldBy: 'unheard-of' } } satisfies FindingRow,
    // @ts-expect-error whether it is drift has three answers
    { ...classes, verdict: 'maybe' } satisfies ClassRow,
  ];

  const common = {
    prevents: 'An accident that somebody had, told in one plain sentence.',
    hold: () => new Map(),
  };
  const released = { ...common, id: 'ceiling', until: 'released' } as const;
  const rails = [
    { ...common, id: 'grace', until: 'time' } satisfies Rail<'grace'>,
    // @ts-expect-error a rail has its place in the list, or is none
    { ...common, id: 'unheard-of', until: 'time' } satisfies Rail<'unheard-of'>,
    // @ts-expect-error a rail of the breaker says which lines it covers
    released satisfies Rail<'ceiling'>,
    { ...released, covers: () => true } satisfies Rail<'ceiling'>,
    // @ts-expect-error nothing else ends a hold
    { ...common, id: 'grace', until: 'somehow' } satisfies Rail<'grace'>,
  ];

  // @ts-expect-error what a finding is about is not always an edge
  const id: EdgeId = finding.subject.id;
  return [drafts, rows, rails, id, finding.subject.what === 'edge' && (finding.subject.id satisfies EdgeId)];
}
