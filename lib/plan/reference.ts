/**
 * The texts that are evaluated and synthesized, character for character. A rule over what a text refers to would not do: a condition over one
 * reference with a literal in its other branch refers to that one alone, and gives the literal.
 */
const NAME = '[a-z][a-z0-9_]*';
const FORMS: readonly RegExp[] = [
  /^\$\{tolist\((?<address>data\.aws_ssoadmin_instances\.instance)\.(?<attribute>identity_store_ids|arns)\)\[0\]\}$/,
  new RegExp(String.raw`^\$\{(?<address>aws_ssoadmin_permission_set\.${NAME})\.(?<attribute>arn)\}$`),
  new RegExp(
    String.raw`^\$\{(?<address>data\.aws_identitystore_group\.group_${NAME})\.(?<attribute>group_id)\}$`,
  ),
  new RegExp(
    String.raw`^\$\{(?<address>data\.aws_ssoadmin_permission_set\.set_${NAME})\.(?<attribute>arn)\}$`,
  ),
  new RegExp(String.raw`^\$\{(?<address>data\.okta_group\.group_${NAME})\.(?<attribute>id)\}$`),
  new RegExp(String.raw`^\$\{(?<address>data\.okta_app\.app_${NAME})\.(?<attribute>id)\}$`),
];

/** One attribute of one resource or data source of the same plan. */
export interface Reference {
  /** Like `aws_ssoadmin_permission_set.admin_9cc050b3`. */
  readonly address: string;
  readonly attribute: string;
}

/** What a text refers to, where it is exactly one of the forms that are synthesized. */
export function referenceOf(text: string): Reference | undefined {
  for (const form of FORMS) {
    const { address, attribute } = form.exec(text)?.groups ?? {};
    if (address !== undefined && attribute !== undefined) return { address, attribute };
  }
  return undefined;
}

/**
 * Whether Terraform may evaluate something in a text. `$${` and `%%{` are written out and mean `${` and `%{`; what a longer row of marks means is not
 * relied on.
 */
export function isEvaluated(text: string): boolean {
  return [...text.matchAll(/([$%])\1*(?=\{)/g)].some(([marks]) => marks.length !== 2);
}
