const SECRETS: readonly RegExp[] = [
  /\b(SSWS|Bearer)\s+[\w.~+/=:-]+/gi,
  /\b(AKIA|ASIA)[A-Z0-9]{12,}\b/g,
  /\b(aws_?secret_?access_?key|aws_?session_?token|secret|token|password|private_?key)(["']?\s*[:=]\s*["']?)[^\s"',;&]{6,}/gi,
  /\/\/[^\s/:@]+:[^\s/@]+@/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b(X-Amz-(?:Signature|Credential|Security-Token)=)[^\s&]+/gi,
];

/** `text` with anything that looks like a credential replaced by `[redacted]`. */
export function redact(text: string): string {
  return SECRETS.reduce((kept, secret) => kept.replace(secret, replaced), text);
}

function replaced(match: string, lead?: unknown, mid?: unknown): string {
  if (match.startsWith('//')) return '//[redacted]@';
  if (typeof lead !== 'string' || /^(AKIA|ASIA|-----)/.test(match)) return '[redacted]';
  return `${lead}${typeof mid === 'string' ? mid : lead.endsWith('=') ? '' : ' '}[redacted]`;
}
