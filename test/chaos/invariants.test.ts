import { oktaGroup, person } from '../../lib/model/index.js';
import { edge } from '../_helpers/build.js';
import { broken, type Invariant, type Step } from './invariants.js';

const EDGE = edge(person('dana'), oktaGroup('prod-admins'));
const FACT = '["okta","00g1","00u1"]';
const OTHER = '["okta","00g1","00u2"]';

function step(props: Partial<Step> = {}, document?: object, code = 0, err = ''): Step {
  return {
    ran: { argv: ['revert'], code, out: document ? JSON.stringify(document) : '', err },
    before: new Set([FACT]),
    after: new Set([FACT]),
    approved: new Set(),
    foreign: new Set(),
    widened: [],
    declared: new Map(),
    silent: false,
    factOf: () => FACT,
    ...props,
  };
}

const found = (of: string, verdict = 'drift'): object => ({
  schema: 'writ.drift/1',
  verdict,
  findings: [{ class: of, subject: { what: 'edge', id: 'e', edge: EDGE } }],
});
const revoked = (state: string): object => ({
  schema: 'writ.revert/1',
  drift: found('foreign'),
  results: [{ id: 'e', state, gives: 'admin' }],
});
const rules = (of: Step): Invariant[] => broken(of).map(({ invariant }) => invariant);

describe('the rules of a chaos campaign', () => {
  it('a world that stays as it was breaks none', () => {
    expect(rules(step())).toEqual([]);
  });

  it('notice when something approved is gone, and only then', () => {
    const gone = { after: new Set<string>() };
    expect(rules(step({ ...gone, approved: new Set([FACT]) }))).toEqual(['nothing approved is taken']);
    expect(rules(step(gone))).toEqual([]);
  });

  it('notice when what is live is called missing or gone, and only then', () => {
    expect(rules(step({}, found('missing')))).toEqual(['nothing present is called absent']);
    expect(rules(step({ before: new Set(), after: new Set() }, found('missing')))).toEqual([]);
    expect(rules(step({}, revoked('revoked')))).toEqual(['nothing present is called absent']);
    expect(rules(step({ after: new Set() }, revoked('revoked')))).toEqual([]);
  });

  it('notice access that was not there before, by edges and by content', () => {
    expect(rules(step({ after: new Set([FACT, OTHER]) }))).toEqual(['nothing widens']);
    const widened = [{ account: '1', set: 'Reader', gained: ['arn:admin'] }];
    expect(rules(step({ widened }))).toEqual(['nothing widens']);
    expect(rules(step({ widened, declared: new Map([['Reader', new Set(['arn:admin'])]]) }))).toEqual([]);
  });

  it('notice a failure without a name, and one that ends as done', () => {
    expect(rules(step({}, undefined, 1, 'error BUG: oh'))).toEqual(['every failure is named']);
    expect(rules(step({}, undefined, 1, ''))).toEqual(['every failure is named']);
    expect(rules(step({}, undefined, 1, 'error WRITE_FAILED: the disk is full'))).toEqual([]);
    expect(rules(step({}, undefined, 77, 'error WRITE_FAILED: the disk is full'))).toEqual([
      'every failure is named',
    ]);
    expect(rules(step({}, revoked('stuck'), 0))).toEqual(['every failure is named']);
    expect(rules(step({}, revoked('stuck'), 6))).toEqual([]);
  });

  it('notice what a whole report does not tell, and let an incomplete one be incomplete', () => {
    const hidden = {
      foreign: new Set([OTHER]),
      before: new Set([FACT, OTHER]),
      after: new Set([FACT, OTHER]),
    };
    expect(rules(step(hidden, found('foreign')))).toEqual(['every failure is named']);
    expect(rules(step(hidden, found('foreign', 'incomplete')))).toEqual([]);
    expect(rules(step({ foreign: new Set([FACT]) }, found('foreign')))).toEqual([]);
  });
});
