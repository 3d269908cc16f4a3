import { z } from 'zod';
import { shapeOf } from '../../kernel/index.js';
import type { SandboxFile } from '../../../sandbox/client/index.js';

const file = shapeOf<SandboxFile>()(
  z.object({
    schema: z.literal('writ.sandbox/1'),
    pid: z.int(),
    aws: z.object({ url: z.url(), region: z.string(), accessKeyId: z.string(), secretAccessKey: z.string() }),
    okta: z.object({ url: z.url(), token: z.string() }),
    control: z.object({ url: z.url() }),
    limits: z.boolean(),
  }),
);

/** `writ sandbox … --json`: where it listens, or what its control plane answered. */
export const sandboxDocument = z.union([file, z.looseObject({ schema: z.literal('writ.sandbox-answer/1') })]);
