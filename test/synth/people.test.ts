import type { List } from '../../lib/kernel/index.js';
import { namedIn, refuseUnknownPeople } from '../../lib/synth/people.js';
import { idleJobFunctions, unmatchedAttributes } from '../../lib/policy/index.js';
import { catalogue, identity, jobFunction, person, worker } from './builders.js';

const unknown = expect.objectContaining({ code: 'PERSON_UNKNOWN' });

describe('H6 people whom declarations and configuration name', () => {
  const team = catalogue({ teams: [{ name: 'platform', title: '', approvers: [worker('33')] }] });

  it('a team approver whom HR does not have is a fault with its place', () => {
    expect(() => refuseUnknownPeople(namedIn(team), identity(person('1')))).toThrow(unknown);
    expect(() => refuseUnknownPeople(namedIn(team), identity(person('1')))).toThrow(
      /approvers of team platform/,
    );
  });

  it('a governor whom HR does not have, or who is no person, is one too', () => {
    for (const who of ['hr:999', 'workload:x', 'alice'])
      expect(() => refuseUnknownPeople([{ who, place: 'governors' }], identity(person('1')))).toThrow(
        unknown,
      );
  });

  it('honest twins: whoever HR has, has had and lost, or says left is known', () => {
    const doubted = [{ id: worker('33'), why: '', accounts: [] }];
    expect(() => refuseUnknownPeople(namedIn(team), identity(person('33')))).not.toThrow();
    expect(() =>
      refuseUnknownPeople(namedIn(team), identity(person('33', { status: 'terminated' }))),
    ).not.toThrow();
    expect(() => refuseUnknownPeople(namedIn(team), { ...identity(person('1')), doubted })).not.toThrow();
  });
});

describe('H6 a job function that fits nobody', () => {
  it('is told by its id', () => {
    const misspelt = jobFunction('engineer', { when: { department: ['Enginering'] } });
    expect(idleJobFunctions(catalogue({ jobFunctions: [misspelt] }), identity(person('1')))).toEqual([
      'engineer',
    ]);
    expect(idleJobFunctions(catalogue(), identity(person('1')))).toEqual([]);
  });

  it('is told with the value that no record has, and what it may be misspelt for', () => {
    const of = (when: { readonly department: List<string> }) =>
      unmatchedAttributes(
        catalogue({ jobFunctions: [jobFunction('engineer', { when })] }),
        identity(person('1', { department: 'Platform' })),
      );

    expect(of({ department: ['Platfrom'] })).toEqual([
      { jobFunction: 'engineer', attribute: 'department', values: ['Platfrom'], meant: 'Platform' },
    ]);
    expect(of({ department: ['Board of directors'] })).toEqual([
      { jobFunction: 'engineer', attribute: 'department', values: ['Board of directors'] },
    ]);
    expect(of({ department: ['Platform', 'Platfrom'] })).toEqual([]);
  });
});
