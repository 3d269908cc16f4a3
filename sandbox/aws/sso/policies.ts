import type { PermissionSet } from '../../core/state.js';
import { AwsError, conflict, notFound, validation } from '../errors.js';
import { fromArray, page } from '../pages.js';
import { read, write } from '../service.js';
import { optional, structure } from '../shapes.js';
import { contentChanged, findSet } from './lookup.js';
import { customerPolicy, managedPolicyArn, MOST, ofSet, paging, policyDocument } from './shapes.js';

/** AWS managed and customer managed policies that one set may hold together. */
const MOST_POLICIES = 20;
/** Characters of an inline policy that are not white space. */
const MOST_INLINE = 10_240;

/** Policies attached by reference: AWS managed, and customer managed by name. */
export const attachedPolicyOperations = {
  ListManagedPoliciesInPermissionSet: read({ ...ofSet, ...paging }, (input, call) => {
    const { items, next } = page(call, input, MOST, fromArray(findSet(call, input).managedPolicies));
    return { AttachedManagedPolicies: items.map(({ name, arn }) => ({ Name: name, Arn: arn })), ...next };
  }),

  AttachManagedPolicyToPermissionSet: write(
    { ...ofSet, ManagedPolicyArn: managedPolicyArn },
    (input, call) => {
      const set = findSet(call, input);
      const arn = input.ManagedPolicyArn;
      if (set.managedPolicies.some((policy) => policy.arn === arn)) {
        throw conflict(
          `Permission set with id ${idOf(set)} already has a typed link attachment to a managed policy with ${arn}`,
        );
      }
      checkRoom(set);
      set.managedPolicies = [...set.managedPolicies, { name: arn.split('/').at(-1) ?? '', arn }];
      contentChanged(set);
      return {};
    },
  ),

  DetachManagedPolicyFromPermissionSet: write(
    { ...ofSet, ManagedPolicyArn: managedPolicyArn },
    (input, call) => {
      const set = findSet(call, input);
      const left = set.managedPolicies.filter((policy) => policy.arn !== input.ManagedPolicyArn);
      if (left.length === set.managedPolicies.length) {
        throw notFound(
          `Permission set with id ${idOf(set)} does not have a typed link attachment to a managed policy with ${input.ManagedPolicyArn}`,
        );
      }
      set.managedPolicies = left;
      contentChanged(set);
      return {};
    },
  ),

  ListCustomerManagedPolicyReferencesInPermissionSet: read({ ...ofSet, ...paging }, (input, call) => {
    const { items, next } = page(call, input, MOST, fromArray(findSet(call, input).customerManagedPolicies));
    return {
      CustomerManagedPolicyReferences: items.map(({ name, path }) => ({ Name: name, Path: path })),
      ...next,
    };
  }),

  AttachCustomerManagedPolicyReferenceToPermissionSet: write(
    { ...ofSet, CustomerManagedPolicyReference: customerPolicy },
    (input, call) => {
      const set = findSet(call, input);
      const reference = referenceOf(input.CustomerManagedPolicyReference);
      if (set.customerManagedPolicies.some((policy) => sameReference(policy, reference))) {
        throw conflict(
          `Permission set with id ${idOf(set)} already has customer managed policy ${reference.path}${reference.name}`,
        );
      }
      checkRoom(set);
      set.customerManagedPolicies = [...set.customerManagedPolicies, reference];
      contentChanged(set);
      return {};
    },
  ),

  DetachCustomerManagedPolicyReferenceFromPermissionSet: write(
    { ...ofSet, CustomerManagedPolicyReference: customerPolicy },
    (input, call) => {
      const set = findSet(call, input);
      const reference = referenceOf(input.CustomerManagedPolicyReference);
      const left = set.customerManagedPolicies.filter((policy) => !sameReference(policy, reference));
      if (left.length === set.customerManagedPolicies.length) {
        throw notFound(
          `Permission set with id ${idOf(set)} does not have customer managed policy ${reference.path}${reference.name}`,
        );
      }
      set.customerManagedPolicies = left;
      contentChanged(set);
      return {};
    },
  ),
};

/** The inline policy and the permissions boundary: at most one of each. */
export const ownPolicyOperations = {
  // The service answers an empty string where there is no inline policy, against its own model.
  GetInlinePolicyForPermissionSet: read(ofSet, (input, call) => ({
    InlinePolicy: findSet(call, input).inlinePolicy,
  })),

  PutInlinePolicyToPermissionSet: write({ ...ofSet, InlinePolicy: policyDocument }, (input, call) => {
    const set = findSet(call, input);
    checkDocument(input.InlinePolicy);
    if (set.inlinePolicy !== input.InlinePolicy) contentChanged(set);
    set.inlinePolicy = input.InlinePolicy;
    return {};
  }),

  DeleteInlinePolicyFromPermissionSet: write(ofSet, (input, call) => {
    const set = findSet(call, input);
    if (set.inlinePolicy !== '') contentChanged(set);
    set.inlinePolicy = '';
    return {};
  }),

  GetPermissionsBoundaryForPermissionSet: read(ofSet, (input, call) => {
    const boundary = boundaryOf(findSet(call, input));
    if ('managedPolicyArn' in boundary)
      return { PermissionsBoundary: { ManagedPolicyArn: boundary.managedPolicyArn } };
    return {
      PermissionsBoundary: { CustomerManagedPolicyReference: { Name: boundary.name, Path: boundary.path } },
    };
  }),

  PutPermissionsBoundaryToPermissionSet: write(
    {
      ...ofSet,
      PermissionsBoundary: structure({
        ManagedPolicyArn: optional(managedPolicyArn),
        CustomerManagedPolicyReference: optional(customerPolicy),
      }),
    },
    (input, call) => {
      const set = findSet(call, input);
      const { ManagedPolicyArn: arn, CustomerManagedPolicyReference: reference } = input.PermissionsBoundary;
      if ((arn === undefined) === (reference === undefined)) {
        throw validation('Exactly one of ManagedPolicyArn and CustomerManagedPolicyReference must be given.');
      }
      if (arn !== undefined) set.boundary = { managedPolicyArn: arn };
      else if (reference !== undefined) set.boundary = referenceOf(reference);
      contentChanged(set);
      return {};
    },
  ),

  DeletePermissionsBoundaryFromPermissionSet: write(ofSet, (input, call) => {
    const set = findSet(call, input);
    boundaryOf(set);
    delete set.boundary;
    contentChanged(set);
    return {};
  }),
};

function idOf(set: PermissionSet): string {
  return set.arn.split('/').at(-1) ?? '';
}

function referenceOf(given: { Name: string; Path: string | undefined }): { name: string; path: string } {
  return { name: given.Name, path: given.Path ?? '/' };
}

function sameReference(a: { name: string; path: string }, b: { name: string; path: string }): boolean {
  return a.name === b.name && a.path === b.path;
}

function boundaryOf(set: PermissionSet): NonNullable<PermissionSet['boundary']> {
  if (set.boundary === undefined)
    throw notFound(`Permission set with id ${idOf(set)} does not have a permissions boundary.`);
  return set.boundary;
}

function checkRoom(set: PermissionSet): void {
  if (set.managedPolicies.length + set.customerManagedPolicies.length < MOST_POLICIES) return;
  throw new AwsError(
    'ServiceQuotaExceededException',
    `Cannot exceed quota for policies per permission set: ${MOST_POLICIES}`,
  );
}

function checkDocument(policy: string): void {
  if (policy.replace(/\s/g, '').length > MOST_INLINE) {
    throw new AwsError(
      'ServiceQuotaExceededException',
      `Cannot exceed quota for inline policy size: ${MOST_INLINE}`,
    );
  }
  let parsed: unknown;
  try {
    parsed = JSON.parse(policy);
  } catch {
    parsed = undefined;
  }
  if (typeof parsed !== 'object' || parsed === null || !('Statement' in parsed)) {
    throw validation('The inline policy is not a well-formed policy document.');
  }
}
