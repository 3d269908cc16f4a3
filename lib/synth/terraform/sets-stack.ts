import type { Construct } from 'constructs';
import { SsoadminAccountAssignment } from '@cdktf/provider-aws/lib/ssoadmin-account-assignment';
import { SsoadminCustomerManagedPolicyAttachment } from '@cdktf/provider-aws/lib/ssoadmin-customer-managed-policy-attachment';
import { SsoadminManagedPolicyAttachment } from '@cdktf/provider-aws/lib/ssoadmin-managed-policy-attachment';
import { SsoadminPermissionSet } from '@cdktf/provider-aws/lib/ssoadmin-permission-set';
import { SsoadminPermissionSetInlinePolicy } from '@cdktf/provider-aws/lib/ssoadmin-permission-set-inline-policy';
import { SsoadminPermissionsBoundaryAttachment } from '@cdktf/provider-aws/lib/ssoadmin-permissions-boundary-attachment';
import { canonicalJson, WritError } from '../../kernel/index.js';
import {
  isAssignment,
  isAwsGroup,
  isGroup,
  refKey,
  type PermissionSetContent,
  type PermissionSetRef,
} from '../../model/index.js';
import type { PermissionSetDeclaration, WantedEdge } from '../../manifest/index.js';
import { AwsStack } from './aws-stack.js';
import { expression, literal } from './literal.js';
import { edgeResourceId, namedId, refResourceId } from './names.js';

/** Permission sets with their content, and what carriers hold of them. */
export class PermissionSetsStack extends AwsStack {
  private readonly made = new Set<string>();
  private readonly boundaries = new Map<string, SsoadminPermissionsBoundaryAttachment>();

  constructor(
    scope: Construct,
    name: string,
    sets: readonly PermissionSetDeclaration[],
    edges: readonly WantedEdge[],
  ) {
    super(scope, name);
    for (const set of sets) this.addSet(set);
    for (const edge of edges) this.addAssignment(edge);
  }

  private addSet({ ref, description, content }: PermissionSetDeclaration): void {
    const id = refResourceId(ref);
    this.made.add(refKey(ref));
    new SsoadminPermissionSet(this, id, {
      name: literal(ref.name),
      instanceArn: this.instanceArn,
      sessionDuration: isoDuration(content.sessionMinutes),
      ...(description ? { description: literal(description) } : {}),
    });
    this.addPolicies(id, refKey(ref), content);
    this.addInline(id, content.inline);
    this.addBoundary(id, refKey(ref), content.boundary);
  }

  private addPolicies(id: string, key: string, content: PermissionSetContent): void {
    for (const arn of content.managed) {
      new SsoadminManagedPolicyAttachment(this, namedId(`${id}_${arn.split('/').at(-1) ?? ''}`, key + arn), {
        ...this.setOf(id),
        managedPolicyArn: literal(arn),
      });
    }
    for (const { path, name } of content.customerManaged) {
      new SsoadminCustomerManagedPolicyAttachment(this, namedId(`${id}_${name}`, `${key}${path}${name}`), {
        ...this.setOf(id),
        customerManagedPolicyReference: { name: literal(name), path: literal(path) },
      });
    }
  }

  private addInline(id: string, inline: unknown): void {
    if (inline === undefined) return;
    new SsoadminPermissionSetInlinePolicy(this, `${id}_inline`, {
      ...this.setOf(id),
      inlinePolicy: literal(canonicalJson(inline)),
    });
  }

  private addBoundary(id: string, key: string, boundary: PermissionSetContent['boundary']): void {
    if (!boundary) return;
    const attachment = new SsoadminPermissionsBoundaryAttachment(this, `${id}_boundary`, {
      ...this.setOf(id),
      permissionsBoundary:
        'arn' in boundary
          ? { managedPolicyArn: literal(boundary.arn) }
          : {
              customerManagedPolicyReference: { name: literal(boundary.name), path: literal(boundary.path) },
            },
    });
    this.boundaries.set(key, attachment);
  }

  /** An assignment waits for the boundary of its set, so that nobody holds the set without it for a moment. */
  private addAssignment({ id, edge }: WantedEdge): void {
    const { holder, target } = edge;
    if (!isGroup(holder) || !isAwsGroup(holder) || !isAssignment(target))
      throw new WritError('BUG', `structure \`${id}\` is no assignment to a group`, {
        remedy: 'report this with the manifest',
      });
    const boundary = this.boundaries.get(refKey(target.set));
    new SsoadminAccountAssignment(this, edgeResourceId('assignment', id), {
      ...this.eitherSet(target.set),
      principalId: this.groupId(holder),
      principalType: 'GROUP',
      targetId: target.account,
      targetType: 'AWS_ACCOUNT',
      ...(boundary ? { dependsOn: [boundary] } : {}),
    });
  }

  /** The set of this stack, or the one that others own. */
  private eitherSet(ref: PermissionSetRef): ReturnType<typeof this.setOf> {
    if (this.made.has(refKey(ref))) return this.setOf(refResourceId(ref));
    return { instanceArn: this.instanceArn, permissionSetArn: this.setArn(ref) };
  }

  private setOf(id: string): { readonly instanceArn: string; readonly permissionSetArn: string } {
    return {
      instanceArn: this.instanceArn,
      permissionSetArn: expression(`aws_ssoadmin_permission_set.${id}.arn`),
    };
  }
}

/** Minutes as AWS writes a session: `PT1H30M`. */
function isoDuration(minutes: number): string {
  const hours = Math.floor(minutes / 60);
  const rest = minutes % 60;
  return `PT${hours > 0 ? `${hours}H` : ''}${rest > 0 || hours === 0 ? `${rest}M` : ''}`;
}
