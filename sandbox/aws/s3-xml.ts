import type { PlainResponse } from '../core/plain.js';
import type { AwsError } from './errors.js';

/** An element; text is escaped, markup is not. */
export function tag(name: string, inner: string, isText = false): string {
  return `<${name}>${isText ? escaped(inner) : inner}</${name}>`;
}

/** An answer of S3 in XML. */
export function s3Xml(status: number, inner: string, requestId: string): PlainResponse {
  return {
    status,
    headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${inner}`,
  };
}

/** A refusal of S3. */
export function s3Refusal(error: AwsError, requestId: string): PlainResponse {
  const details = Object.entries(error.details).map(([name, value]) => tag(name, String(value), true));
  const inner = `${tag('Code', error.code, true)}${tag('Message', error.message, true)}${details.join('')}${tag('RequestId', requestId, true)}`;
  return s3Xml(error.status, tag('Error', inner), requestId);
}

function escaped(value: string): string {
  return value.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
