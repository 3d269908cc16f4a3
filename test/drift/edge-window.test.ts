import { edgeWindow } from '../../lib/drift/wanted.js';
import { instantOf } from '../../lib/kernel/index.js';
import type { Basis, Window } from '../../lib/model/index.js';
import {
  codes,
  ended,
  inventory,
  LAST_WEEK,
  live,
  manifest,
  NOON,
  only,
  report,
  TOMORROW,
  wanted,
  YESTERDAY,
} from '../_helpers/build.js';
import { atBounds } from '../_helpers/bounds.js';
import { danaReads } from './_verdicts.js';

describe('the window of an edge', () => {
  const basis: Basis = { kind: 'ticket', ticket: 'ACC-0001' };
  const window: Window = { start: YESTERDAY, end: TOMORROW };
  const windowed = (...windows: readonly Window[]) => {
    const because = windows.map((one) => ({ package: 'p', asset: 'a', standing: { basis, window: one } }));
    return {
      ...wanted(danaReads, { window: { start: LAST_WEEK, end: TOMORROW } }),
      because: because as never,
    };
  };
  const code = (edges: Parameters<typeof manifest>[0], at = NOON) =>
    codes(report({ at, manifest: manifest(edges), inventory: inventory({ edges: [live(danaReads)] }) }));

  it('opens on its start and is over on its end', () => {
    const edges = [wanted(danaReads, { window, basis })];
    const early = ['BEFORE_WINDOW'];
    expect(atBounds(window.start, (at) => code({ edges }, at))).toEqual({ before: early, on: [], after: [] });
    const over = ['EXPIRED_BUT_LIVE'];
    expect(atBounds(TOMORROW, (at) => code({ edges }, at))).toEqual({ before: [], on: over, after: over });
  });

  it('is that of its declaration where it is structure, whatever tickets stand beside it', () => {
    const over: Window = { start: LAST_WEEK, end: YESTERDAY };
    const both = {
      ...wanted(danaReads),
      because: [
        { package: 'p', asset: 'a', standing: { basis, window: over } },
        { package: 'p', asset: 'a' },
      ] as never,
    };
    expect(edgeWindow(both, NOON)).toMatchObject({ state: 'open', window: both.window });
    const [ticket] = both.because as unknown as [never];
    expect(edgeWindow({ ...both, because: [ticket] }, NOON).state).toBe('ended');
  });

  it('is the open one of several, else the last that ended, else the first to come', () => {
    const past: Window = { start: LAST_WEEK, end: YESTERDAY };
    const older: Window = { start: LAST_WEEK, end: instantOf(Date.parse(YESTERDAY) - 1) };
    const open: Window = { start: YESTERDAY, end: TOMORROW };
    const next: Window = { start: TOMORROW, end: instantOf(Date.parse(TOMORROW) + 1) };
    const later: Window = { start: TOMORROW, end: 'standing' };
    expect(edgeWindow(windowed(past, open, next), NOON)).toEqual({ state: 'open', window: open });
    expect(edgeWindow(windowed(next, older, past), NOON)).toEqual({ state: 'ended', window: past });
    expect(edgeWindow(windowed(past, older, next), NOON)).toEqual({ state: 'ended', window: past });
    expect(edgeWindow(windowed(later, next), NOON)).toEqual({ state: 'upcoming', window: next });
    expect(edgeWindow(windowed(next, later), NOON)).toEqual({ state: 'upcoming', window: next });
  });

  it('of what was adopted is over when nobody certified it by its date', () => {
    const legacy: Basis = { kind: 'legacy', certifyBy: TOMORROW };
    const over = [ended(danaReads, { basis: legacy, window: { start: LAST_WEEK, end: TOMORROW } })];
    expect(atBounds(TOMORROW, (at) => code({ ended: over }, at))).toEqual({
      before: ['EXPIRED_BUT_LIVE'],
      on: ['LEGACY_UNCERTIFIED'],
      after: ['LEGACY_UNCERTIFIED'],
    });
  });

  it('that ended last is the one that is told', () => {
    const first = ended(danaReads, { package: 'first', endedAt: LAST_WEEK });
    const last = ended(danaReads, { package: 'last', endedAt: YESTERDAY });
    for (const list of [
      [first, last],
      [last, first],
    ]) {
      const seen = report({
        manifest: manifest({ ended: list }),
        inventory: inventory({ edges: [live(danaReads)] }),
      });
      expect(only(seen).wanted?.[0]?.package).toBe('last');
    }
  });
});
