import type { Seed } from '../core/seed.js';
import type { DeclaredAccount, DeclaredIdentity, DeclaredPerson } from '../seeding/declared.js';

const AWS = 'aws';
const OKTA = 'okta';
const PRODUCTION = '190347725816';
const LEDGER = '312569947038';
const ADMINS = 'AWS-Administrators';
const READERS = 'AWS-ReadOnly';

/**
 * The example organization as such organizations are found: one big group of administrators, assignments made by hand in
 * a hurry and never taken back, leavers whose accounts were closed in one place only. A seed for the sandbox.
 */
export function beforeWrit(identity: DeclaredIdentity): Seed {
  const people = identity.people.filter((person) => loginOf(person, OKTA) && loginOf(person, AWS));
  const engineers = people.filter((person) => ['Platform', 'Payments', 'Data'].includes(person.department));
  const admins = logins(
    engineers.filter((_, index) => index % 3 === 0),
    OKTA,
  );
  const byHand = logins(
    engineers.filter((_, index) => index % 9 === 0),
    AWS,
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
        ...logins(engineers, OKTA).map((user) => ({ group: READERS, user })),
      ],
    },
  };
}

function assigned(permissionSet: string, account: string, type: 'USER' | 'GROUP', principal: string) {
  return { permissionSet, account, type, principal };
}

function awsUser(person: DeclaredPerson) {
  const { native, login } = loginOf(person, AWS) ?? { native: '', login: '' };
  return { id: native, userName: login, displayName: person.name, email: login };
}

function oktaUser(person: DeclaredPerson) {
  const { native, login } = loginOf(person, OKTA) ?? { native: '', login: '' };
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

function logins(people: readonly DeclaredPerson[], source: string): string[] {
  return people.flatMap((person) => loginOf(person, source)?.login ?? []);
}

function loginOf(person: DeclaredPerson, source: string): DeclaredAccount | undefined {
  return person.accounts.find((account) => account.source === source);
}
