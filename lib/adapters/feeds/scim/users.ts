import type { RawFeed } from '../../../identity/index.js';
import { memberOf, textOf } from './members.js';

const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:user';

/**
 * The extension for what SCIM lacks (docs/identity.md): `status`, `workerType`, `jobCode`, `startDate`, `lastDay`,
 * `contract` and `delegations`.
 */
export const EMPLOYMENT_EXTENSION = 'urn:writ:params:scim:schemas:extension:employment:1.0:User';
const EMPLOYMENT = EMPLOYMENT_EXTENSION.toLowerCase();

/** What users of a SCIM service say, as rows of a feed: one for each user. */
export interface ScimRows {
  readonly rows: RawFeed['rows'];
  readonly delegations: readonly unknown[];
}

/**
 * Users (RFC 7643 core and enterprise, and our extension) as HR rows or directory rows. The correlation key is
 * `employeeNumber`; names and e-mails correlate nothing, and a manager is followed by its SCIM id only.
 * @param users - with names of members in lower case
 * @param source - whose accounts these are, for a directory
 */
export function scimRows(feed: RawFeed['source'], users: readonly unknown[], source: string): ScimRows {
  const workers = new Map(users.map((user) => [textOf(user, 'id'), workerOf(user)]));
  const managerOf = (user: unknown): string => {
    const id = textOf(user, ENTERPRISE, 'manager', 'value');
    // A manager who is not listed stays somebody, so that it is told that HR does not have them.
    return workers.get(id) || id;
  };
  const row = (user: unknown): Record<string, string> =>
    feed === 'hr' ? hrRow(user, managerOf(user)) : directoryRow(user, managerOf(user), source);
  return { rows: users.map(row), delegations: feed === 'hr' ? users.flatMap(delegationsOf) : [] };
}

function workerOf(user: unknown): string {
  return textOf(user, ENTERPRISE, 'employeenumber');
}

function hrRow(user: unknown, manager: string): Record<string, string> {
  return {
    worker_id: workerOf(user),
    name: nameOf(user),
    email: emailOf(user),
    worker_type: textOf(user, EMPLOYMENT, 'workertype'),
    // `active` is about the account: that it is false ends no employment, and that it is true proves none.
    status: textOf(user, EMPLOYMENT, 'status'),
    department: textOf(user, ENTERPRISE, 'department'),
    job_code: textOf(user, EMPLOYMENT, 'jobcode'),
    title: textOf(user, 'title'),
    manager_id: manager,
    start_date: textOf(user, EMPLOYMENT, 'startdate'),
    last_day: textOf(user, EMPLOYMENT, 'lastday'),
    vendor: textOf(user, EMPLOYMENT, 'contract', 'vendor'),
    sponsor_id: textOf(user, EMPLOYMENT, 'contract', 'sponsor'),
    contract_end: textOf(user, EMPLOYMENT, 'contract', 'end'),
  };
}

function directoryRow(user: unknown, manager: string, source: string): Record<string, string> {
  const worker = workerOf(user);
  const active = memberOf(user, 'active');
  return {
    owner: worker === '' ? '' : `hr:${worker}`,
    source,
    native_id: textOf(user, 'id'),
    login: textOf(user, 'username'),
    status: active === true ? 'active' : active === false ? 'deprovisioned' : '',
    department: textOf(user, ENTERPRISE, 'department'),
    title: textOf(user, 'title'),
    manager_id: manager,
  };
}

function nameOf(user: unknown): string {
  const whole = textOf(user, 'displayname') || textOf(user, 'name', 'formatted');
  return whole || [textOf(user, 'name', 'givenname'), textOf(user, 'name', 'familyname')].join(' ').trim();
}

/** The primary e-mail (RFC 7643, section 2.4), else the only one. */
function emailOf(user: unknown): string {
  const emails = memberOf(user, 'emails');
  if (!Array.isArray(emails)) return '';
  const primary = emails.find((each) => memberOf(each, 'primary') === true) as unknown;
  return textOf(primary ?? (emails.length === 1 ? (emails[0] as unknown) : undefined), 'value');
}

function delegationsOf(user: unknown): unknown[] {
  const delegations = memberOf(user, EMPLOYMENT, 'delegations');
  if (!Array.isArray(delegations)) return [];
  return delegations.map((each: unknown) => ({
    record: textOf(each, 'record'),
    from: `hr:${workerOf(user)}`,
    to: `hr:${textOf(each, 'to')}`,
    scope: memberOf(each, 'scope'),
    start: textOf(each, 'start'),
    end: textOf(each, 'end'),
  }));
}
