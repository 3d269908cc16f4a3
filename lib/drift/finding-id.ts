import { branded, canonicalJson, digest, type Id } from '../kernel/index.js';
import type { EdgeId } from '../model/index.js';

/** A short stable id of something observed that is no edge: a content, a part that was not read, a name, a push, a rule. */
export type ObservationId = Id<'observation-id'>;

/** The id by which the journal knows a finding from run to run: the edge's own where it is about an edge. */
export type FindingId = EdgeId | ObservationId;

/** The id of what is described by `about`: 16 hex digits of its canonical form's SHA-256, as an edge's id is made. */
export function observationIdOf(about: unknown): ObservationId {
  const start = 'sha256:'.length;
  return branded<'observation-id'>(digest(canonicalJson(about)).slice(start, start + 16));
}
