import type { AwsContext } from '../access.js';
import type { SendOptions } from '../caller.js';
import { listAll, type ListProps, type Page, type ReadList } from '../pages.js';

/** A list of Identity Center or the Identity Store, one command a page. */
export interface CenterList<Raw, T> extends Pick<ListProps<Raw, T>, 'action' | 'item'> {
  /** Sends the command for the page at a token. */
  readonly send: (token: string | undefined, options: SendOptions) => Promise<Page<Raw>>;
  /** Ends the list early, once this says so. */
  readonly until?: ((item: T) => boolean) | undefined;
}

/** Reads such a list to its end; every page goes through the one limiter that both services share. */
export function listCenter<Raw, T>(access: AwsContext, list: CenterList<Raw, T>): Promise<ReadList<T>> {
  const { action, item, send, until } = list;
  return listAll({
    action,
    page: (token) => access.center.call(action, (options) => send(token, options), access.signal),
    item,
    mostPages: access.limits.pages,
    ...(until ? { until } : {}),
  });
}
