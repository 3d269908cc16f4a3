import { person } from '../../lib/model/index.js';
import { explain, type Explanation } from '../../lib/record/index.js';
import { explainText, idsOnly, PLAIN } from '../../lib/report/index.js';
import { edge as edgeTo, ended, manifest, READERS, wanted } from '../_helpers/build.js';
import { edge, life, Story, T, TICKET, type LifeProps } from './_life.js';

function told(props: LifeProps = {}, at = T('18:00')): Explanation {
  return explain({ what: 'ticket', ticket: TICKET }, life(props), at);
}

function words(explanation: Explanation): string {
  return explainText(explanation, PLAIN, { width: 200, nameOf: idsOnly }).join('\n');
}

describe('an explanation of a ticket', () => {
  it('REQ-103 says who approved, under which policy, why, and the verified end', () => {
    const [ticket] = told().tickets;
    expect(ticket).toMatchObject({
      outcome: 'approve',
      approvers: ['hr:7'],
      rules: ['route-one'],
      policy: expect.stringMatching(/^sha256:/),
      reasons: ['the owner approved'],
      end: { state: 'ended', at: T('13:00'), verifiedAt: T('13:05') },
    });
    expect(words(told())).toContain('ended at 2026-11-20 13:00Z; read back at 2026-11-20 13:05Z, gone');
  });

  it('REQ-103 says still active while its window is open', () => {
    const open = told({ without: ['end', 'end-verification'] }, T('12:00'));
    expect(open.tickets[0]?.end).toEqual({ state: 'still-active', until: T('13:00') });
    expect(words(open)).toContain('still active, until 2026-11-20 13:00Z');
  });

  it.each([
    ['nothing was read after its end', { without: ['end-verification'] }],
    ['the reading is older than its end', { goneAt: T('12:00') }],
    ['one of its edges was not read', { goneEdges: [edge(1)] }],
  ] as const)('REQ-103 never calls it ended when %s', (_name, props) => {
    expect(told(props).tickets[0]?.end).toEqual({ state: 'unproven', at: T('13:00') });
    expect(words(told(props))).toContain('still active as far as the evidence goes');
  });

  it('says never granted of what was denied', () => {
    const without = ['approval', 'change', 'verification', 'end', 'end-verification'] as const;
    expect(told({ outcome: 'deny', without }).tickets[0]?.end).toEqual({ state: 'not-granted' });
  });

  it('tells of an instant only what was recorded by then', () => {
    const early = told({}, T('09:02'));
    expect(early.timeline.map(({ kind }) => kind)).toEqual([
      'intake',
      'classification',
      'approval',
      'decision',
    ]);
  });

  it('names what is missing of its evidence', () => {
    expect(words(told({ without: ['change'] }))).toMatch(/incomplete: change/);
  });

  it('shows nothing that moves the cursor, whatever a request says', () => {
    const records = life();
    const evil = records.map((entry) =>
      entry.kind === 'decision'
        ? { ...entry, body: { ...entry.body, reasons: ['\u001b[2Jgone'] as const } }
        : entry,
    );
    const text = words(explain({ what: 'ticket', ticket: TICKET }, evil, T('18:00')));
    expect(text).not.toContain('\u001b');
  });
});

describe('an explanation of something else', () => {
  it('of a principal and package finds the tickets that asked for it', () => {
    const found = explain({ what: 'holding', principal: 'hr:5', package: 'prod-admin' }, life(), T('18:00'));
    expect(found.tickets.map(({ ticket }) => ticket)).toEqual([TICKET]);
  });

  it('of an edge finds the ticket and the run that touched it', () => {
    const story = new Story();
    story.records.push(...life());
    story.add('attempt', T('14:00'), { at: T('14:00'), run: 'r', edge: edge(1) });
    story.add('attempt', T('14:00'), { at: T('14:00'), run: 'r', edge: edge(9) });
    const found = explain({ what: 'edge', edge: edge(1) }, story.records, T('18:00'));
    expect(found.tickets.map(({ ticket }) => ticket)).toEqual([TICKET]);
    expect(found.timeline.filter(({ kind }) => kind === 'attempt')).toHaveLength(1);
  });

  it('says what the manifest holds it on beside tickets', () => {
    const grant = {
      principal: person('1'),
      package: 'baseline',
      asset: 'workplace',
      entitlement: READERS,
      via: [wanted(edgeTo(person('1'), READERS)).id] as const,
      bases: [
        {
          basis: { kind: 'birthright', jobFunction: 'sre' },
          window: { start: T('09:00'), end: 'standing' },
        },
      ] as const,
    };
    const found = explain(
      { what: 'edge', edge: grant.via[0] },
      [],
      T('18:00'),
      manifest({ grants: [grant], ended: [ended(edgeTo(person('2'), READERS))] }),
    );
    expect(found.wanted).toMatchObject([{ package: 'baseline', basis: { kind: 'birthright' } }]);
  });
});
