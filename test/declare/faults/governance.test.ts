import { catalogueOf, team, type GovernanceProps } from '../../../lib/declare/index.js';
import { faultsOf, organization } from '../../_helpers/organization.js';

const codes = (governance: GovernanceProps): readonly string[] =>
  faultsOf(organization({ governance })).map(({ values }) => values.join(' '));

describe('governors of an organization', () => {
  it('are people, in order and each once, or the approvers of a team', () => {
    const declared = (governance: GovernanceProps) => catalogueOf(organization({ governance })).governance;
    expect(declared({ governors: ['hr:9', 'hr:7', 'hr:9', 'hr:8'] })).toEqual({
      governors: ['7', '8', '9'],
      required: 2,
    });
    expect(declared({ governors: team('platform') })).toEqual({
      governors: ['1', '2'],
      team: 'platform',
      required: 2,
    });
    expect(declared({ governors: ['hr:7', 'hr:8', 'hr:9'], required: 3 })?.required).toBe(3);
    expect(catalogueOf(organization()).governance).toBeUndefined();
  });

  it.each<readonly [string, GovernanceProps, string]>([
    ['one person', { governors: ['hr:7'] }, 'governance.governors'],
    ['one person twice', { governors: ['hr:7', 'hr:7'] }, 'governance.governors'],
    ['fewer than are required', { governors: ['hr:7', 'hr:8'], required: 3 }, 'governance.governors'],
    ['a team of one', { governors: team('security') }, 'governance.governors'],
    ['one who is enough', { governors: ['hr:7', 'hr:8'], required: 1 }, 'governance.required 1'],
    ['none at all', { governors: ['hr:7', 'hr:8'], required: 0 }, 'governance.required 0'],
    ['half a person', { governors: ['hr:7', 'hr:8', 'hr:9'], required: 2.5 }, 'governance.required 2.5'],
  ])('%s is a fault', (_, governance, values) => {
    expect(codes(governance)).toEqual([values]);
  });

  it('a team that is not declared, and who is no person, are faults of their own', () => {
    expect(codes({ governors: team('nobody') })[0]).toBe('governance.governors nobody');
    expect(codes({ governors: ['workload:bot' as never, 'hr:7', 'hr:8'] })).toEqual(['workload:bot hr:']);
  });
});
