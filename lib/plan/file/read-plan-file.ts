import { digest, type Digest } from '../../kernel/index.js';
import { strictJson } from '../json/strict.js';
import { refusal, type Refusal } from '../refusals.js';
import { isRecord } from '../plan/unknown.js';
import { readZip, type ZipEntry } from './zip.js';

/** What a plan has to have been made from. */
export interface ReviewedFiles {
  /** The bytes of the stack's Terraform JSON, as they were reviewed. */
  readonly configuration: Uint8Array;
  /** The bytes of the lock file of its providers. */
  readonly lock: Uint8Array;
}

/** The name under which a stack's configuration lies in its folder, and in the plan. */
const CONFIGURATION = 'tfconfig/m-/cdk.tf.json';
const LOCK = '.terraform.lock.hcl';
const MODULES = 'tfconfig/modules.json';
/** What the tools write into a plan of one module, and nothing else. */
const ENTRIES = ['tfplan', 'tfstate', 'tfstate-prev', CONFIGURATION, MODULES, LOCK];

/**
 * Opens a plan file. It is an archive that nobody signed, and whoever applies it runs what lies in it: so its entries are a closed list, none twice, and the configuration and
 * the lock file in it are those that were reviewed, byte for byte. Gives the digest of the file, or all refusals. Pure; throws nothing.
 */
export function readPlanFile(
  bytes: Uint8Array,
  reviewed: ReviewedFiles,
): { readonly digest: Digest } | { readonly refusals: readonly Refusal[] } {
  if (isEncrypted(bytes))
    return { refusals: [refusal('PLAN_FILE_ENCRYPTED', 'it is encrypted by OpenTofu')] };
  const zip = readZip(bytes);
  if ('wrong' in zip) return { refusals: [refusal('PLAN_FILE_FORMAT', zip.wrong)] };
  const refusals = [
    ...refuseEntries(zip.entries.map(({ name }) => name)),
    ...refuseOther(zip.entries, CONFIGURATION, reviewed.configuration),
    ...refuseOther(zip.entries, LOCK, reviewed.lock),
    ...refuseModules(zip.entries),
  ];
  return refusals.length > 0 ? { refusals } : { digest: digest(bytes) };
}

function refuseEntries(names: readonly string[]): Refusal[] {
  const missing = ENTRIES.filter((name) => !names.includes(name));
  const more = names.filter((name, index) => !ENTRIES.includes(name) || names.indexOf(name) !== index);
  return [
    ...missing.map((name) => refusal('PLAN_FILE_ENTRY', `\`${name}\` is missing`, name)),
    ...more.map((name) =>
      refusal('PLAN_FILE_ENTRY', ENTRIES.includes(name) ? 'it is there twice' : 'it is never there', name),
    ),
  ];
}

function refuseOther(entries: readonly ZipEntry[], name: string, reviewed: Uint8Array): Refusal[] {
  return entries
    .filter((entry) => entry.name === name && !isSame(entry.bytes, reviewed))
    .map(() => refusal('PLAN_FILE_OTHER', 'it is not, byte for byte, what was reviewed', name));
}

/** One module, which is the stack itself. */
function refuseModules(entries: readonly ZipEntry[]): Refusal[] {
  return entries
    .filter(({ name, bytes }) => {
      if (name !== MODULES) return false;
      const document = strictJson(bytes);
      const modules =
        'value' in document && Array.isArray(document.value) ? (document.value as unknown[]) : [];
      const [root] = modules;
      return modules.length !== 1 || !isRecord(root) || root['Key'] !== '' || root['Dir'] !== '.';
    })
    .map(() => refusal('PLAN_FILE_ENTRY', 'it names other modules than the stack itself', MODULES));
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** OpenTofu writes an encrypted plan as a JSON object instead of an archive. */
function isEncrypted(bytes: Uint8Array): boolean {
  if (bytes[0] !== 0x7b) return false;
  const document = strictJson(bytes);
  return 'value' in document && isRecord(document.value) && 'encrypted_data' in document.value;
}
