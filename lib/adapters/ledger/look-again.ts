import type { Clock } from '../../kernel/index.js';

const LOOKS = 60;
const BETWEEN_MS = 50;

/** Waits for the checkpoint of a writer at work, up to three seconds in all; a killed one's does not come. */
export function lookAgain(clock: Clock): () => Promise<boolean> {
  let left = LOOKS;
  return async () => {
    if (left === 0) return false;
    left -= 1;
    await clock.sleep(BETWEEN_MS);
    return true;
  };
}
