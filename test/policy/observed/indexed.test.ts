import type { ObservedChange, ObservedForge, ObservedReview } from '../../../lib/policy/index.js';
import { changeOf, formerActors } from '../../../lib/policy/observed/changes.js';
import { indexed } from '../../../lib/policy/observed/indexed.js';

const change = (id: string, openedAt: string, ...tickets: string[]): ObservedChange =>
  ({ change: id, openedAt, tickets }) as unknown as ObservedChange;
const review = (id: string, of: string, ...seen: string[]): ObservedReview =>
  ({
    id,
    change: of,
    contents: Object.fromEntries(seen.map((each) => [each, 'sha256:0'])),
  }) as ObservedReview;

const FORGE: ObservedForge = {
  changes: [change('b', '2', 'T-1', 'T-2'), change('a', '1', 'T-1', 'T-1')],
  reviews: [review('r1', 'a', 'T-1'), review('r2', 'b', 'T-1', 'T-2'), review('r3', 'a')],
};
const ids = (all: readonly { readonly id: string }[]) => all.map(({ id }) => id);

test('observations are found by ticket and by change, each once and in their order', () => {
  const { bringing, of, seeing } = indexed(FORGE);
  expect(bringing('T-1').map((each) => each.change)).toEqual(['b', 'a']);
  expect(bringing('T-2').map((each) => each.change)).toEqual(['b']);
  expect([ids(of('a')), ids(of('b'))]).toEqual([['r1', 'r3'], ['r2']]);
  expect([ids(seeing('T-1')), ids(seeing('T-2'))]).toEqual([['r1', 'r2'], ['r2']]);
  expect([bringing('T-9'), of('z'), seeing('constructor')]).toEqual([[], [], []]);
});

test('the change that was opened first brought a ticket; other observations have another index', () => {
  expect(changeOf(FORGE, 'T-1')?.change).toBe('a');
  const other = { ...FORGE, changes: [change('c', '0', 'T-1')] };
  expect([changeOf(other, 'T-1')?.change, changeOf(FORGE, 'T-1')?.change]).toEqual(['c', 'a']);
});

describe('a change that was closed', () => {
  const actor = (login: string) => ({ login, kind: 'user' as const });
  const by = (id: string, openedAt: string, state?: 'open' | 'merged' | 'closed'): ObservedChange => ({
    ...change(id, openedAt, 'T-1'),
    ...(state ? { state } : {}),
    openedBy: actor(`${id}-opens`),
    pushedBy: [actor(`${id}-pushes`)],
  });
  const told = (...changes: readonly ObservedChange[]) => {
    const forge = { changes, reviews: [] };
    return [changeOf(forge, 'T-1')?.change, formerActors(forge, 'T-1').map(({ login }) => login)];
  };

  test('takes no id: what is asked for now brings the ticket, and who asked before has a part in it', () => {
    const parted = ['a-opens', 'a-pushes'];
    expect(told(by('a', '1', 'closed'), by('b', '2', 'open'))).toEqual(['b', parted]);
    expect(told(by('a', '1', 'closed'), by('b', '2', 'merged'))).toEqual(['b', parted]);
    expect(told(by('a', '1', 'closed'), by('b', '2'))).toEqual(['b', parted]);
  });

  test('opened again is the same that it was; and closed it is the one where there is no other', () => {
    expect(told(by('a', '1', 'open'), by('b', '2', 'open'))).toEqual(['a', []]);
    expect(told(by('a', '1', 'merged'), by('b', '2', 'open'))).toEqual(['a', []]);
    expect(told(by('a', '1', 'closed'))[0]).toBe('a');
  });
});
