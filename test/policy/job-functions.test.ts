import { jobFunctionsOf, requestable } from '../../lib/policy/index.js';
import type { JobFunctionDeclaration } from '../../lib/manifest/index.js';
import { catalogue, record } from '../_helpers/build.js';

const rule = (when: JobFunctionDeclaration['when']): JobFunctionDeclaration => ({
  id: 'job',
  title: 'Job',
  when,
  birthright: [],
  mayRequest: ['prod-admin'],
});

describe('a job function', () => {
  it.each([
    ['without any attribute fits nobody', {}, []],
    ['fits whoever has the attributes that it names', { worker: ['employee'] }, ['prod-admin']],
    ['fits nobody who has other ones', { worker: ['vendor'] }, []],
  ] as const)('%s', (_, when, asked) => {
    const declared = { ...catalogue(), jobFunctions: [rule(when)] };

    expect([...requestable(declared, record('1'))]).toEqual(asked);
    expect(jobFunctionsOf(declared, record('1'))).toHaveLength(asked.length);
  });
});
