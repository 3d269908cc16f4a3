import type { LiveRole } from '../../inventory/index.js';
import { canonicalJson, sorted, by } from '../../kernel/index.js';
import type { PermissionSetDeclaration, ScopeMode } from '../../manifest/index.js';
import { contentOf, refKey, type Content, type ContentPart } from '../../model/index.js';
import type { JudgeContext } from '../context.js';
import type { Finding } from '../finding.js';
import { alteredPart } from '../ports.js';
import { stricter } from '../scope.js';
import { severityOf } from '../severity.js';
import { commonOf, idOf, partText, slotText } from '../content/words.js';
import { narrowsWithout } from '../content/narrowing.js';
import { judgeBehind } from '../classes/stale-provisioned.js';

/** Compares what declared permission sets can do with what the live ones can. Sets nobody declared have no content to differ from. */
export function judgeContents(context: JudgeContext): Finding[] {
  return context.manifest.catalogue.permissionSets.flatMap((declared) => {
    const live = context.carried.roleOf(declared.ref);
    if (!live?.content || context.ambiguous.has(refKey(declared.ref))) return [];
    const difference = differ(contentOf(declared.ref, declared.content), live.content);
    return declared.external === undefined
      ? [
          ...byHand(context, live, difference),
          ...altered(context, live, difference),
          ...judgeBehind(context, live, isNone(difference)),
        ]
      : external(context, declared, live, difference);
  });
}

interface Difference {
  /** Live parts that nobody declared: of a name, or a slot, that the declaration does not use. */
  readonly extra: readonly ContentPart[];
  /** Live parts that stand where other ones are declared. */
  readonly changed: readonly ContentPart[];
  /** Declared parts that are not live as declared. */
  readonly lost: readonly ContentPart[];
}

/** The difference of two contents, in the order of the parts. */
export function differ(declared: Content, live: Content): Difference {
  const wanted = new Set(declared.parts.map(partKey));
  const there = new Set(live.parts.map(partKey));
  const slots = new Set(declared.parts.map((part) => part.slot));
  const odd = live.parts.filter((part) => !wanted.has(partKey(part)));
  const isExtra = (part: ContentPart): boolean =>
    part.slot === 'managed' || part.slot === 'customer-managed' || !slots.has(part.slot);
  return {
    extra: odd.filter(isExtra),
    changed: odd.filter((part) => !isExtra(part)),
    lost: declared.parts.filter((part) => !there.has(partKey(part))),
  };
}

function partKey({ slot, name, digest }: ContentPart): string {
  return canonicalJson([slot, name, digest]);
}

/** One finding for each part attached by hand, since each is taken off by itself. */
function byHand(context: JudgeContext, live: LiveRole, { extra }: Difference): Finding[] {
  return extra.map((part) => {
    const narrowing = narrowsWithout(part, live);
    const what = `permission set ${live.ref.name} has ${partText(part)}`;
    const common = { added: [part], removed: [], gives: `${what}, for everyone who holds it` };
    if (narrowing === 'restricts') {
      return contentFinding(context, live, {
        ...common,
        class: 'restrictive',
        code: 'RESTRICTION_UNDECLARED',
        because: 'it only takes access away, and nobody declared it',
        cure: 'ask its owner and security; removing it would give access back, so Writ never does',
      });
    }
    return contentFinding(context, live, {
      ...common,
      class: 'foreign',
      code: 'CONTENT_BY_HAND',
      reason: 'content-by-hand',
      because: 'the declaration does not have it',
      cure:
        narrowing === 'narrows'
          ? 'take it off, or declare it'
          : 'read its document; if that holds Allow alone, take it off by hand, else report it to its owner',
      narrows: narrowing === 'narrows',
    });
  });
}

function isNone({ extra, changed, lost }: Difference): boolean {
  return extra.length + changed.length + lost.length === 0;
}

function altered(context: JudgeContext, live: LiveRole, { changed, lost }: Difference): Finding[] {
  if (changed.length + lost.length === 0) return [];
  const parts = [
    ...lost.map((p) => `without the declared ${partText(p)}`),
    ...changed.map((p) => `with other ${slotText(p)}`),
  ];
  return [
    contentFinding(context, live, {
      class: 'altered',
      code: 'CONTENT_ALTERED',
      added: changed,
      removed: lost,
      gives: `permission set ${live.ref.name} is live ${parts.join(', ')}`,
      because: 'its content is not what the declaration says',
      cure: 'plan and apply the structure stack: Terraform restores it',
    }),
  ];
}

function external(
  context: JudgeContext,
  { external: owner }: PermissionSetDeclaration,
  live: LiveRole,
  { extra, changed, lost }: Difference,
): Finding[] {
  if (isNone({ extra, changed, lost })) return [];
  return [
    contentFinding(context, live, {
      class: 'external',
      code: 'EXTERNAL',
      added: [...extra, ...changed],
      removed: lost,
      gives: `permission set ${live.ref.name} differs from what is expected of it`,
      because: `${owner ?? 'another repository'} owns it`,
      cure: `ask ${owner ?? 'its owner'}; Writ never changes it`,
    }),
  ];
}

type ContentDraft = Pick<Finding, 'class' | 'code' | 'gives' | 'because' | 'cure'> &
  Partial<Pick<Finding, 'reason' | 'narrows'>> & {
    readonly added: readonly ContentPart[];
    readonly removed: readonly ContentPart[];
  };

function contentFinding(
  context: JudgeContext,
  live: LiveRole,
  { added, removed, ...draft }: ContentDraft,
): Finding {
  const parts = sorted([...added, ...removed], by(partKey)).map(({ slot, name }) => [slot, name]);
  const id = idOf({ class: draft.class, parts, set: live.ref, what: 'content' });
  const touched = [
    ...added.map(({ slot, name }) => alteredPart('put', slot, name)),
    ...removed.map(({ slot, name }) => alteredPart('take', slot, name)),
  ];
  const deed = { id, op: 'alter', source: live.ref.source, target: live.native, parts: touched } as const;
  const attribution = context.attribute(deed);
  return {
    ...commonOf(context, live, id),
    ...draft,
    severity: severityOf(draft, live.privileged.length > 0, attribution),
    subject: { what: 'content', id, set: live.ref, native: live.native, added, removed },
    mode: modeOfSet(context, live),
    attribution,
  };
}

/** A change of a set reaches every account that it is in: the strictest of them decides. */
function modeOfSet({ scopes }: JudgeContext, live: LiveRole): ScopeMode {
  return live.provisionedIn.reduce<ScopeMode>(
    (mode, account) => stricter(mode, scopes.modeOfAccount(account) ?? 'observe'),
    'observe',
  );
}
