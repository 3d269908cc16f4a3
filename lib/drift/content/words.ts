import type { ContentPart } from '../../model/index.js';

/** A part in words, by its name where the slot holds several. */
export function contentPartText(part: Pick<ContentPart, 'slot' | 'name'>): string {
  return part.slot === 'session' || part.slot === 'inline'
    ? slotText(part)
    : `${slotText(part)} ${part.name}`;
}

/** A slot in words. */
export function slotText({ slot }: Pick<ContentPart, 'slot'>): string {
  switch (slot) {
    case 'managed':
      return 'AWS managed policy';
    case 'customer-managed':
      return 'customer managed policy';
    case 'inline':
      return 'an inline policy';
    case 'boundary':
      return 'permissions boundary';
    case 'session':
      return 'session duration';
  }
}
