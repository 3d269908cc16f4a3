/** What a service refuses a call with; `details` are further members of the error's shape. */
export class AwsError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    readonly status = 400,
  ) {
    super(message);
    this.name = code;
  }
}

/** A value that breaks a constraint of the model, in the words of AWS. */
export function validation(message: string): AwsError {
  return new AwsError('ValidationException', message);
}

/** The object is in the way of what was asked for. */
export function conflict(message: string, details: Readonly<Record<string, unknown>> = {}): AwsError {
  return new AwsError('ConflictException', message, details);
}

/** The object does not exist. */
export function notFound(message: string, details: Readonly<Record<string, unknown>> = {}): AwsError {
  return new AwsError('ResourceNotFoundException', message, details);
}

/** The constraint report that all services share: `1 validation error detected: …`. */
export function constraintMessage(problems: readonly string[]): string {
  const noun = problems.length === 1 ? 'error' : 'errors';
  return `${problems.length} validation ${noun} detected: ${problems.join('; ')}`;
}
