import type { VerificationResult } from '../evidence/index.js';
import { counted } from '../kernel/index.js';
import type { Paint } from './paint.js';
import { labelled, wrapped } from './columns.js';
import type { LedgerFounded, LedgerVerdict } from './ledger-shapes.js';
import { clean } from './text.js';

/** A verdict as a document. */
export function ledgerVerdict(
  { fault, ledger, origin, ahead, head: _, ...verdict }: VerificationResult,
  by: Pick<LedgerVerdict, 'folder' | 'key' | 'keyFrom'>,
): LedgerVerdict {
  return {
    schema: 'writ.ledger-verify/1',
    ...by,
    ...verdict,
    ...(ledger === undefined ? {} : { ledger }),
    ...(origin === undefined ? {} : { origin }),
    ...(ahead ? { ahead } : {}),
    ...(fault
      ? {
          fault: {
            layer: fault.layer,
            ...(fault.seq === undefined ? {} : { seq: fault.seq }),
            code: fault.code,
            message: fault.message,
            remedy: fault.remedy,
          },
        }
      : {}),
  };
}

/** The verdict in words. */
export function ledgerVerdictText(verdict: LedgerVerdict, paint: Paint, width: number): string[] {
  const { fault } = verdict;
  const said = fault
    ? brokenLines(verdict, fault, paint, width)
    : [
        paint.good(
          `the ledger is whole: ${counted(verdict.entries, 'entry', 'entries')}, each signed and in its place`,
        ),
      ];
  return [...said, ...[...rows(verdict), ...cautions(verdict)].flatMap((row) => rowLines(row, width))];
}

type Row = readonly [label: string, text: string];

function rowLines([label, text]: Row, width: number): string[] {
  return labelled(`  ${label}:`, text, { width, at: 14 });
}

function brokenLines(
  verdict: LedgerVerdict,
  fault: NonNullable<LedgerVerdict['fault']>,
  paint: Paint,
  width: number,
): string[] {
  const where = fault.seq === undefined ? 'no single entry' : `entry ${fault.seq}`;
  if (isOfAnother(verdict))
    return [
      paint.bad('this key is of another ledger, so nothing was verified'),
      ...rowLines(['what', clean(fault.message)], width),
      ...rowLines(['try', 'take the public key that the founder of this ledger gave out'], width),
    ];
  return [
    paint.bad(`the ledger is broken at ${where}; caught by the ${fault.layer} (${fault.code})`),
    ...rowLines(['what', clean(fault.message)], width),
    ...rowLines(['good', `${counted(verdict.entries, 'good entry', 'good entries')} before it`], width),
    ...rowLines(['try', clean(fault.remedy)], width),
  ];
}

/** A wrong key is no forgery: its name says of which ledger it is. */
function isOfAnother({ key, origin }: LedgerVerdict): boolean {
  return origin !== undefined && key.split('+')[0] !== origin;
}

function rows({ origin, covered, checkpoints, root, key, ledger }: LedgerVerdict): Row[] {
  return [
    ['ledger', clean(origin ?? 'unknown')],
    ['id', ledger ?? 'unknown'],
    ['covered', `${counted(covered, 'entry', 'entries')} by ${counted(checkpoints, 'checkpoint')}`],
    ['root', root],
    ['key', clean(key)],
  ];
}

function cautions({
  state,
  entries,
  covered,
  unknown,
  ahead,
  resets,
  leftovers,
  keyFrom,
}: LedgerVerdict): Row[] {
  const unknownRows = unknown.map(({ predicateType, count, first }): Row => {
    const kind = `${counted(count, 'entry', 'entries')} of kind ${clean(predicateType)}, the first ${first}`;
    return ['unknown', `${kind}; signed and in place, not understood`];
  });
  return [
    ...unknownRows,
    ...(state === 'whole' && covered < entries ? [tailRow(entries - covered)] : []),
    ...(ahead ? [aheadRow(ahead)] : []),
    ...resets.map(resetRow),
    ...(leftovers.length > 0 ? [LEFTOVERS(leftovers.length)] : []),
    ...(keyFrom === 'beside' ? [BESIDE] : []),
  ];
}

function tailRow(count: number): Row {
  return [
    'tail',
    `${counted(count, 'entry', 'entries')} of a writer at work, whose checkpoint is on its way`,
  ];
}

function aheadRow({ count, first, latest }: NonNullable<LedgerVerdict['ahead']>): Row {
  const what = `${counted(count, 'entry', 'entries')} from ${first} on recorded ahead of the clock, up to ${latest}`;
  return [
    'time',
    `${what}; what they saw does not count. Check the clock; \`writ ledger mend\` sets times right`,
  ];
}

function resetRow({ seq, from, to }: LedgerVerdict['resets'][number]): Row {
  return ['time', `entry ${seq} sets times back from ${from} to ${to}: those before were ahead of the clock`];
}

const LEFTOVERS = (count: number): Row => [
  'leftovers',
  `${counted(count, 'write')} that did not end; harmless`,
];
const BESIDE: Row = [
  'note',
  'the key lay beside the ledger; who wrote both could agree with himself. Give --key from elsewhere',
];

function insideRepository(repository: string): string {
  return (
    `The keys lie inside the repository ${clean(repository)}. A .gitignore in their folder keeps them out of commits; name a folder ` +
    'outside it as `ledger.keys`. The ledger itself holds no secret, and is to be kept.'
  );
}

/** The founding in words. */
export function ledgerInitText(founded: LedgerFounded, paint: Paint, width: number): string[] {
  const made = founded.governors.filter((governor) => governor.made).map(({ id }) => clean(id));
  const [all, people] = made.length === 2 ? ['both', 'two people'] : ['all of them', 'these people'];
  const caution =
    `The keys of ${made.join(', ')} were made here, so this machine could sign for ${all}. That is for trying out: ` +
    `in production ${people} make their own keys and give them with --governor-key.`;
  const keep =
    'Keep the public key where the writer of the ledger cannot change it; everybody else verifies by it.';
  const told: Row[] = [
    ['ledger', clean(founded.folder)],
    ['keys', `${clean(founded.keys)} (private: each zone gets its own, the signer's nobody else)`],
    ['governors', founded.governors.map(({ id }) => clean(id)).join(', ')],
    ['public key', clean(founded.publicKeyFile)],
    ...(founded.broughtIn === undefined
      ? []
      : [['brought in', `${counted(founded.broughtIn, 'entry', 'entries')} of before the ledger`] as const]),
  ];
  return [
    paint.good(`founded ${clean(founded.origin)}`),
    ...told.flatMap((row) => rowLines(row, width)),
    '',
    `  ${founded.publicKey}`,
    '',
    ...(made.length > 0 ? [...wrapped(caution, width), ''] : []),
    ...(founded.keysInside === undefined
      ? []
      : [...wrapped(insideRepository(founded.keysInside), width).map((line) => paint.warn(line)), '']),
    ...wrapped(keep, width),
    `next: ${founded.next}`,
  ];
}
