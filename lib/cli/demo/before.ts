import type { Seed } from '../../../sandbox/core/seed.js';
import type { IdentitySnapshot, PersonRecord } from '../../identity/index.js';
import type { AccountLink } from '../../identity/index.js';
import { AWS_SOURCE, OKTA_SOURCE, type SourceId } from '../../model/index.js';

const PRODUCTION = '190347725816';
const LEDGER = '312569947038';
const ADMINS = 'AWS-Administrators';
const READERS = 'AWS-ReadOnly';

/**
 * The example organization as such organizations are found: one big group of administrators, assignments made by hand in
 * a hurry and never taken back, leavers whose accounts were closed in one place only. A seed for the sandbox.
 */
export function beforeWrit(identity: IdentitySnapshot): Seed {
  const people = identity.people.filter(
    (person) => loginOf(person, OKTA_SOURCE) && loginOf(person, AWS_SOURCE),
  );
  const engineers = people.filter((person) => ['Platform', 'Payments', 'Data'].includes(person.department));
  const admins = logins(
    engineers.filter((_, index) => index % 3 === 0),
    OKTA_SOURCE,
  );
  const byHand = logins(
    engineers.filter((_, index) => index % 9 === 0),
    AWS_SOURCE,
  );
  return {
    schema: 'writ.sandbox-seed/1',
    aws: {
      accounts: [
        { id: PRODUCTION, name: 'payments-production' },
        { id: LEDGER, name: 'ledger-production' },
      ],
      users: people.map((person) => awsUser(person)),
      groups: [{ displayName: ADMINS }, { displayName: READERS }],
      permissionSets: [
        {
          name: 'AdministratorAccess',
          sessionDuration: 'PT12H',
          managedPolicies: ['arn:aws:iam::aws:policy/AdministratorAccess'],
        },
        {
          name: 'ReadOnly',
          sessionDuration: 'PT8H',
          managedPolicies: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
        },
      ],
      assignments: [
        ...[PRODUCTION, LEDGER].map((account) => assigned('AdministratorAccess', account, 'GROUP', ADMINS)),
        ...[PRODUCTION, LEDGER].map((account) => assigned('ReadOnly', account, 'GROUP', READERS)),
        ...byHand.map((login) => assigned('AdministratorAccess', PRODUCTION, 'USER', login)),
      ],
    },
    okta: {
      users: people.map((person) => oktaUser(person)),
      groups: [{ name: ADMINS }, { name: READERS }],
      pushMappings: [ADMINS, READERS].map((name) => ({ group: name, target: name })),
      memberships: [
        ...admins.map((user) => ({ group: ADMINS, user })),
        ...logins(engineers, OKTA_SOURCE).map((user) => ({ group: READERS, user })),
      ],
    },
  };
}

function assigned(permissionSet: string, account: string, type: 'USER' | 'GROUP', principal: string) {
  return { permissionSet, account, type, principal };
}

function awsUser(person: PersonRecord) {
  const { native, login } = loginOf(person, AWS_SOURCE) ?? { native: '', login: '' };
  return { id: native, userName: login, displayName: person.name, email: login };
}

function oktaUser(person: PersonRecord) {
  const { native, login } = loginOf(person, OKTA_SOURCE) ?? { native: '', login: '' };
  const [firstName = person.name, ...rest] = person.name.split(' ');
  const status = person.status === 'terminated' ? ('DEPROVISIONED' as const) : ('ACTIVE' as const);
  return {
    id: native,
    login,
    email: login,
    firstName,
    lastName: rest.join(' ') || firstName,
    employeeNumber: person.id,
    status,
  };
}

function logins(people: readonly PersonRecord[], source: SourceId): string[] {
  return people.flatMap((person) => loginOf(person, source)?.login ?? []);
}

function loginOf(person: PersonRecord, source: SourceId): AccountLink | undefined {
  return person.accounts.find((account) => account.source === source);
}
