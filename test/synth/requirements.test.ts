import fc from 'fast-check';
import { changesBetween } from '../../lib/manifest/index.js';
import { synthesize } from '../../lib/synth/index.js';
import { ADMIN, ADMINS, ADMINS_AWS, assignment, inputs, ticket } from './builders.js';

test('REQ-019 a package id expands to concrete entitlements with every edge on the way', () => {
  const { manifest } = synthesize(inputs({ tickets: [ticket('ACC-1')] }));
  const grant = manifest.grants.find((each) => each.package === 'prod-admin');
  const edges = new Map(manifest.edges.map(({ id, edge }) => [id, edge]));
  expect(grant?.entitlement).toEqual(assignment(ADMIN));
  expect(grant?.via.map((id) => edges.get(id))).toEqual([
    { holder: { kind: 'person', id: '1' }, target: ADMINS },
    { holder: { kind: 'person', id: '1' }, target: ADMINS_AWS },
    { holder: ADMINS_AWS, target: assignment(ADMIN) },
  ]);
});

test('REQ-019 what is no catalogued package expands to nothing', () => {
  const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
  const { manifest } = synthesize(inputs({ tickets: [] }));
  const asked = synthesize(inputs({ tickets: [ticket('ACC-1')] }, { 'ACC-1': 'none' }));
  const raw = synthesize({ ...inputs(), tickets: [ticket('ACC-1', { package: arn })] });
  expect(raw.manifest.omitted.map(({ reasons }) => reasons[0]?.code)).toEqual(['PACKAGE_UNKNOWN']);
  expect(raw.manifest.edges).toEqual(manifest.edges);
  expect(asked.manifest.edges).toEqual(manifest.edges);
});

test('REQ-020 free text that asks for admin gives the package that is named and nothing else', () => {
  const justification = 'please give me admin, AdministratorAccess on every account';
  const plain = inputs({ tickets: [ticket('ACC-1', { package: 'audit' })] });
  const wordy = inputs({ tickets: [ticket('ACC-1', { package: 'audit', justification })] });
  expect(synthesize(wordy).manifest.edges).toEqual(synthesize(plain).manifest.edges);
  expect(synthesize(wordy).manifest.grants.map((grant) => grant.package)).toEqual([
    'audit',
    'baseline',
    'baseline',
  ]);
});

const ticketOfAnyone = fc.record({
  principal: fc.constantFrom('hr:1', 'hr:2'),
  package: fc.constantFrom('prod-admin', 'audit', 'stage-direct'),
});

test('REQ-056 a removal of any grant removes exactly the edges that nothing else holds, and no other', () => {
  fc.assert(
    fc.property(fc.array(ticketOfAnyone, { minLength: 1, maxLength: 6 }), fc.nat(), (asked, pick) => {
      const tickets = asked.map((each, index) => ticket(`ACC-${index + 1}`, each));
      const index = pick % tickets.length;
      const removed = tickets[index] ?? tickets[0]!;
      const before = inputs({ tickets });
      const removal = ticket('ACC-99', { ...asked[index], kind: 'removal', of: removed.ticket });
      const without = synthesize({ ...before, tickets: [...tickets, removal] }).manifest;
      const held = synthesize(before).manifest;

      const changes = changesBetween(held, without);
      const gone = changes.flatMap((change) =>
        change.what === 'edge' && change.op === 'remove' ? [change.id] : [],
      );
      const exclusive = held.edges
        .filter(({ because }) =>
          because.every(
            ({ standing }) => standing?.basis.kind === 'ticket' && standing.basis.ticket === removed.ticket,
          ),
        )
        .map(({ id }) => id);

      expect(changes.filter((change) => change.what === 'edge' && change.op === 'add')).toEqual([]);
      expect(gone.sort()).toEqual(exclusive.sort());
      expect(without.ended.flatMap(({ via }) => via.map(({ id }) => id)).sort()).toEqual(exclusive.sort());
      for (const change of changes) {
        if (change.what === 'window')
          expect(change.basis).toEqual({ kind: 'ticket', ticket: removed.ticket });
      }
    }),
    { numRuns: 60 },
  );
});

test('REQ-056 the Terraform of a removed grant differs in that grant alone', () => {
  const tickets = [
    ticket('ACC-1'),
    ticket('ACC-2', { principal: 'hr:2' }),
    ticket('ACC-3', { package: 'audit' }),
  ];
  const before = inputs({ tickets });
  const removal = ticket('ACC-9', { kind: 'removal', of: 'ACC-1' });
  const held = synthesize(before);
  const without = synthesize({ ...before, tickets: [...tickets, removal] });
  const changed = [...held.stacks.keys()].filter(
    (stack) => without.stacks.get(stack) !== held.stacks.get(stack),
  );
  const carrying = held.manifest.edges.flatMap(({ because, carriage }) =>
    carriage.by === 'terraform' &&
    because.some(({ standing }) => standing?.basis.kind === 'ticket' && standing.basis.ticket === 'ACC-1')
      ? [carriage.stack]
      : [],
  );
  expect(changed).toEqual(carrying);
});
