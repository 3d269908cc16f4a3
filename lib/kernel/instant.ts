import { branded, type Id } from './brand.js';
import { WritError } from './errors.js';
import { quoted } from './quote.js';

/** A point in time as `YYYY-MM-DDTHH:MM:SS.mmmZ`: fixed width, so that text order is time order. */
export type Instant = Id<'instant'>;

/** A span of time in milliseconds. */
export type Milliseconds = number;

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;
const DURATION = /^(\d{1,6})(m|h|d|w)$/;
const UNIT: Readonly<Record<string, Milliseconds>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

const FIRST = Date.parse('0000-01-01T00:00:00.000Z');
const LAST = Date.parse('9999-12-31T23:59:59.999Z');

/** Reads an RFC 3339 time with a zone. Throws INSTANT_INVALID. */
export function parseInstant(text: string): Instant {
  const at = RFC3339.test(text) ? Date.parse(text) : Number.NaN;
  // An offset can carry a time out of the four-digit years, where text order is not time order any more.
  if (Number.isNaN(at) || at < FIRST || at > LAST || !dayExists(text)) {
    throw new WritError('INSTANT_INVALID', `${quoted(text)} is not an RFC 3339 time with a zone`, {
      remedy: 'write it like `2026-11-21T14:00:00Z`',
    });
  }
  return instantOf(at);
}

/** The instant `at` milliseconds after the epoch; beyond the four-digit years, where text order ends, the last or first of them. */
export function instantOf(at: Milliseconds): Instant {
  return branded<'instant'>(new Date(Math.min(Math.max(at, FIRST), LAST)).toISOString());
}

/** Milliseconds since the epoch. */
export function epochOf(instant: Instant): Milliseconds {
  return Date.parse(instant);
}

/** The instant `span` milliseconds after `instant`. */
export function plus(instant: Instant, span: Milliseconds): Instant {
  return instantOf(epochOf(instant) + span);
}

/** Reads a duration such as `30m`, `4h`, `30d`, `2w`, in milliseconds. Throws DURATION_INVALID. */
export function parseDuration(text: string): Milliseconds {
  const match = DURATION.exec(text);
  const unit = UNIT[match?.[2] ?? ''];
  const span = match && unit ? Number(match[1]) * unit : 0;
  if (span <= 0) {
    throw new WritError('DURATION_INVALID', `${quoted(text)} is not a duration`, {
      remedy: 'write a number above 0 with m, h, d or w, like `4h`',
    });
  }
  return span;
}

/** `span` in words of its two largest units: `2 d 3 h`, `4 h`, `12 min`, `under a minute`. */
export function spanWords(span: Milliseconds): string {
  const minutes = Math.floor(Math.abs(span) / 60_000);
  const parts = [
    [Math.floor(minutes / 1440), 'd'],
    [Math.floor((minutes % 1440) / 60), 'h'],
    [minutes % 60, 'min'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first < 0) return 'under a minute';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

function dayExists(text: string): boolean {
  const [year = 0, month = 0, day = 0] = text.slice(0, 10).split('-').map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}
