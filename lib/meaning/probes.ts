/** Actions that let their holder reach further than the policy says, by what they are good for. */
export interface Probe {
  /** Follows "inline policy lets its holder". */
  readonly lets: string;
  /** Whether they count only where they reach more than named resources. */
  readonly reach: 'any' | 'wide';
  readonly actions: readonly string[];
}

/** Sources: Rhino Security Labs, "AWS IAM privilege escalation methods"; AWS service authorization reference. */
export const PROBES: readonly Probe[] = [
  {
    lets: 'change who may do what in IAM',
    reach: 'any',
    actions: [
      'iam:AddClientIDToOpenIDConnectProvider',
      'iam:AddUserToGroup',
      'iam:AttachGroupPolicy',
      'iam:AttachRolePolicy',
      'iam:AttachUserPolicy',
      'iam:CreateAccessKey',
      'iam:CreateLoginProfile',
      'iam:CreateOpenIDConnectProvider',
      'iam:CreatePolicyVersion',
      'iam:CreateSAMLProvider',
      'iam:CreateServiceSpecificCredential',
      'iam:DeactivateMFADevice',
      'iam:DeleteRolePermissionsBoundary',
      'iam:DeleteRolePolicy',
      'iam:DeleteUserPermissionsBoundary',
      'iam:DeleteUserPolicy',
      'iam:DetachRolePolicy',
      'iam:PutGroupPolicy',
      'iam:PutRolePermissionsBoundary',
      'iam:PutRolePolicy',
      'iam:PutUserPermissionsBoundary',
      'iam:PutUserPolicy',
      'iam:SetDefaultPolicyVersion',
      'iam:UpdateAssumeRolePolicy',
      'iam:UpdateLoginProfile',
      'iam:UpdateOpenIDConnectProviderThumbprint',
      'iam:UpdateSAMLProvider',
    ],
  },
  { lets: 'hand any role to a service', reach: 'wide', actions: ['iam:PassRole'] },
  {
    lets: 'take on any role that trusts the account',
    reach: 'wide',
    actions: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity', 'sts:AssumeRoot'],
  },
  {
    lets: 'give access through Identity Center',
    reach: 'any',
    actions: [
      'identitystore:CreateGroupMembership',
      'identitystore:CreateUser',
      'identitystore:DeleteGroupMembership',
      'identitystore:UpdateUser',
      'sso-directory:AddMemberToGroup',
      'sso-directory:CreateUser',
      'sso-directory:UpdatePassword',
      'sso:AttachCustomerManagedPolicyReferenceToPermissionSet',
      'sso:AttachManagedPolicyToPermissionSet',
      'sso:CreateAccountAssignment',
      'sso:DeletePermissionsBoundaryFromPermissionSet',
      'sso:ProvisionPermissionSet',
      'sso:PutInlinePolicyToPermissionSet',
      'sso:PutPermissionsBoundaryToPermissionSet',
      'sso:UpdateInstanceAccessControlAttributeConfiguration',
    ],
  },
  {
    lets: 'change the organization and its guardrails',
    reach: 'any',
    actions: [
      'organizations:AttachPolicy',
      'organizations:CloseAccount',
      'organizations:CreateAccount',
      'organizations:DeletePolicy',
      'organizations:DeregisterDelegatedAdministrator',
      'organizations:DetachPolicy',
      'organizations:DisablePolicyType',
      'organizations:EnableAWSServiceAccess',
      'organizations:LeaveOrganization',
      'organizations:MoveAccount',
      'organizations:PutResourcePolicy',
      'organizations:RegisterDelegatedAdministrator',
      'organizations:RemoveAccountFromOrganization',
      'organizations:UpdatePolicy',
    ],
  },
  {
    lets: 'switch off the records of what happens',
    reach: 'any',
    actions: [
      'cloudtrail:DeleteTrail',
      'cloudtrail:PutEventSelectors',
      'cloudtrail:StopLogging',
      'cloudtrail:UpdateTrail',
      'config:DeleteConfigurationRecorder',
      'config:StopConfigurationRecorder',
      'guardduty:DeleteDetector',
      'guardduty:UpdateDetector',
      'securityhub:DisableSecurityHub',
    ],
  },
  {
    lets: 'open resources to others',
    reach: 'wide',
    actions: [
      'kms:CreateGrant',
      'kms:PutKeyPolicy',
      's3:PutBucketPolicy',
      'secretsmanager:PutResourcePolicy',
    ],
  },
  {
    lets: 'run commands as the roles of running workloads',
    reach: 'wide',
    actions: [
      'ec2-instance-connect:SendSSHPublicKey',
      'ecs:ExecuteCommand',
      'lambda:UpdateFunctionCode',
      'ssm:SendCommand',
      'ssm:StartSession',
    ],
  },
];
