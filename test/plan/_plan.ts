import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPlan, type PlanRead, type RefusalCode } from '../../lib/plan/index.js';

const FOLDER = join(__dirname, '../_fixtures/plan');

/** What Terraform 1.11.4 with AWS provider 5.100.0 said of plans of the stacks that the journey applies. */
export const PLANS = ['create', 'noop'].flatMap((run) =>
  ['aws-groups-0', 'aws-sets-0', 'aws-tickets-0'].map((stack) => `${run}-${stack}`),
);

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function planText(name: string): string {
  return readFileSync(join(FOLDER, `${name}.json`), 'utf8');
}

export type Json = { [key: string]: Json } & Json[] & string;

/** A plan with something changed in its document. */
export function planWith(name: string, change: (plan: Json) => void): Uint8Array {
  const plan = JSON.parse(planText(name)) as Json;
  change(plan);
  return bytesOf(JSON.stringify(plan));
}

/** The codes for which something is refused, each once and sorted; none where it is read. */
export function codesOf(read: PlanRead): readonly RefusalCode[] {
  return 'refusals' in read ? [...new Set(read.refusals.map(({ code }) => code))].sort() : [];
}

/** The codes for which a changed plan is refused. */
export function refusedWith(name: string, change: (plan: Json) => void): readonly RefusalCode[] {
  return codesOf(readPlan(planWith(name, change)));
}
