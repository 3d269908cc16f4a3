import type { Edge, EdgeId, ObjectRef, PermissionSetContent, PermissionSetRef } from '../../model/index.js';

/** An edge where a plan has it: a resource of its own, or one element of a list in a resource. */
export interface PlannedEdge {
  readonly id: EdgeId;
  readonly edge: Edge;
  readonly address: string;
  /** The native id in the list that many edges share. */
  readonly element?: string;
}

/** What one change of a plan does, derived from its own attributes. */
export type Effect =
  | ({ readonly what: 'edge'; readonly op: 'add' | 'remove' } & PlannedEdge)
  /** What a permission set can do; `absent` where there is no such set. */
  | {
      readonly what: 'content';
      readonly of: PermissionSetRef;
      readonly before: PermissionSetContent | 'absent';
      readonly after: PermissionSetContent | 'absent';
      /** Addresses that are changed for it, sorted. */
      readonly addresses: readonly string[];
      /** Parts are taken away and given anew, so that the set is without them for a while. */
      readonly anew: boolean;
    }
  /** A group comes or goes, or an object says something else of itself. */
  | {
      readonly what: 'object';
      readonly op: 'add' | 'remove' | 'alter';
      readonly object: ObjectRef;
      readonly address: string;
      /** What is said otherwise; sorted, empty of what comes and goes. */
      readonly attributes: readonly string[];
    };
