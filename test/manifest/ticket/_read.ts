import Ajv2020 from 'ajv/dist/2020.js';
import { z } from 'zod';
import { DOCUMENTS } from '../../../lib/cli/schema/index.js';
import { isWritError, type WritErrors } from '../../../lib/kernel/index.js';
import { parseTicket } from '../../../lib/manifest/index.js';
import type { Fields } from './_file.js';

/** Whether the schema that editors have takes it. */
export const fits = new Ajv2020({ strict: false }).compile(
  z.toJSONSchema(DOCUMENTS.ticket, { io: 'input', unrepresentable: 'any' }),
);

/** Codes of the faults, with the field that each is about; none for a ticket that is read. */
export function faults(value: unknown): string[] {
  try {
    parseTicket(value, 'a.yaml');
    return [];
  } catch (error) {
    if (!isWritError(error)) throw error;
    const all = 'faults' in error ? (error as WritErrors).faults : [error];
    return all.map(({ code, place }) => `${code} ${place?.path ?? ''}`);
  }
}

/** Refused by the parser for just this, and by the schema that editors have. */
export function expectRefused(value: Fields, fault: string): void {
  expect(faults(value)).toEqual([fault]);
  expect(fits(value)).toBe(false);
}

export function expectRead(value: Fields): void {
  expect(faults(value)).toEqual([]);
  expect(fits(value)).toBe(true);
}
