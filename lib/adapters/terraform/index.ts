export { TerraformProcess, type TerraformProps } from './adapter.js';
export type { Backend } from './backend.js';
export { awsEnvironment, resolveCredential, USUAL, type CredentialSource } from './credential.js';
export { FileBundles } from './bundles.js';
export { refuseInherited } from './environment.js';
export { findBinary } from './tool.js';
