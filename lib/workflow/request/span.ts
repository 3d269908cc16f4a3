import { spanWords } from '../../kernel/index.js';
import type { PackageDeclaration, TicketKind } from '../../manifest/index.js';
import type { Answers } from './answers.js';

/** How long: what the package gives unless more or less is said. */
export async function spanOf(
  answers: Answers,
  wanted: PackageDeclaration | undefined,
  kind: TicketKind,
): Promise<string> {
  const duration = wanted?.duration;
  const bounded = duration?.kind === 'bounded' ? duration : undefined;
  const most = bounded && (kind === 'renewal' ? bounded.renewalMax : bounded.max);
  const about = most === undefined ? 'for how long' : `for how long, at most ${spanWords(most)}`;
  const usual = bounded ? short(bounded.default) : kind === 'removal' ? '1h' : undefined;
  const needed = usual === undefined && wanted !== undefined;
  const answer = await answers.of('for', {
    option: '--for',
    about,
    ...(needed ? {} : { usual: usual ?? '1h' }),
  });
  return answer ?? '';
}

/** Milliseconds as a duration of a ticket, in its largest whole unit. */
function short(span: number): string {
  for (const [unit, length] of [
    ['d', 86_400_000],
    ['h', 3_600_000],
  ] as const)
    if (span % length === 0) return `${span / length}${unit}`;
  return `${Math.ceil(span / 60_000)}m`;
}
