import { counted } from '../kernel/index.js';
import { principalText, sentenceOf, type Holder } from '../model/index.js';
import type { Holding, WhoReport } from '../record/index.js';
import { minute, type NameOf } from './drift-words.js';
import type { Paint } from './paint.js';
import { wrapped } from './columns.js';
import { clean } from './text.js';

/** Who held what at an instant, in words. */
export function whoHeldText(
  report: WhoReport,
  paint: Paint,
  { width, nameOf }: { readonly width: number; readonly nameOf: NameOf },
): string[] {
  const on = report.asset === undefined ? '' : ` on ${clean(report.asset)}`;
  return [
    paint.strong(`${counted(report.holdings.length, 'holding')}${on} at ${minute(report.at)}`),
    `as last judged at ${minute(report.judgedAt)}, from evidence alone`,
    ...(report.complete
      ? []
      : [paint.warn('part of the world could not be read then: more may have been live than is shown')]),
    '',
    ...report.holdings.flatMap((holding) => holdingLines(holding, paint, width, nameOf)),
  ];
}

function holdingLines(holding: Holding, paint: Paint, width: number, nameOf: NameOf): string[] {
  const { holder, target, because } = holding;
  const words = { holder: () => holderText(holder, nameOf), account: (id: string) => `account ${id}` };
  const says = sentenceOf({ holder, target }, words);
  const why = because.length > 0 ? because.map(clean).join('; ') : undefined;
  return [
    ...wrapped(clean(says), width - 2, '  ').map((line) => `  ${line}`),
    why === undefined ? paint.warn('    nothing explains it') : paint.faint(`    ${why}`),
  ];
}

function holderText(holder: Holder, nameOf: NameOf): string {
  switch (holder.kind) {
    case 'person':
    case 'workload':
      return `${nameOf(holder)} (${principalText(holder)})`;
    case 'unlinked':
      return `an account that no record links (${holder.source} ${holder.native})`;
    default:
      return holder.name;
  }
}
