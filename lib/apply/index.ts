export * from './binding.js';
export { uiLine, plainText, type Diagnostic, type UiLine } from './diagnostics.js';
export { failureOf, type FailedRun } from './failure.js';
export { lockedProviders, type LockedProvider } from './lock-file.js';
export { readShard, type ShardReading } from './read-shard.js';
export * from './terraform.js';
export { namesOf, waitsFor, type EarlierStack, type StackNames } from './waits.js';
export { toDoOf, type ToDo } from './to-do.js';
export { bindingDocument } from './binding-shape.js';
