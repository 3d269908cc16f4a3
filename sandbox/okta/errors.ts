/** Okta's error codes as far as the sandbox answers with them: HTTP status and summary. */
const CATALOG = {
  E0000001: [400, 'Api validation failed: {0}'],
  E0000003: [400, 'The request body was not well-formed.'],
  E0000006: [403, 'You do not have permission to perform the requested action'],
  E0000007: [404, 'Not found: Resource not found: {0}'],
  E0000009: [500, 'Internal Server Error'],
  E0000011: [401, 'Invalid token provided'],
  E0000016: [403, 'Activation failed because the user is already active'],
  E0000022: [405, 'The endpoint does not support the provided HTTP method'],
  E0000031: [400, 'Invalid search criteria.'],
  E0000038: [403, "This operation is not allowed in the user's current status."],
  E0000046: [403, 'Deactivate application for user forbidden.'],
  E0000047: [429, 'API call exceeded rate limit due to too many requests.'],
  E0000053: [400, 'Invalid status. {0}'],
  E0000056: [403, 'Delete application forbidden.'],
  E0000060: [501, 'Unsupported operation.'],
} as const;

/** A code of the catalog. */
export type OktaErrorCode = keyof typeof CATALOG;

/** What an Okta route throws to answer with an error in Okta's own shape. */
export class OktaError extends Error {
  readonly status: number;

  constructor(
    readonly code: OktaErrorCode,
    subject = '',
    readonly causes: readonly string[] = [],
  ) {
    super(CATALOG[code][1].replace('{0}', subject));
    this.status = CATALOG[code][0];
  }

  /** The body as the API sends it. */
  body(errorId: string): Record<string, unknown> {
    return {
      errorCode: this.code,
      errorSummary: this.message,
      errorLink: this.code,
      errorId,
      errorCauses: this.causes.map((errorSummary) => ({ errorSummary })),
    };
  }
}

/** 404 as Okta words it: `Resource not found: 00g1 (UserGroup)`. */
export function notFound(id: string, type: string): OktaError {
  return new OktaError('E0000007', `${id} (${type})`);
}

/** 400 with one cause per invalid field. */
export function invalid(subject: string, ...causes: string[]): OktaError {
  return new OktaError('E0000001', subject, causes);
}
