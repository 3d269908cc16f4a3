import { GetPolicyCommand, GetPolicyVersionCommand } from '@aws-sdk/client-iam';
import type { ObservedPolicy } from '../../../inventory/index.js';
import type { AwsContext } from '../access.js';
import { malformed, required } from '../faults.js';

/**
 * The default version of a policy that AWS manages, as it is now. Two calls; the second answers the document with percent-encoding.
 * Source: IAM API reference, `GetPolicyVersion`; RFC 3986, section 2.1. Throws a WritError.
 */
export async function readPolicyText(access: AwsContext, arn: string): Promise<ObservedPolicy> {
  const version = await defaultVersionOf(access, arn);
  const action = 'iam:GetPolicyVersion';
  const command = new GetPolicyVersionCommand({ PolicyArn: arn, VersionId: version });
  const { PolicyVersion } = await access.iam.call(
    action,
    (options) => access.clients.iam.send(command, options),
    access.signal,
  );
  const text = plain(required(PolicyVersion?.Document, action, 'Document'), action);
  return { arn, version, text };
}

async function defaultVersionOf(access: AwsContext, arn: string): Promise<string> {
  const action = 'iam:GetPolicy';
  const command = new GetPolicyCommand({ PolicyArn: arn });
  const { Policy } = await access.iam.call(
    action,
    (options) => access.clients.iam.send(command, options),
    access.signal,
  );
  return required(Policy?.DefaultVersionId, action, 'DefaultVersionId');
}

/** Decoded and seen to be JSON: what is not even that was answered by something else. A plus is a plus. */
function plain(encoded: string, action: string): string {
  try {
    const text = decodeURIComponent(encoded);
    JSON.parse(text);
    return text;
  } catch {
    throw malformed(action, 'holds a policy that is no URL-encoded JSON');
  }
}
