import fc from 'fast-check';
import {
  epochOf,
  instantOf,
  manualClock,
  parseDuration,
  parseInstant,
  plus,
  spanWords,
  systemClock,
} from '../../lib/kernel/index.js';

describe('parseInstant', () => {
  it('brings every zone to one fixed form', () => {
    expect(parseInstant('2026-11-20T10:00:00+01:00')).toBe('2026-11-20T09:00:00.000Z');
    expect(parseInstant('2026-11-20T09:00:00.5Z')).toBe('2026-11-20T09:00:00.500Z');
  });

  it.each([
    '2026-11-20',
    '2026-11-20T09:00:00',
    'yesterday',
    '2026-02-30T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '',
  ])('refuses `%s`', (text) => {
    expect(() => parseInstant(text)).toThrow(expect.objectContaining({ code: 'INSTANT_INVALID' }));
  });

  it('orders as text as it does in time', () => {
    const at = fc.integer({ min: 0, max: 4_000_000_000_000 });
    fc.assert(
      fc.property(at, at, (a, b) => {
        expect(instantOf(a) < instantOf(b)).toBe(a < b);
        expect(epochOf(plus(instantOf(a), 5))).toBe(a + 5);
      }),
    );
  });
});

describe('parseDuration', () => {
  it.each([
    ['30m', 1_800_000],
    ['4h', 14_400_000],
    ['30d', 2_592_000_000],
    ['2w', 1_209_600_000],
  ])('reads %s', (text, span) => {
    expect(parseDuration(text)).toBe(span);
  });

  it.each(['0h', '-1h', '1.5h', '4', 'h', '1y', 'PT4H', '9999999h'])('refuses `%s`', (text) => {
    expect(() => parseDuration(text)).toThrow(expect.objectContaining({ code: 'DURATION_INVALID' }));
  });
});

describe('H4.22 the ends of time', () => {
  it('nothing is counted past them, where text order would not be time order any more', () => {
    const last = parseInstant('9999-12-31T23:59:59.999Z');
    expect(plus(last, 86_400_000)).toBe(last);
    expect(plus(last, Number.POSITIVE_INFINITY)).toBe(last);
    expect(plus(parseInstant('0000-01-01T00:00:00Z'), -1)).toBe('0000-01-01T00:00:00.000Z');
    expect(plus(last, -1)).toBe('9999-12-31T23:59:59.998Z');
  });
});

describe('spanWords', () => {
  it.each([
    [30_000, 'under a minute'],
    [720_000, '12 min'],
    [14_400_000, '4 h'],
    [183_600_000, '2 d 3 h'],
    [86_460_000, '1 d'],
  ])('says %d as %s', (span, words) => expect(spanWords(span)).toBe(words));
});

describe('clocks', () => {
  it('moves a manual clock only when slept on', async () => {
    const clock = manualClock(parseInstant('2026-01-01T00:00:00Z'));
    await clock.sleep(1000);
    expect(clock.now()).toBe('2026-01-01T00:00:01.000Z');
  });

  it('stops waiting as soon as the signal aborts', async () => {
    const stop = new AbortController();
    const waiting = systemClock.sleep(3_600_000, stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
    await expect(systemClock.sleep(1, stop.signal)).rejects.toThrow('stopped');
    await expect(manualClock(instantOf(0)).sleep(1, stop.signal)).rejects.toThrow('stopped');
    await expect(systemClock.sleep(1)).resolves.toBeUndefined();
  });
});
