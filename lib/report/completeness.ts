import { counted, groupBy, listed } from '../kernel/index.js';
import { partText, type Completeness } from '../inventory/index.js';
import type { Paint } from './paint.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

const SHOWN = 5;

/** How whole each source's sweep is: a line for each, and what failed. */
export function completenessLines(sources: readonly Completeness[], paint: Paint, width: number): string[] {
  return sources.flatMap((source) => [
    `${source.source}: ${source.answered} of ${counted(source.listed, 'part')} read in ${counted(source.calls, 'call')}` +
      (source.complete ? '' : `, ${paint.warn('incomplete')}`),
    ...failureLines(source, width),
    ...notReadLines(source, width),
  ]);
}

function failureLines({ failures }: Completeness, width: number): string[] {
  const lines = failures
    .slice(0, SHOWN)
    .flatMap(({ part, error }) => [
      ...wrapped(
        `could not read ${clean(partText(part))}: ${error.code}: ${clean(error.message)}`,
        width - 2,
        '  ',
      ),
      ...wrapped(`  try: ${clean(error.remedy)}`, width - 2, '    '),
    ])
    .map((line) => `  ${line}`);
  return failures.length > SHOWN ? [...lines, `  and ${failures.length - SHOWN} more`] : lines;
}

/** What was not read of the texts of policies, by the kind of failure. */
function notReadLines(source: Completeness, width: number): string[] {
  return notReadTexts(source).flatMap(({ says, remedy }) =>
    [...wrapped(clean(says), width - 2, '  '), ...wrapped(`  try: ${clean(remedy)}`, width - 2, '    ')].map(
      (line) => `  ${line}`,
    ),
  );
}

/** Which live texts of policies were not read and why: one sentence for each kind of failure, with what may help. */
export function notReadTexts({ notRead = [] }: Completeness): { says: string; remedy: string }[] {
  return [...groupBy(notRead, ({ error }) => error.code).values()].flatMap((failed) => {
    const [first] = failed;
    if (!first) return [];
    const { code, message, remedy } = first.error;
    const names = listed(
      failed.map(({ arn }) => arn.replace(/^.*:policy\//, '')),
      SHOWN,
    );
    const what = counted(failed.length, 'policy of AWS’s own', 'policies of AWS’s own');
    const says = `not read: the live text of ${what} (${names}), judged by what AWS had published: ${code}: ${message}`;
    return [{ says, remedy }];
  });
}

/** What no sweep covers, said every time. */
export function uncoveredLines(uncovered: readonly string[], width: number, all: boolean): string[] {
  if (uncovered.length === 0) return [];
  if (!all) {
    const kinds = counted(uncovered.length, 'kind of access is', 'kinds of access are');
    return wrapped(`${kinds} outside every sweep: \`--uncovered\` lists them`, width, '  ');
  }
  return [
    'not covered by any sweep:',
    ...uncovered.flatMap((text) => wrapped(`- ${clean(text)}`, width - 2, '  ').map((line) => `  ${line}`)),
  ];
}
