import type { Fate } from '../../core/faults.js';
import type { Runtime } from '../../core/runtime.js';
import { Table } from '../../core/table.js';

/** The three lists that the service keeps of its work. */
export type WorkKind = 'creation' | 'deletion' | 'provisioning';
/** How far one piece of work is. */
export type WorkStatus = 'IN_PROGRESS' | 'SUCCEEDED' | 'FAILED';

/** An asynchronous request of Identity Center and how far it is. */
export interface WorkItem {
  readonly requestId: string;
  readonly kind: WorkKind;
  readonly createdAt: number;
  /** What it works on; two unfinished ones on the same subject conflict. */
  readonly subject: string;
  /** Members of the status that describe the request. */
  readonly describes: Readonly<Record<string, string>>;
  status: WorkStatus;
  failureReason?: string;
}

/** What a job found: nothing when it succeeded, else the reason it failed. */
export type WorkResult = string | undefined;

const BY_KIND = 0;
const UNFINISHED = 1;

/** Asynchronous requests of one Identity Center instance, in the order they came. */
export class AsyncWork {
  private readonly items = new Table<WorkItem>([
    (item) => item.kind,
    (item) => (item.status === 'IN_PROGRESS' ? item.subject : undefined),
    (item) => (item.status === 'IN_PROGRESS' && item.kind !== 'provisioning' ? 'assignment' : undefined),
  ]);

  constructor(private readonly runtime: Runtime) {}

  /** Starts a request; `job` runs after the configured delay unless a fault keeps it from running. */
  start(
    kind: WorkKind,
    subject: string,
    describes: Readonly<Record<string, string>>,
    fate: Fate,
    job: () => WorkResult,
  ): WorkItem {
    const requestId = this.runtime.nextId('request');
    const item: WorkItem = {
      requestId,
      kind,
      createdAt: this.runtime.now(),
      subject,
      describes,
      status: 'IN_PROGRESS',
    };
    this.items.set(requestId, item);
    if (fate.kind !== 'stuck') {
      this.runtime.after(this.runtime.settings.assignmentDelayMs, () =>
        this.finish(item, fate.kind === 'fail' ? fate.reason : job()),
      );
    }
    // The answer shows the state at the time of the call, whatever happens to the row later.
    return { ...item };
  }

  find(kind: WorkKind, requestId: string): WorkItem | undefined {
    const item = this.items.get(requestId);
    return item?.kind === kind ? item : undefined;
  }

  /** All requests of a kind, oldest first. */
  all(kind: WorkKind): WorkItem[] {
    return this.items.allIn(BY_KIND, kind);
  }

  isUnderWay(subject: string): boolean {
    return this.items.countIn(UNFINISHED, subject) > 0;
  }

  /** Assignment writes that are neither done nor failed. */
  get unfinishedAssignments(): number {
    return this.items.countIn(2, 'assignment');
  }

  private finish(item: WorkItem, failure: WorkResult): void {
    item.status = failure === undefined ? 'SUCCEEDED' : 'FAILED';
    if (failure !== undefined) item.failureReason = failure;
    this.items.set(item.requestId, item);
  }
}
