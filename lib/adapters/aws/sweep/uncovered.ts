/** What can give access on AWS and this sweep does not read; said with every sweep. */
export const UNCOVERED: readonly string[] = [
  'aws: IAM users, groups, access keys and roles in the accounts, and who may assume those roles',
  'aws: resource policies (S3 buckets, KMS keys, queues, secrets …) that let principals in from anywhere',
  'aws: service and resource control policies, which narrow what a permission set gives',
  'aws: the content of customer managed policies and boundaries, which lives in each account',
  'aws: roles of permission sets changed by hand inside an account',
  'aws: root users of the accounts',
  'aws: delegated administrators of the organization and of Identity Center',
  'aws: application assignments, trusted token issuers and access scopes of Identity Center',
  'aws: who may use the SCIM token of the Identity Store, and its last push',
  'aws: account instances of Identity Center in member accounts, and other regions',
  'aws: sessions that are open now, which outlive the assignment they came from',
];

/** What is not covered either where the texts of policies are not read live. */
export const UNREAD_TEXTS =
  'aws: changes by AWS of the text of its managed policies, which is judged as it was published';
