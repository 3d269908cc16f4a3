import { at, identity, inputs, person, ticket } from '../synth/builders.js';
import { wantedAt, type WantedInput } from '../../lib/wanted/index.js';

const ASKED = ticket('ACC-0001');
const approvedAs = (jobs: Partial<ReturnType<typeof person>>): WantedInput => {
  const given = inputs({ tickets: [ASKED] });
  return { ...given, identity: identity(person('1', jobs), person('2')) };
};
const holding = (given: WantedInput): { given: number; held: string[]; omitted: string[][] } => {
  const wanted = wantedAt(given);
  return {
    given: wanted.grants.filter((each) => each.package === 'prod-admin').length,
    held: wanted.held.map(({ reason }) => reason.code),
    omitted: wanted.omitted.map(({ ticket: id, state }) => [id, state]),
  };
};

describe('H1.1 an approved ticket whose holder may not ask any more', () => {
  it('is held, neither given nor taken: a changed department ends nothing that was decided', () => {
    expect(holding(approvedAs({}))).toMatchObject({ given: 1, held: [] });
    for (const changed of [{ department: 'NONE' }, { department: '' }])
      expect(holding(approvedAs(changed))).toEqual({
        given: 0,
        held: ['NOT_REQUESTABLE'],
        omitted: [['ACC-0001', 'quarantined']],
      });
  });

  it('is not held when nobody approved it, nor once its window or a removal ended it', () => {
    const moved = approvedAs({ department: 'NONE' });
    expect(holding({ ...moved, decisions: [] })).toEqual({
      given: 0,
      held: [],
      omitted: [['ACC-0001', 'invalid']],
    });
    const denied = moved.decisions.map((each) => ({ ...each, outcome: 'deny' as const }));
    expect(holding({ ...moved, decisions: denied }).held).toEqual([]);
    expect(holding({ ...moved, asOf: at('2026-12-20T09:00:00Z') }).held).toEqual([]);
    const removal = ticket('ACC-0009', { kind: 'removal', of: 'ACC-0001' });
    expect(holding({ ...moved, tickets: [ASKED, removal] }).held).toEqual([]);
  });

  it('is not held for somebody who has left', () => {
    const left = approvedAs({
      department: 'NONE',
      status: 'terminated',
      lastDay: at('2026-11-20T08:30:00Z'),
    });
    expect(holding(left)).toMatchObject({ given: 0, held: [] });
  });
});
