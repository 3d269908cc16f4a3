import { z } from 'zod';
import type { WorkerId } from '../model/index.js';

/** A worker id as HR writes it. */
export const workerIdForm = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) as unknown as z.ZodType<WorkerId>;

/** A calendar day, `2026-11-20`. */
export const day = z.iso.date();
