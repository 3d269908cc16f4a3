import { WritError } from '../kernel/index.js';

/** Throws USAGE where an instant to judge at is given together with leave to act: effects happen now, whatever is judged. */
export function refuseEffectsAt(options: Readonly<Record<string, unknown>>): void {
  if (options['at'] === undefined || options['confirm'] !== true) return;
  throw new WritError('USAGE', '`--at` judges only, and `--confirm` acts', {
    remedy: 'leave one of them out: what is over at another instant is not over now',
  });
}

/** Throws USAGE where an instant to judge at is given together with leave to record: evidence is of now. */
export function refuseRecordAt(options: Readonly<Record<string, unknown>>): void {
  if (options['at'] === undefined || options['record'] !== true) return;
  throw new WritError('USAGE', '`--at` judges only, and `--record` leaves evidence', {
    remedy: 'leave one of them out',
  });
}

/** @param or - what can be done instead, in words */
export function noLedger(or = ''): WritError {
  return new WritError('LEDGER_MISSING', 'no ledger is founded, so there is nowhere to record', {
    remedy: `found one with \`writ ledger init\`${or}`,
  });
}
