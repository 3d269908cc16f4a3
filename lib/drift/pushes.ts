import { livePushes, type Inventory } from '../inventory/index.js';
import { declaredPushes, type Catalogue } from '../manifest/index.js';
import { groupOf, Pushes, type Target } from '../model/index.js';

/** Whether a push from one to the other is declared. */
export function isDeclaredPush(catalogue: Catalogue): (from: Target, to: Target) => boolean {
  const declared = declaredPushes(catalogue);
  return (from, to) => {
    const [source, target] = [groupOf(from), groupOf(to)];
    return source !== undefined && target !== undefined && declared.has(source, target);
  };
}

/** Which groups fill which: by a push that is declared, or by one that is live whoever declared it. */
export function pushesIn(catalogue: Catalogue, inventory: Pick<Inventory, 'pushes'>): Pushes {
  return new Pushes([...declaredPushes(catalogue).pairs, ...livePushes(inventory).pairs]);
}
