import { versionsOf } from '../aws/iam.js';
import type { Runtime } from '../core/runtime.js';
import type { PolicyVersion } from '../core/state.js';
import { ControlError } from './errors.js';
import type { Change } from './tamper.js';

interface Publication {
  readonly policyArn: string;
  /** The new text, as JSON. */
  readonly document?: string | undefined;
  /** A statement that the new text has beyond the present one; where it is a text, as JSON. */
  readonly statement?: string | Readonly<Record<string, unknown>> | undefined;
}

/** AWS changes the text of a policy that it manages: a new version, the default one at once. No log of a customer's shows it. */
export function publishPolicy(runtime: Runtime, { policyArn: arn, ...text }: Publication): Change {
  if (!/^arn:aws[a-z-]*:iam::aws:policy\/.+$/.test(arn))
    throw new ControlError(400, 'not-of-aws', `\`${arn}\` is no policy that AWS manages`);
  const present = versionsOf(runtime, arn).at(-1);
  const version: PolicyVersion = {
    id: `v${Number(present?.id.slice(1) ?? 0) + 1}`,
    document: JSON.stringify(documentOf(arn, text, present)),
    createdAt: new Date(runtime.now()).toISOString(),
  };
  const { policyVersions } = runtime.world.aws;
  policyVersions.set(arn, [...(policyVersions.get(arn) ?? []), version]);
  return { policyArn: arn, versionId: version.id };
}

function documentOf(
  arn: string,
  { document, statement }: Omit<Publication, 'policyArn'>,
  present: PolicyVersion | undefined,
): object {
  if ((document === undefined) === (statement === undefined))
    throw new ControlError(400, 'one-of-two', 'give `document` or `statement`, one of the two');
  if (document !== undefined) return objectIn('document', document);
  if (!present) throw new ControlError(404, 'unknown-name', `no policy is named \`${arn}\``);
  const text = JSON.parse(present.document) as { readonly Statement: object | readonly object[] };
  return {
    ...text,
    Statement: [
      text.Statement,
      typeof statement === 'object' ? statement : objectIn('statement', statement ?? ''),
    ].flat(),
  };
}

function objectIn(field: string, json: string): object {
  try {
    const value: unknown = JSON.parse(json);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value;
  } catch {
    // Told below, like what is JSON and no object.
  }
  throw new ControlError(400, 'not-json', `\`${field}\` is not a JSON object`);
}
