import { parseDuration, parseInstant, quoted, WritError } from '../../lib/kernel/index.js';

describe('H1.8 messages', () => {
  it('quote a bounded part of a value, on one line', () => {
    expect(quoted('ACC-0042')).toBe('`ACC-0042`');
    expect(quoted('\0'.repeat(32_600)).length).toBeLessThan(130);
    expect(quoted('a\nb\u202e')).not.toMatch(/[\n\u202e]/);
  });

  it('are bounded whatever went into them, remedies too', () => {
    const error = new WritError('BUG', 'x'.repeat(1_000_000), { remedy: 'y'.repeat(1_000_000) });
    expect(error.message.length + error.remedy.length).toBeLessThan(5000);
    expect(new WritError('BUG', 'short', { remedy: 'so' }).message).toBe('short');
  });

  it.each([parseInstant, parseDuration])('of what is no time name it bounded', (parse) => {
    try {
      parse('9'.repeat(60_000));
      throw new Error('it was taken');
    } catch (error) {
      expect((error as Error).message.length).toBeLessThan(300);
    }
  });
});
