import { counted } from '../kernel/index.js';
import { principalText } from '../model/index.js';
import type { UnmatchedAttribute } from '../policy/index.js';
import type { Paint } from './paint.js';
import type { SynthSummary } from './synth.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

/** Lines that one kind of thing takes at most; the document has them all. */
const MOST_LISTED = 12;

function unmatchedText({ attribute, values, meant }: UnmatchedAttribute): string {
  const asked =
    values.length === 1 ? `\`${values[0]}\`` : `any of ${values.map((value) => `\`${value}\``).join(', ')}`;
  return `no record has ${attribute} ${asked}${meant === undefined ? '' : `, did you mean \`${meant}\`?`}`;
}

/** What synthesis could not rely on, and what therefore nobody is given: said, never passed over. */
export function identityLines(summary: SynthSummary, paint: Paint, width: number): string[] {
  const { identity, held, unplaced, idle, unmatched } = summary;
  const listed = (head: string, lines: readonly string[]): string[] => {
    if (lines.length === 0) return [];
    const shown = lines
      .slice(0, MOST_LISTED)
      .flatMap((line) => wrapped(clean(line), width - 2, '  ').map((each) => `  ${each}`));
    const more = lines.length - MOST_LISTED;
    return [paint.warn(head), ...shown, ...(more > 0 ? [`  and ${more} more (--json has all)`] : [])];
  };
  return [
    ...listed(
      `${counted(identity.findings.length, 'finding')} in the identity feeds:`,
      identity.findings.map(
        ({ check, feed, lines, message }) => `${check} (${feed} line ${lines.join(', ')}): ${message}`,
      ),
    ),
    ...listed(
      `${counted(identity.doubted.length, 'person is', 'people are')} in doubt: given nothing, and nothing is taken:`,
      identity.doubted.map(({ id, why }) => `hr:${id} ${why}`),
    ),
    ...(held.length > 0
      ? [
          paint.warn(
            `${counted(held.length, 'decided grant is', 'decided grants are')} held: neither given nor taken`,
          ),
        ]
      : []),
    ...listed(
      `${counted(unplaced.length, 'birthright has', 'birthrights have')} nowhere to go:`,
      unplaced.map(
        ({ principal, package: pack, reason }) => `${principalText(principal)} ${pack}: ${reason.message}`,
      ),
    ),
    ...listed(
      `${counted(idle.length, 'job function fits', 'job functions fit')} nobody:`,
      idle.map((id) =>
        [id, ...unmatched.filter((each) => each.jobFunction === id).map(unmatchedText)].join('; '),
      ),
    ),
  ];
}
