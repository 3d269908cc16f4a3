import { readCredentials } from '../../lib/identity/index.js';
import { runChecks, type CheckPorts } from '../../lib/workflow/index.js';
import { rotation } from '../../lib/workflow/check/checks/rotation.js';
import { credentialOf, credentialsFeedOf } from '../_helpers/credentials.js';
import { workloadOf } from '../identity/_declared.js';
import { AS_OF, catalogue, identity, person } from '../synth/builders.js';

/** Words of the warnings where one workload is declared, and one credential is of `workload`. */
async function warned(workload: string): Promise<readonly string[]> {
  const credentials = readCredentials(credentialsFeedOf([credentialOf({ workload })]), AS_OF);
  const ports: CheckPorts = {
    catalogue: () => catalogue({ workloads: [workloadOf('bot', 'leads')] }),
    identity: () => Promise.resolve({ ...identity(person('1')), credentials }),
    tickets: () => Promise.resolve({ tickets: [], faults: [] }),
    decisions: { read: () => Promise.resolve({ decisions: [], digest: 'sha256:0' as never }) },
    people: () => undefined,
    placeOf: (file) => Promise.resolve({ file }),
  };
  const { checks, faults } = await runChecks(ports, AS_OF, undefined, [rotation]);
  expect(faults).toBe(0);
  return checks.flatMap(({ warnings = [] }) => warnings.map(({ code, message }) => `${code} ${message}`));
}

test('REQ-084 writ check warns of a credential of a workload that nobody declares, and holds nobody up', async () => {
  expect(await warned('workload:ghost')).toEqual([
    'SUBJECT_UNKNOWN credential `KEY-1` is of `workload:ghost`, which is not declared',
  ]);
  expect(await warned('workload:bot')).toEqual([]);
});
