import {
  approval,
  binding,
  JobFunction,
  owner,
  team,
  Workload,
  type JobFunctionProps,
  type Organization,
  type WorkloadProps,
} from '../../../lib/declare/index.js';
import { holdsEach, wrong } from '../../_helpers/faults.js';
import { declareBirthright, declarePackage, faultsOf, organization } from '../../_helpers/organization.js';

const job = (props: Partial<JobFunctionProps>) => (org: Organization) =>
  new JobFunction(org, 'job', { when: { department: 'Platform' }, ...props });
const workload =
  (changes: Partial<WorkloadProps>, id = 'loader') =>
  (org: Organization) =>
    new Workload(org, id, {
      kind: 'service',
      title: 'Loader',
      owner: team('platform'),
      purpose: 'Loads',
      binding: binding.okta('svc-loader'),
      expires: '2027-01-31T00:00:00Z',
      ...changes,
    });

describe('faults of job functions', () => {
  holdsEach([
    ['no attribute', job({ when: wrong({}) }), 'job', 'when'],
    ['an attribute without values', job({ when: { department: wrong([]) } }), 'job', 'when.department'],
    ['an attribute with a blank value', job({ when: { jobCode: ' ' } }), 'job', 'when.jobCode'],
    ['an unknown package', job({ mayRequest: ['ghost'] }), 'job', 'ghost'],
    ['a birthright of medium risk', riskyBirthright, 'job', 'risky'],
    ['a birthright with an end', endingBirthright, 'job', 'bounded'],
    ['a birthright that can be asked for as well', bothWays, 'job', 'base'],
    ['a birthright that its people may not hold', vendors, 'job', 'vendor'],
    ['birthrights that conflict', conflicting, 'job', 'right-b'],
    ['a birthright that only workloads may hold', forWorkloads, 'job', 'workload'],
  ]);
});

describe('faults of workloads (REQ-079)', () => {
  holdsEach([
    ['an unknown owner', workload({ owner: team('ghosts') }), 'loader', 'ghosts'],
    ['no purpose', workload({ purpose: ' ' }), 'loader', 'purpose'],
    ['an end that is no instant', workload({ expires: wrong('2027-01-31') }), 'loader', '2027-01-31'],
    [
      'a binding to a pattern',
      workload({ binding: binding.oidc('https://i.example', 'repo:*') }),
      'loader',
      'repo:*',
    ],
    ['a binding to nothing', workload({ binding: binding.okta('') }), 'loader', 'binding.login'],
    ['a package that no workload may hold', forPeople, 'loader', 'people'],
    ['critical risk for an AI agent', criticalAgent, 'loader', 'critical'],
  ]);

  it('lets a pipeline hold what an AI agent may not', () => {
    const org = organization();
    workload({ kind: 'pipeline', mayRequest: [wrong(critical(org))] })(org);

    expect(faultsOf(org)).toEqual([]);
  });

  it('REQ-060 refuses two workloads behind one login', () => {
    const org = organization();
    workload({})(org);
    workload({}, 'other')(org);

    expect(faultsOf(org)).toEqual([{ code: 'SHARED_ACCOUNT', path: 'other', values: ['loader'] }]);
  });
});

function riskyBirthright(org: Organization): void {
  declarePackage(org, 'risky');
  job({ birthright: [wrong('risky')] })(org);
}

function endingBirthright(org: Organization): void {
  declarePackage(org, 'ending', { risk: 'low' });
  job({ birthright: [wrong('ending')] })(org);
}

function bothWays(org: Organization): void {
  const base = declareBirthright(org, 'base');
  job({ birthright: [base], mayRequest: [base] })(org);
}

function vendors(org: Organization): void {
  const base = declareBirthright(org, 'base');
  job({ when: { worker: 'vendor' }, birthright: [base] })(org);
}

function forWorkloads(org: Organization): void {
  const base = declareBirthright(org, 'base', { holders: ['workload'] });
  job({ birthright: [base] })(org);
}

function conflicting(org: Organization): void {
  const first = declareBirthright(org, 'right-a');
  const second = declareBirthright(org, 'right-b', { conflictsWith: [first] });
  job({ birthright: [first, second] })(org);
}

function forPeople(org: Organization): void {
  workload({ mayRequest: [wrong(declarePackage(org, 'people'))] })(org);
}

function critical(org: Organization): ReturnType<typeof declarePackage> {
  return declarePackage(org, 'critical', {
    risk: 'critical',
    holders: ['workload'],
    approval: approval.dual(owner(), team('security')),
  });
}

function criticalAgent(org: Organization): void {
  workload({ kind: 'ai-agent', mayRequest: [wrong(critical(org))] })(org);
}
