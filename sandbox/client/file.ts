import { z } from 'zod';

/** Where a running sandbox listens and what it accepts, as its file says; nothing in it is a secret. */
export interface SandboxFile {
  readonly schema: 'writ.sandbox/1';
  readonly pid: number;
  readonly aws: {
    readonly url: string;
    readonly region: string;
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
  };
  readonly okta: { readonly url: string; readonly token: string };
  readonly control: { readonly url: string };
  /** Whether it holds the rate limits of the real providers. */
  readonly limits: boolean;
}

const schema = z.object({
  schema: z.literal('writ.sandbox/1'),
  pid: z.int(),
  aws: z.object({ url: z.url(), region: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }),
  okta: z.object({ url: z.url(), token: z.string() }),
  control: z.object({ url: z.url() }),
  limits: z.boolean(),
}) satisfies z.ZodType<SandboxFile>;

/** What a sandbox's file holds; undefined for anything else. */
export function tryParseSandboxFile(value: unknown): SandboxFile | undefined {
  const result = schema.safeParse(value);
  return result.success ? result.data : undefined;
}
