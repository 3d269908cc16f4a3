import { z } from 'zod';
import { quoted, shapeOf, WritError, type Digest } from '../../kernel/index.js';
import { shapes } from '../../model/index.js';
import type { GovernanceRecord, ObservedChange } from '../../policy/index.js';

const { digest, text } = shapes;

/** What a job without credentials says of a head: it checked out this commit, synthesized it, and had exactly this manifest. */
export interface Reproduction {
  readonly schema: 'writ.reproduction/1';
  /** The commit, as the forge names the head of the change. */
  readonly head: string;
  /** Digest of the bytes of the manifest. */
  readonly manifest: Digest;
}

/** The shape of the file that such a job leaves. */
export const reproductionDocument = shapeOf<Reproduction>()(
  z.strictObject({ schema: z.literal('writ.reproduction/1'), head: text, manifest: digest }),
);

/** Reads such a file. Throws SCHEMA_INVALID. */
export function parseReproduction(text: string, file: string): Reproduction {
  const parsed = reproductionDocument.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw new WritError(
    'SCHEMA_INVALID',
    `it is no writ.reproduction/1: ${parsed.error.issues[0]?.message ?? ''}`,
    {
      place: { file },
      remedy: 'take the file of the job that reproduced the head, as it left it',
    },
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/**
 * What is known of the manifest of a head: a claim, until it was reproduced (docs/rules.md#rule-3). Throws GOVERNANCE_HEAD_DIFFERS where what was
 * reproduced is of another commit than was observed, or is another manifest: then it is not this head that is judged.
 */
export function manifestOf(
  { head: observed }: Pick<ObservedChange, 'head'>,
  { manifest, reproduced }: { readonly manifest?: Digest; readonly reproduced?: Reproduction },
): GovernanceRecord['manifest'] {
  if (manifest === undefined) return undefined;
  if (!reproduced) return { digest: manifest, state: 'claimed' };
  if (reproduced.head !== observed)
    throw differs(
      `the head that was reproduced is ${quoted(reproduced.head)}, and the observed one ${quoted(observed)}`,
    );
  if (reproduced.manifest !== manifest)
    throw differs(
      `the manifest that was reproduced is ${quoted(reproduced.manifest)}, and that of the head ${quoted(manifest)}`,
    );
  return { digest: manifest, state: 'reproduced' };
}

function differs(message: string): WritError {
  return new WritError('GOVERNANCE_HEAD_DIFFERS', message, {
    remedy:
      'have the observed head synthesized again in a job without credentials, and take both from that run',
  });
}
