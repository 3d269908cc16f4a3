import { integer, list, oneOf, optional, structure, text } from '../shapes.js';

/** Constraints of Identity Center's published model. */
export const instanceArn = text({
  min: 10,
  max: 1224,
  pattern: 'arn:aws(-[a-z]{1,5}){0,3}:sso:::instance/(sso)?ins-[a-zA-Z0-9-.]{16}',
});
export const permissionSetArn = text({
  min: 10,
  max: 1224,
  pattern: 'arn:aws(-[a-z]{1,5}){0,3}:sso:::permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}',
});
export const accountId = text({ min: 12, max: 12, pattern: '\\d{12}' });
export const principalId = text({
  min: 1,
  max: 47,
  pattern: '([0-9a-f]{10}-|)[A-Fa-f0-9]{8}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{4}-[A-Fa-f0-9]{12}',
});
export const principalType = oneOf('USER', 'GROUP');
export const requestId = text({
  min: 36,
  max: 36,
  pattern: '\\b[0-9a-f]{8}\\b-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-\\b[0-9a-f]{12}\\b',
});
export const provisioningStatus = oneOf(
  'LATEST_PERMISSION_SET_PROVISIONED',
  'LATEST_PERMISSION_SET_NOT_PROVISIONED',
);
export const managedPolicyArn = text({
  min: 20,
  max: 2048,
  pattern: 'arn:aws(-[a-z]{1,5}){0,3}:iam::aws:policy((/[A-Za-z0-9\\.,\\+@=_-]+)*)/([A-Za-z0-9\\.,\\+=@_-]+)',
});
export const customerPolicy = structure({
  Name: text({ min: 1, max: 128, pattern: '[\\w+=,.@-]+' }),
  Path: optional(text({ min: 1, max: 512, pattern: '((/[A-Za-z0-9\\.,\\+@=_-]+)*)/' })),
});
export const policyDocument = text({
  min: 1,
  max: 32768,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+',
});
export const permissionSetName = text({ min: 1, max: 32, pattern: '[\\w+=,.@-]+' });
export const description = text({
  min: 1,
  max: 700,
  pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*',
});
export const duration = text({
  min: 1,
  max: 100,
  pattern:
    '(-?)P(?=\\d|T\\d)(?:(\\d+)Y)?(?:(\\d+)M)?(?:(\\d+)([DW]))?(?:T(?:(\\d+)H)?(?:(\\d+)M)?(?:(\\d+(?:\\.\\d+)?)S)?)?',
});
export const relayState = text({
  min: 1,
  max: 240,
  pattern: '[a-zA-Z0-9&$@#\\\\\\/%?=~\\-_\'"|!:,.;*+\\[\\]\\ \\(\\)\\{\\}]+',
});
export const tag = structure({
  Key: text({ min: 1, max: 128, pattern: '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)' }),
  Value: text({ min: 0, max: 256, pattern: '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)' }),
});
export const tags = list(tag, 0, 75);
export const tagKeys = list(text({ min: 1, max: 128 }), 1, 75);
export const taggableArn = text({
  min: 10,
  max: 2048,
  pattern:
    'arn:aws(-[a-z]{1,5}){0,3}:sso::((:instance/(sso)?ins-[a-zA-Z0-9-.]{16})|(:permissionSet/(sso)?ins-[a-zA-Z0-9-.]{16}/ps-[a-zA-Z0-9-./]{16}))',
});

/** The most items of a page, in every list of this service. */
export const MOST = 100;

export const paging = {
  MaxResults: optional(integer(1, MOST)),
  NextToken: optional(text({ min: 0, max: 2048, pattern: '[-a-zA-Z0-9+=/_]*' })),
};

/** What nearly every operation names first. */
export const inInstance = { InstanceArn: instanceArn };
export const ofSet = { InstanceArn: instanceArn, PermissionSetArn: permissionSetArn };
