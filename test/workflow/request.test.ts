import { ticketIn } from '../../lib/adapters/files/tickets.js';
import { ticketText } from '../../lib/adapters/files/new-ticket.js';
import type { ApproverRole } from '../../lib/manifest/index.js';
import type { WrittenTicket } from '../../lib/report/index.js';
import { Answers, newTicket } from '../../lib/workflow/index.js';
import { AS_OF, catalogue, identity, person, worker } from '../synth/builders.js';

const WHY = 'Roll back the failed migration';

/** Person 100 asks for a package whose owner has three approvers. */
function written(instead: 'there' | 'away' | 'nobody' = 'nobody'): Promise<WrittenTicket> {
  const from: ApproverRole = {
    role: 'owner',
    ...(instead === 'nobody'
      ? {}
      : {
          fallback: [
            { role: 'person', person: worker('902') },
            { role: 'person', person: worker('100') },
          ],
        }),
  };
  const declared = catalogue({
    packages: catalogue().packages.map((each) => ({ ...each, approval: { kind: 'one', from } })),
    teams: [
      { name: 'platform', title: 'Platform', approvers: [worker('100'), worker('900'), worker('901')] },
    ],
  });
  return newTicket(
    { print: (fields) => ticketText(fields, 'x'), parse: ticketIn, write: () => Promise.resolve(true) },
    {
      kind: 'standard',
      claims: {},
      answers: new Answers(
        { principal: 'hr:100', package: 'prod-admin', asset: 'payments', justification: WHY },
        undefined,
        () => undefined,
      ),
      catalogue: declared,
      identity: identity(
        person('100'),
        person('900', { status: 'on-leave' }),
        person('901', instead === 'away' ? { status: 'on-leave' } : {}),
        person('902'),
      ),
      tickets: [],
      decisions: [],
      at: AS_OF,
    },
  );
}

it('a new ticket is told with who can approve it today: not its beneficiary, nor who is on leave', async () => {
  expect((await written()).approvals).toEqual([{ role: 'owner platform', people: ['Person 901 (hr:901)'] }]);
});

it('and where nobody of them is there, with who is asked instead', async () => {
  expect((await written('there')).approvals).toEqual([
    { role: 'owner platform', people: ['Person 901 (hr:901)'] },
  ]);
  expect((await written('away')).approvals).toEqual([
    { role: 'fallback for owner platform', people: ['Person 902 (hr:902)'] },
  ]);
});

it('an answer that is none is asked for three times and no more', async () => {
  let asked = 0;
  const said: string[] = [];
  const answers = new Answers(
    {},
    () => Promise.resolve(`no ${(asked += 1)}`),
    (text) => said.push(text),
  );
  const question = { option: '--package', about: 'what', choices: [{ value: 'a', about: 'A' }] };
  await expect(answers.of('package', question)).rejects.toMatchObject({ code: 'USAGE' });
  expect(asked).toBe(3);
  expect(said).toHaveLength(2);
});
