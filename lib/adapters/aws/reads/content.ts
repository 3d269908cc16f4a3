import type { PermissionSetContent } from '../../../model/index.js';
import { by, isWritError, sorted, type WritError } from '../../../kernel/index.js';
import type { AwsContext, Instance } from '../access.js';
import { malformed, required } from '../faults.js';
import type { ReadList } from '../pages.js';
import { listCustomerManaged, listManaged, readBoundary, readInline } from './policies.js';
import { describeSet } from './sets.js';

/** What a permission set is called and can do, as far as it could be read. */
export interface SetContent {
  readonly name?: string;
  readonly content?: PermissionSetContent;
  readonly failure?: WritError;
}

/** What the service takes when a set has no session duration of its own. */
const DEFAULT_SESSION = 'PT1H';

/** Reads name and content. The set is described last: that proves that "no boundary" did not mean "no set". */
export async function readContent(access: AwsContext, instance: Instance, set: string): Promise<SetContent> {
  const failures: WritError[] = [];
  const part = <T>(reading: Promise<T>): Promise<T | undefined> =>
    reading.catch((error: unknown) => {
      failures.push(failureOf(access, error));
      return undefined;
    });
  const [managed, customerManaged, inline, boundary] = await Promise.all([
    part(whole(listManaged(access, instance, set))),
    part(whole(listCustomerManaged(access, instance, set))),
    part(readInline(access, instance, set)),
    part(readBoundary(access, instance, set)),
  ]);
  const described = await part(describe(access, instance, set));
  const [failure] = sorted(
    failures,
    by((f) => f.message),
  );
  if (failure || !managed || !customerManaged || !described) {
    return { ...(described && { name: described.name }), ...(failure && { failure }) };
  }
  return {
    name: described.name,
    content: {
      managed,
      customerManaged,
      sessionMinutes: described.sessionMinutes,
      ...(inline === undefined ? {} : { inline }),
      ...(boundary && { boundary }),
    },
  };
}

async function describe(
  access: AwsContext,
  instance: Instance,
  set: string,
): Promise<{ name: string; sessionMinutes: number }> {
  const { Name, SessionDuration = DEFAULT_SESSION } = await describeSet(access, instance, set);
  const action = 'sso:DescribePermissionSet';
  const name = required(Name || undefined, action, 'Name');
  const sessionMinutes = minutesOf(SessionDuration);
  if (sessionMinutes === undefined)
    throw malformed(action, `has the session duration \`${SessionDuration}\``);
  return { name, sessionMinutes };
}

/** Minutes of an ISO 8601 duration of hours and minutes, the only ones that the service takes. */
function minutesOf(duration: string): number | undefined {
  const match = /^PT(?:(\d{1,4})H)?(?:(\d{1,5})M)?(?:(\d{1,6})S)?$/.exec(duration);
  const minutes = Number(match?.[1] ?? 0) * 60 + Number(match?.[2] ?? 0) + Number(match?.[3] ?? 0) / 60;
  return match && minutes > 0 ? minutes : undefined;
}

/** The items of a list that was read to its end; throws its failure otherwise. */
export async function whole<T>(listing: Promise<ReadList<T>>): Promise<readonly T[]> {
  const { items, failure } = await listing;
  if (failure) throw failure;
  return items;
}

/** A failure as a value; an abort, or a fault of ours, is thrown on. */
function failureOf({ signal }: AwsContext, error: unknown): WritError {
  if (signal?.aborted || !isWritError(error)) throw error;
  return error;
}
