import { pinnedActions } from '../../lib/meaning/index/action-index.js';
import { CREDENTIALS, IDENTITY_PLANE, OPENS } from '../../lib/meaning/lists/index.js';
import { actionNamed } from './builders.js';

/** Names that say that something is answered with which somebody is somebody. */
const ANSWERS =
  /:(?:Admin|Batch)?(?:Assume|Create|Download|Exchange|Export|Generate|Get|Issue|Regenerate|Request|Reset|Retrieve|Reveal|Rotate)/;
const WITH =
  /Credential|Token|Password|Secret|A(?:pi|PI)Key|AccessKey|PrivateKey|KeyPair|Presigned|Login(?:Url|Session|Profile)|AuthCode|:Assume|DataAccess$|InstanceAccess|ComputeAccess/;

/** What is answered opens nothing. Source: the API reference of each service. */
const OPENS_NOTHING: Readonly<Record<string, readonly string[]>> = {
  'describes it, or counts it': [
    'aidevops:GetAccessToken',
    'bedrock-agentcore:GetApiKeyCredentialProvider',
    'bedrock-agentcore:GetOauth2CredentialProvider',
    'bedrock-agentcore:GetPaymentCredentialProvider',
    'bedrock-agentcore:GetTokenVault',
    'iam:GenerateCredentialReport',
    'iam:GetAccessKeyLastUsed',
    'iam:GetAccountPasswordPolicy',
    'iam:GetCredentialReport',
    'iam:GetLoginProfile',
    'iotmanagedintegrations:GetCredentialLocker',
    'ivs:GetPlaybackKeyPair',
    'lightsail:GetKeyPair',
    'lightsail:GetKeyPairs',
    'managedblockchain-query:BatchGetTokenBalance',
    'managedblockchain-query:GetTokenBalance',
    'sts:GetAccessKeyInfo',
    'workmail:GetPersonalAccessTokenMetadata',
  ],
  'keeps what its caller brought, or makes it anew where nobody sees it': [
    'aws-external-anthropic:RotateWebhookSecret',
    'bedrock-agentcore:CreateApiKeyCredentialProvider',
    'bedrock-agentcore:CreateOauth2CredentialProvider',
    'bedrock-agentcore:CreatePaymentCredentialProvider',
    'bedrock:CreateDataSourceToken',
    'cognito-idp:AdminResetUserPassword',
    'health-agent:ResetPassword',
    'iotmanagedintegrations:CreateCredentialLocker',
    'secretsmanager:CreateSecret',
    'secretsmanager:RotateSecret',
  ],
  'is a token of a step, a conversation or a place, or a text of chance': [
    'codeguru-reviewer:CreateConnectionToken',
    'ec2:CreateIpamExternalResourceVerificationToken',
    'iq:GetChatToken',
    'ivs:CreateParticipantToken',
    'ivschat:CreateChatToken',
    'qapps:CreateSubscriptionToken',
    'sagemaker:CreateHubContentPresignedUrls',
    'secretsmanager:GetRandomPassword',
    'waf-regional:GetChangeToken',
    'waf-regional:GetChangeTokenStatus',
    'waf:GetChangeToken',
    'waf:GetChangeTokenStatus',
    'wafv2:CreateAPIKey',
  ],
  'is of whoever asks, or of what the caller holds already': [
    'aidevops:CreateOneTimeLoginSession',
    'amplifyuibuilder:ExchangeCodeForToken',
    'cognito-idp:GetTokensFromRefreshToken',
    'finops-agent:CreateOneTimeLoginSession',
    'securityagent:CreateOneTimeLoginSession',
  ],
  'is of a thing, which whoever may change it can give away all the same': [
    'route53domains:RetrieveDomainAuthCode',
  ],
  'encrypts, and needs the key to open': [
    'kms:GenerateDataKeyPair',
    'kms:GenerateDataKeyPairWithoutPlaintext',
  ],
  'reveals what an execution was given, which `states:TestState` returns': ['states:RevealSecrets'],
};

const index = pinnedActions();
const named = [...CREDENTIALS, ...IDENTITY_PLANE].flatMap(({ actions }) => actions);
const reviewed = Object.values(OPENS_NOTHING).flat();

describe('what answers with credentials', () => {
  it('each action of the index whose name says so is in a list, or was reviewed to open nothing', () => {
    const says = index
      .expand(actionNamed('*'))
      .map((id) => index.nameOf(id))
      .filter((name) => ANSWERS.test(name) && WITH.test(name));
    expect(says.length).toBeGreaterThan(100);
    expect(says.filter((name) => !named.includes(name) && !reviewed.includes(name))).toEqual([]);
  });

  it('what was reviewed is in the index, once, and in no list', () => {
    expect(reviewed.filter((name) => index.expand(actionNamed(name)).length !== 1)).toEqual([]);
    expect(new Set(reviewed).size).toBe(reviewed.length);
    expect(reviewed.filter((name) => named.includes(name))).toEqual([]);
  });

  it('what opens something as it stands is among what answers with credentials', () => {
    expect([...OPENS].filter((name) => !named.includes(name))).toEqual([]);
  });
});
