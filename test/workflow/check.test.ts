import { parseInstant, WritError } from '../../lib/kernel/index.js';
import { CHECKS, runChecks, type Check, type CheckPorts } from '../../lib/workflow/index.js';
import { catalogue, identity, person } from '../synth/builders.js';

const AS_OF = parseInstant('2026-11-20T09:00:00Z');

const ports: CheckPorts = {
  catalogue: () => catalogue(),
  identity: () => Promise.resolve(identity(person('100'))),
  tickets: () => Promise.resolve({ tickets: [], faults: [] }),
  decisions: { read: () => Promise.resolve({ decisions: [], digest: 'sha256:0' as never }) },
  people: () => undefined,
  placeOf: (file) => Promise.resolve({ file }),
};

const other = (find: Check['find']): Check => ({ id: 'other', about: 'something else', find });
const fault = (file: string, line: number): WritError =>
  new WritError('INPUT_MALFORMED', 'is wrong', { remedy: 'mend it', place: { file, line } });

describe('the list of checks', () => {
  it('takes one more, whose faults are told in order of place', async () => {
    const found = [fault('b', 1), fault('a', 10), fault('a', 9)];
    const report = await runChecks(ports, AS_OF, undefined, [
      ...CHECKS,
      other(() => ({ looked: '3 things', faults: found })),
    ]);
    expect(report.faults).toBe(3);
    expect(report.checks.at(-1)).toMatchObject({ id: 'other', looked: '3 things' });
    expect(report.checks.at(-1)?.faults.map(({ place }) => `${place?.file}:${place?.line}`)).toEqual([
      'a:9',
      'a:10',
      'b:1',
    ]);
  });

  it('fails by a check that throws, and makes the others', async () => {
    const report = await runChecks(ports, AS_OF, undefined, [
      other(() => {
        throw new Error('no');
      }),
      ...CHECKS,
    ]);
    expect(report.checks.map(({ id, faults }) => [id, faults.length])).toEqual([
      ['other', 1],
      ...CHECKS.map(({ id }) => [id, 0]),
    ]);
    expect(report.faults).toBe(1);
  });

  it('has each id once', () => {
    expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  });
});

it('a person whom HR does not have is a fault of the declarations', async () => {
  const report = await runChecks(
    {
      ...ports,
      people: () => {
        throw new WritError('PERSON_UNKNOWN', 'nobody', { remedy: 'name somebody' });
      },
    },
    AS_OF,
  );
  expect(report.checks[0]?.faults.map(({ code }) => code)).toEqual(['PERSON_UNKNOWN']);
});
