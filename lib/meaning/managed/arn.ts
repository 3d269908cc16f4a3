/** A policy of AWS's own: the partition of its ARN, and what follows `policy/`. */
export interface AwsPolicy {
  readonly partition: string;
  readonly path: string;
}

/** The parts of the ARN of a policy that AWS manages; undefined for a customer's own, and for what is no such ARN. */
export function awsPolicyOf(arn: string): AwsPolicy | undefined {
  const [, partition, path] = /^arn:(aws(?:-[a-z]+)*):iam::aws:policy\/([\w+=,.@/-]+)$/.exec(arn) ?? [];
  return partition === undefined || path === undefined ? undefined : { partition, path };
}

/** Whether an ARN names a policy that AWS manages, in any partition. */
export function isManagedByAws(arn: string): boolean {
  return awsPolicyOf(arn) !== undefined;
}
