import { digest, plus } from '../../../lib/kernel/index.js';
import { loginsOf, seenIn, type ObservedReview } from '../../../lib/policy/index.js';
import { identity, NOON, record } from '../../_helpers/build.js';

const CONTENT = digest('content');
const people = identity(record('1', { forgeLogin: 'boss' }), record('2', { forgeLogin: 'two' }));

const review = (more: Partial<ObservedReview> = {}): ObservedReview => ({
  id: 'review-1',
  change: 'pull/1',
  by: { login: 'boss', kind: 'user' },
  state: 'approved',
  at: NOON,
  base: 'main@1',
  head: 'head@1',
  contents: { 'ACC-1': CONTENT },
  ...more,
});

const seen = (...reviews: readonly ObservedReview[]) => seenIn({ changes: [], reviews }, loginsOf(people));

describe('who was seen to approve what (REQ-043)', () => {
  it('is who gave an approving review of that content of that ticket, from its instant on', () => {
    const by = seen(review());
    expect(by('hr:1', 'ACC-1', CONTENT, NOON)).toBe('seen');
    expect(by('hr:1', 'ACC-1', CONTENT, plus(NOON, 1))).toBe('seen');
    expect(by('hr:1', 'ACC-1', CONTENT, plus(NOON, -1))).toBe('unseen');
    expect(by('hr:2', 'ACC-1', CONTENT, NOON)).toBe('unseen');
    expect(by('hr:1', 'ACC-2', CONTENT, NOON)).toBe('unseen');
    expect(by('hr:1', 'ACC-1', digest('other'), NOON)).toBe('unseen');
  });

  it.each(['changes-requested', 'commented', 'dismissed'] as const)(
    'is nobody by a review that is %s',
    (state) => {
      expect(seen(review({ state }))('hr:1', 'ACC-1', CONTENT, NOON)).toBe('unseen');
    },
  );

  it.each(['bot', 'team'] as const)('is nobody by the review of a %s, not even perhaps', (kind) => {
    expect(seen(review({ by: { login: 'boss', kind } }))('hr:1', 'ACC-1', CONTENT, NOON)).toBe('unseen');
  });

  it('is from the first of several on, in whatever order they stand', () => {
    const [early, late] = [review({ at: plus(NOON, -1) }), review({ id: 'review-2' })];
    for (const by of [seen(early, late), seen(late, early)])
      expect(by('hr:1', 'ACC-1', CONTENT, plus(NOON, -1))).toBe('seen');
  });

  it('is untold where a login that stands for nobody approved that very content by then', () => {
    const by = seen(review({ by: { login: 'gone', kind: 'user' } }));
    expect(by('hr:1', 'ACC-1', CONTENT, NOON)).toBe('untold');
    expect(by('hr:1', 'ACC-1', CONTENT, plus(NOON, -1))).toBe('unseen');
    expect(by('hr:1', 'ACC-1', digest('other'), NOON)).toBe('unseen');
    expect(by('hr:1', 'ACC-2', CONTENT, NOON)).toBe('unseen');
  });

  it('is seen and not untold where both approved', () => {
    const by = seen(review(), review({ id: 'review-2', by: { login: 'gone', kind: 'user' } }));
    expect([by('hr:1', 'ACC-1', CONTENT, NOON), by('hr:2', 'ACC-1', CONTENT, NOON)]).toEqual([
      'seen',
      'untold',
    ]);
  });
});
