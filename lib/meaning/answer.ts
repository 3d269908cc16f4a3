/** Whether one access allows anything that another does not: `no` is a proof, and `cannot-tell` counts as a yes. */
export const ANSWERS = ['yes', 'no', 'cannot-tell'] as const;
export type Answer = (typeof ANSWERS)[number];
