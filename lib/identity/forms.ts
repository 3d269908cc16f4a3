import { z } from 'zod';
import { isWritError, parseInstant, type Instant } from '../kernel/index.js';
import { tryParsePrincipal, type Principal, type WorkerId } from '../model/index.js';

/** A worker id as HR writes it. */
export const workerIdForm = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/) as unknown as z.ZodType<WorkerId>;

/** A calendar day, `2026-11-20`. */
export const day = z.iso.date();

/** An RFC 3339 time with a zone. */
export const zonedInstant: z.ZodType<Instant, string> = z.string().transform((written, context) => {
  try {
    return parseInstant(written);
  } catch (error) {
    if (!isWritError(error)) throw error;
    context.addIssue(error.message);
    return z.NEVER;
  }
});

/** A principal as people write it: `hr:10482`, `workload:deploy-bot`. */
export const principalForm: z.ZodType<Principal, string> = z
  .string()
  .regex(/^(hr|workload):/, 'must be like `hr:10482` or `workload:deploy-bot`')
  .transform((written, context) => {
    const principal = tryParsePrincipal(written);
    if (principal) return principal;
    context.addIssue('must be like `hr:10482` or `workload:deploy-bot`');
    return z.NEVER;
  });

/** A person as people write it: `hr:10482`. */
export const workerText: z.ZodType<WorkerId, string> = z
  .string()
  .regex(/^hr:/, 'must be like `hr:10482`')
  .transform((written, context) => {
    const principal = tryParsePrincipal(written);
    if (principal?.kind === 'person') return principal.id;
    context.addIssue('must be like `hr:10482`');
    return z.NEVER;
  });
