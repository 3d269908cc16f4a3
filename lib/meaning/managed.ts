/** An ARN of AWS's own, in any partition; the name comes after the path. */
const AWS_MANAGED = /^arn:aws[\w-]*:iam::aws:policy\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)$/;

/** AWS managed policies that administer, and what they give. Source: AWS managed policy reference guide. */
const ADMINISTRATIVE: Readonly<Record<string, string>> = {
  AdministratorAccess: 'every action on every resource',
  'AdministratorAccess-Amplify': 'every action that an Amplify app may need, passing roles included',
  'AdministratorAccess-AWSElasticBeanstalk':
    'every action that Elastic Beanstalk may need, passing roles included',
  PowerUserAccess: 'every action but those of IAM, Organizations and Account Management',
  AWSSSOMasterAccountAdministrator: 'assigning any permission set on any account',
  AWSSSOMemberAccountAdministrator: 'assigning permission sets on member accounts',
  AWSSSODirectoryAdministrator: 'changing who is in the groups of Identity Center',
  AWSKeyManagementServicePowerUser: 'creating keys and administering their aliases and grants',
  SecretsManagerReadWrite: 'reading and writing every secret',
  SystemAdministrator: 'operating most services, passing roles included',
  NetworkAdministrator: 'every action on networks',
  DatabaseAdministrator: 'every action on databases, passing roles included',
  DataScientist: 'every action on analytics services, passing roles included',
};

/** `AmazonEC2FullAccess`, `AWSLambda_FullAccess`, `AmazonS3FullAccess`. */
const FULL_ACCESS = /^(?:AWS|Amazon)?(.+?)_?FullAccess$/;

/** Why an AWS managed policy counts as privileged; nothing for one that does not. */
export function whyManaged(arn: string): readonly string[] {
  const name = AWS_MANAGED.exec(arn)?.[1];
  if (name === undefined) return [`content of policy ${arn} is not read`];
  const gives = Object.hasOwn(ADMINISTRATIVE, name) ? ADMINISTRATIVE[name] : fullAccess(name);
  return gives ? [`AWS managed policy ${name} gives ${gives}`] : [];
}

function fullAccess(name: string): string | undefined {
  const service = FULL_ACCESS.exec(name)?.[1];
  return service && `full access to ${service}`;
}
