import { WritError } from '../kernel/index.js';

/** Throws USAGE where an instant to judge at is given together with leave to act: effects happen now, whatever is judged. */
export function refuseEffectsAt(options: Readonly<Record<string, unknown>>): void {
  if (options['at'] === undefined || options['confirm'] !== true) return;
  throw new WritError('USAGE', '`--at` judges only, and `--confirm` acts', {
    remedy: 'leave one of them out: what is over at another instant is not over now',
  });
}
