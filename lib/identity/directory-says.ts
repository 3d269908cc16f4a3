import { z } from 'zod';
import type { Instant } from '../kernel/index.js';
import type { WorkerId } from '../model/index.js';
import { workerIdForm, zonedInstant } from './forms.js';

/** What a directory says of an account beside whose it is, where its feed has the columns. */
export interface DirectorySays {
  readonly status?: AccountStatus;
  readonly department?: string;
  readonly title?: string;
  readonly manager?: WorkerId;
  readonly lastUsed?: Instant;
}

/** Whether an account can be used: `suspended` for a time, `deprovisioned` for good. */
export type AccountStatus = 'active' | 'suspended' | 'deprovisioned';

const status = z.enum(['active', 'suspended', 'deprovisioned']);
const text = z.string().max(1000);

/** What the further columns of a row say, and why some of them say nothing: that costs the attribute, never the link. */
export interface ReadSays {
  readonly says?: DirectorySays;
  /** In plain words, to stand after the account. */
  readonly unfit: readonly string[];
}

/** A reader of the columns `status`, `department`, `title`, `manager_id` and `last_used`; each may be missing or empty. */
export function saysReader(asOf: Instant): (row: Readonly<Record<string, string>>) => ReadSays {
  // Made once: a feed has many rows.
  const lastUsed = lastUsedBy(asOf);
  return (row) => {
    const unfit: string[] = [];
    const valueOf = <T>(column: string, form: z.ZodType<T>): T | undefined => {
      const written = (row[column] ?? '').trim();
      if (written === '') return undefined;
      const parsed = form.safeParse(written);
      if (!parsed.success) unfit.push(`has \`${column}\` that is not allowed: ${issueOf(parsed.error)}`);
      return parsed.data;
    };
    const says: DirectorySays = present({
      status: valueOf('status', status),
      department: valueOf('department', text),
      title: valueOf('title', text),
      manager: valueOf('manager_id', workerIdForm),
      lastUsed: valueOf('last_used', lastUsed),
    });
    return Object.keys(says).length > 0 ? { says, unfit } : { unfit };
  };
}

/** A time of use that is still to come was not one. */
function lastUsedBy(asOf: Instant): z.ZodType<Instant> {
  return zonedInstant.refine((at) => at <= asOf, `is after ${asOf}`);
}

function issueOf({ issues }: z.ZodError): string {
  return (issues[0]?.message ?? 'is not readable').toLowerCase();
}

type Present<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

function present<T extends object>(fields: T): Present<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<T>;
}
