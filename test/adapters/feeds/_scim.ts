import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const CORE = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const EMPLOYMENT = 'urn:writ:params:scim:schemas:extension:employment:1.0:User';

/** A user as in RFC 7643, section 8.3, cut to what is read; `more` goes over it. */
export function scimUser(id: string, worker: string, more: Readonly<Record<string, unknown>> = {}): object {
  return {
    schemas: [CORE, ENTERPRISE, EMPLOYMENT],
    id,
    externalId: '701984',
    userName: `p${worker}@example.com`,
    name: { formatted: `Ms. Barbara ${worker} Jensen, III`, familyName: 'Jensen', givenName: 'Barbara' },
    displayName: `Babs ${worker} Jensen`,
    emails: [
      { value: `home${worker}@jensen.example`, type: 'home' },
      { value: `p${worker}@example.com`, type: 'work', primary: true },
    ],
    title: 'Tour Guide',
    active: true,
    [ENTERPRISE]: {
      employeeNumber: worker,
      costCenter: '4130',
      organization: 'Universal Studios',
      division: 'Theme Park',
      department: 'Tour Operations',
      ...(worker === '1'
        ? {}
        : { manager: { value: 'id-1', $ref: '../Users/id-1', displayName: 'J. Smith' } }),
    },
    [EMPLOYMENT]: { status: 'active', workerType: 'employee', jobCode: 'GUIDE', startDate: '2024-01-01' },
    meta: { resourceType: 'User', lastModified: '2011-05-13T04:42:34Z' },
    ...more,
  };
}

/** The extension of {@link scimUser} with changes. */
export function employment(changes: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return {
    [EMPLOYMENT]: {
      status: 'active',
      workerType: 'employee',
      jobCode: 'GUIDE',
      startDate: '2024-01-01',
      ...changes,
    },
  };
}

/** A ListResponse as in RFC 7644, section 3.4.2. */
export function listResponse(resources: readonly unknown[], more: object = {}): object {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: resources.length,
    itemsPerPage: resources.length,
    startIndex: 1,
    Resources: resources,
    ...more,
  };
}

/** What a service answers instead of an honest page. */
export type ScimAnswer = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly text?: string;
};

/** A SCIM service on loopback: pages honestly (section 3.4.2.4), unless `instead` answers the call of that number. */
export async function scimService(
  users: readonly unknown[],
  instead: (call: number, honest: object) => ScimAnswer | undefined = () => undefined,
) {
  const requests: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '', 'http://loopback');
    const startIndex = Number(url.searchParams.get('startIndex') ?? 1);
    const count = Math.min(Number(url.searchParams.get('count') ?? 100), 2);
    const page = users.slice(startIndex - 1, startIndex - 1 + count);
    const honest = listResponse(page, { totalResults: users.length, startIndex });
    const answer = instead(requests.length, honest) ?? { body: honest };
    requests.push(request);
    response.writeHead(answer.status ?? 200, { 'content-type': 'application/scim+json', ...answer.headers });
    response.end(answer.text ?? JSON.stringify(answer.body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/scim/v2`,
    requests,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
