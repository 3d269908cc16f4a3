/**
 * Reading actions that answer with what opens something else as it stands: whoever may read it has what it opens. Of other
 * credentials that are read, either more is needed (a ticket, a grant, a membership, a key, a pool of identities that has a
 * developer provider: `cognito-identity:GetOpenIdTokenForDeveloperIdentity`), or they are the reader's own.
 * Source: the API reference of each service.
 */
export const OPENS: ReadonlySet<string> = new Set([
  'acm:ExportCertificate',
  'elasticmapreduce:GetClusterSessionCredentials',
  'emr-containers:GetManagedEndpointSessionCredentials',
  'finspace-api:GetProgrammaticAccessCredentials',
  'lightsail:GetInstanceAccessDetails',
  'lightsail:GetRelationalDatabaseMasterUserPassword',
  'pca-connector-scep:GetChallengePassword',
  'redshift-serverless:GetCredentials',
  'redshift:GetClusterCredentials',
  'redshift:GetClusterCredentialsWithIAM',
  'secretsmanager:BatchGetSecretValue',
  'secretsmanager:GetSecretValue',
]);
