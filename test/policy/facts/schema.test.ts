import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { factsSchema } from '../../../lib/policy/facts/schema.js';

const COPY = join(__dirname, '../../../entitlements/policy/facts.cedarschema');

test('the copy of the facts beside the example’s rules is what Writ says they are', () => {
  expect(readFileSync(COPY, 'utf8')).toBe(factsSchema());
});
