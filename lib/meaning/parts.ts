import type { ContentPart, PermissionSetContent } from '../model/index.js';

/** A content with parts of another in place of what stands there, and without parts of its own, as `digestedContent` names them. */
export function withParts(
  base: PermissionSetContent,
  from: PermissionSetContent,
  { added, removed }: { readonly added: readonly ContentPart[]; readonly removed: readonly ContentPart[] },
): PermissionSetContent {
  const less = removed.reduce(without, base);
  return added.reduce((content, part) => withPart(content, from, part), less);
}

function withPart(
  base: PermissionSetContent,
  from: PermissionSetContent,
  { slot, name }: ContentPart,
): PermissionSetContent {
  switch (slot) {
    case 'managed':
      return { ...base, managed: [...base.managed, name] };
    case 'customer-managed':
      return {
        ...base,
        customerManaged: [
          ...base.customerManaged,
          ...from.customerManaged.filter((each) => nameOf(each) === name),
        ],
      };
    case 'inline':
      return { ...base, inline: from.inline };
    case 'boundary':
      return from.boundary ? { ...base, boundary: from.boundary } : base;
    case 'session':
      return { ...base, sessionMinutes: from.sessionMinutes };
  }
}

function without(base: PermissionSetContent, { slot, name }: ContentPart): PermissionSetContent {
  switch (slot) {
    case 'managed':
      return { ...base, managed: base.managed.filter((arn) => arn !== name) };
    case 'customer-managed':
      return { ...base, customerManaged: base.customerManaged.filter((each) => nameOf(each) !== name) };
    case 'inline':
      return withoutInline(base);
    case 'boundary':
      return withoutBoundary(base);
    case 'session':
      return base;
  }
}

function withoutInline({ inline: _, ...rest }: PermissionSetContent): PermissionSetContent {
  return rest;
}

function withoutBoundary({ boundary: _, ...rest }: PermissionSetContent): PermissionSetContent {
  return rest;
}

function nameOf({ path, name }: PermissionSetContent['customerManaged'][number]): string {
  return `${path}${name}`;
}
