/** What every finding of a class has in common. */
export interface ClassRow {
  /** What it means, for people. */
  readonly means: string;
  /** Where a report has it: among the findings, among the notes, there once it is privileged only, or as a number alone. */
  readonly shown: 'finding' | 'note' | 'note-unless-privileged' | 'counted';
  /** What a report is called for a finding of it: `incomplete` goes before `drift`, and `drift` before `clean`. */
  readonly verdict: 'clean' | 'drift' | 'incomplete';
  /** Whether it is live access that nothing declared or decided may explain: what casts doubt on a manifest where there is much of it. */
  readonly unexplained: boolean;
}

/** The classes of drift, and the visible ones that are none, in the order in which they are counted. */
export const CLASSES = {
  matched: {
    means: 'wanted and live',
    shown: 'counted',
    verdict: 'clean',
    unexplained: false,
  },
  propagating: {
    means: 'live at its source and not yet where it is pushed, or gone there and still on its way out',
    shown: 'finding',
    verdict: 'clean',
    unexplained: false,
  },
  stuck: {
    means: 'live at its source, and it has not arrived where it is pushed for longer than a push may take',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
  missing: {
    means: 'wanted, not live, and its absence proved by a whole read',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
  foreign: {
    means: 'live in a governed scope and not wanted',
    shown: 'finding',
    verdict: 'drift',
    unexplained: true,
  },
  altered: {
    means: 'the content of a declared permission set is not what was declared',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
  expired: {
    means: 'live after its window or trigger ended, or after its removal',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
  orphaned: {
    means:
      'held by somebody who can hold nothing any more, by a group that is gone, or by an account of nobody known',
    shown: 'finding',
    verdict: 'drift',
    unexplained: true,
  },
  'stale-provisioned': {
    means: 'the permission set is right, and an account still has an older content of it',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
  restrictive: {
    means: 'takes access away, and nobody declared it',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
  unreadable: {
    means: 'could not be read, or cannot be told: nothing is concluded from it',
    shown: 'finding',
    verdict: 'incomplete',
    unexplained: false,
  },
  service: {
    means: 'made and kept by the provider',
    shown: 'note',
    verdict: 'clean',
    unexplained: false,
  },
  'by-rule': {
    means: 'put there by a group rule; drift where what it gives is privileged, since rules are made by hand',
    shown: 'note-unless-privileged',
    verdict: 'drift',
    unexplained: false,
  },
  external: {
    means: "owned by another repository's Terraform: compared, never reverted",
    shown: 'finding',
    verdict: 'clean',
    unexplained: false,
  },
  ungoverned: {
    means: 'live in no governed scope',
    shown: 'counted',
    verdict: 'clean',
    unexplained: false,
  },
  unanchored: {
    means: 'a declared group or permission set that a whole listing lacks, or has under another name or id',
    shown: 'finding',
    verdict: 'drift',
    unexplained: false,
  },
} as const satisfies Readonly<Record<string, ClassRow>>;

/** The name of a class. */
export type DriftClass = keyof typeof CLASSES;
