/** Who reviewed a ticket of the example, and when it was decided. */
export interface Said {
  readonly at: string;
  readonly approvers: readonly string[];
  /** Who opened it. @default - its principal */
  readonly by?: string;
  /** What the rules make of it. @default 'approve' */
  readonly comes?: 'deny' | 'pending' | 'escalate' | 'refuse';
}

/** Who said what, and when. A ticket that is not here is undecided. */
export const SAID: Readonly<Record<string, Said>> = {
  'ACC-0026': { at: '2026-08-31T13:20:00Z', approvers: ['hr:10410'] },
  'ACC-0027': { by: 'hr:10410', at: '2026-09-14T09:05:00Z', approvers: ['hr:10417'] },
  'ACC-0028': { by: 'hr:10217', at: '2026-09-21T07:45:00Z', approvers: ['hr:10280'] },
  'ACC-0029': { by: 'hr:10224', at: '2026-10-01T10:00:00Z', approvers: ['hr:10217'] },
  'ACC-0030': { by: 'hr:10710', at: '2026-10-05T08:12:00Z', approvers: ['hr:10410'] },
  'ACC-0031': { at: '2026-11-06T15:30:00Z', approvers: ['hr:10110', 'hr:10517'] },
  'ACC-0032': { by: 'hr:10117', at: '2026-11-02T11:15:00Z', approvers: ['hr:10124', 'hr:10510'] },
  'ACC-0033': { by: 'hr:10217', at: '2026-11-03T09:40:00Z', approvers: ['hr:10280', 'hr:10710'] },
  'ACC-0034': { at: '2026-11-10T07:25:00Z', approvers: ['hr:10124'] },
  'ACC-0035': { at: '2026-11-16T16:50:00Z', approvers: ['hr:10110'] },
  'ACC-0036': { at: '2026-11-12T02:36:00Z', approvers: ['hr:10524'] },
  'ACC-0037': { at: '2026-11-13T14:10:00Z', approvers: ['hr:10410'] },
  'ACC-0038': { by: 'hr:10610', at: '2026-09-28T08:30:00Z', approvers: ['hr:10617'] },
  'ACC-0039': { at: '2026-10-23T12:00:00Z', approvers: ['hr:10417'] },
  'ACC-0040': { at: '2026-11-16T16:05:00Z', approvers: ['hr:10417'] },
  'ACC-0041': { at: '2026-11-19T15:22:00Z', approvers: ['hr:10117', 'hr:10531'] },
  'ACC-0043': {
    by: 'hr:10217',
    at: '2026-11-17T10:02:00Z',
    approvers: [],
    comes: 'deny',
  },
  'ACC-0042': { at: '2026-11-20T08:40:00Z', approvers: [], comes: 'pending' },
  'ACC-0044': { at: '2026-11-18T13:37:00Z', approvers: ['hr:10117', 'hr:10517'] },
  'ACC-0045': { by: 'hr:10124', at: '2026-11-16T09:00:00Z', approvers: ['hr:10117'] },
  'ACC-0046': { at: '2026-11-19T17:48:00Z', approvers: ['hr:10124', 'hr:10524'] },
  'ACC-0047': { by: 'hr:10524', at: '2026-10-12T09:15:00Z', approvers: ['hr:10510'] },
  'ACC-0048': { at: '2026-11-04T08:55:00Z', approvers: ['hr:10224'] },
  'ACC-0049': { at: '2026-10-20T07:30:00Z', approvers: ['hr:10517'] },
  'ACC-0050': { by: 'hr:10524', at: '2026-10-20T07:32:00Z', approvers: ['hr:10517'] },
};
