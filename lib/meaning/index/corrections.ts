import type { LevelLetter } from './level.js';

/**
 * Actions that AWS calls writing, tagging or managing permissions and that change nothing: they answer, and what was there is as
 * it was. What takes something for itself (a task, a session, a token that was not there) is not among them.
 * Source: the API reference of each service.
 */
const READING = [
  'appconfig:ValidateConfiguration',
  'appfabric:BatchGetUserAccessTasks',
  'athena:ExportNotebook',
  'athena:GetSessionEndpoint',
  'b2bi:TestConversion',
  'b2bi:TestMapping',
  'b2bi:TestParsing',
  'backup-storage:DescribeBackupJob',
  'backup-storage:GetBaseBackup',
  'backup-storage:GetChunk',
  'backup-storage:GetIncrementalBaseBackup',
  'backup-storage:GetObjectMetadata',
  'backup-storage:ListChunks',
  'backup-storage:ListObjects',
  'bcm-pricing-calculator:ListTagsForResource',
  'bedrock:RetrieveAndGenerate',
  'cloudfront:TestConnectionFunction',
  'cloudfront:TestFunction',
  'cloudshell:GetFileDownloadUrls',
  'cloudwatch:QueryTraces',
  'cloudwatch:SearchPrincipals',
  'cognito-idp:GetTokensFromRefreshToken',
  'ds:AccessDSData',
  'honeycode:ListTagsForResource',
  'iot:GetConnection',
  'iot:ListSubscriptions',
  'iot:Receive',
  'iot:Subscribe',
  'kms:Decrypt',
  'kms:DeriveSharedSecret',
  'kms:Encrypt',
  'kms:GenerateDataKey',
  'kms:GenerateDataKeyPair',
  'kms:GenerateDataKeyPairWithoutPlaintext',
  'kms:GenerateDataKeyWithoutPlaintext',
  'kms:ReEncryptFrom',
  'kms:ReEncryptTo',
  'macie2:TestCustomDataIdentifier',
  'payment-cryptography:DecryptData',
  'payment-cryptography:TranslatePinData',
  'route53globalresolver:ListTagsForResource',
  'ses:TestRenderEmailTemplate',
  'ses:TestRenderTemplate',
  'workmail:TestInboundMailFlowRules',
  'workmail:TestOutboundMailFlowRules',
];

/**
 * Actions that AWS calls managing permissions and that change things, but nobody's permissions: firewalls of the web, certificates,
 * networks, runs. In other services AWS calls the same ones writing.
 * Source: the API reference of each service.
 */
const WRITING = [
  'apigateway:AddCertificateToDomain',
  'apigateway:RemoveCertificateFromDomain',
  'apigateway:SetWebACL',
  'appsync:SetWebACL',
  'bedrock-agentcore:AuthorizeAction',
  'bedrock-agentcore:InvokeGateway',
  'bedrock-agentcore:InvokeWebSearch',
  'bedrock-agentcore:PartiallyAuthorizeActions',
  'bedrock-agentcore:SynchronizeGatewayTargets',
  'ec2:AttachApplianceToNatGateway',
  'ec2:AttachResourcesToPlacementGroup',
  'ec2:CreateOdbNetworkPeering',
  'ec2:DeleteOdbNetworkPeering',
  'ec2:DetachApplianceFromNatGateway',
  'ec2:DetachResourcesFromPlacementGroup',
  'ec2:ModifyOdbNetworkPeering',
  'fsx:BypassSnaplockEnterpriseRetention',
  'glue:DeregisterDataPreview',
  'glue:RefreshOAuth2Tokens',
  'glue:RequestLogParsing',
  'glue:RunDataPreviewStatement',
  'glue:SendRecipeAction',
  'glue:StartNotebook',
  'glue:TerminateNotebook',
  'glue:UseGlueStudio',
  'iotfleetwise:GenerateCommandPayload',
  'managedblockchain:Invoke',
  'managedblockchain:POST',
  'opensearch:ApplicationAccessAll',
  'rds-db:connect',
  'rds:AuthorizeDBSecurityGroupIngress',
  's3:BypassGovernanceRetention',
  'ses:ApplyTrackingConfigurationOverrides',
  'ses:ReplicateEmailIdentityDkimSigningKey',
  'waf-regional:CreateWebACL',
  'waf-regional:DeleteWebACL',
  'waf-regional:UpdateWebACL',
  'waf:CreateWebACL',
  'waf:DeleteWebACL',
  'waf:UpdateWebACL',
  'xray:PutEncryptionConfig',
];

/** The level of each action of which AWS's own says something else than what it does. */
export const CORRECTED_LEVELS: ReadonlyMap<string, LevelLetter> = new Map<string, LevelLetter>([
  ...READING.map((action) => [action, /:List/.test(action) ? 'l' : 'r'] as const),
  ...WRITING.map((action) => [action, 'w'] as const),
]);

/** Lets the logs of a resource be delivered, in whichever service: who may do what stays as it is. */
export const VENDED_LOGS = 'AllowVendedLogDeliveryForResource';
