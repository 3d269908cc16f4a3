import { document, integer, list, optional, structure, text } from '../shapes.js';

/** Constraints of the Identity Store's published model. */
export const storeId = text({
  min: 1,
  max: 36,
  pattern: 'd-[0-9a-f]{10}$|^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}',
});
export const resourceId = text({
  min: 1,
  max: 47,
  pattern: '([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
});
export const sensitive = text({
  min: 1,
  max: 1024,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0\u3000]+',
});
export const groupName = text({
  min: 1,
  max: 1024,
  pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r \u00a0]+',
});
export const userName = text({ min: 1, max: 128, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });
export const attributePath = text({
  min: 1,
  max: 255,
  pattern: '(?:\\p{L}+:\\p{L}+:\\p{L}+(?:\\.\\p{L}+){0,3}|\\p{L}+(?:\\.\\p{L}+){0,2})',
});
export const memberId = structure({ UserId: optional(resourceId) });

const external = text({ min: 1, max: 256, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });

export const alternateIdentifier = structure({
  ExternalId: optional(structure({ Issuer: external, Id: external })),
  UniqueAttribute: optional(structure({ AttributePath: attributePath, AttributeValue: document() })),
});

export const filters = optional(
  list(structure({ AttributePath: attributePath, AttributeValue: sensitive }), 0, 1),
);

export const attributeOperations = list(
  structure({ AttributePath: attributePath, AttributeValue: optional(document()) }),
  1,
  100,
);

/** The most items of a page, in every list of this service. */
export const MOST = 100;

export const paging = {
  MaxResults: optional(integer(1, MOST)),
  NextToken: optional(text({ min: 1, max: 65535, pattern: '[-a-zA-Z0-9+=/:_]*' })),
};

export const inStore = { IdentityStoreId: storeId };
