export * from './binding.js';
export { uiLine, plainText, type Diagnostic } from './diagnostics.js';
export { failureOf } from './failure.js';
export { lockedProviders } from './lock-file.js';
export { readShard, type ShardReading } from './read-shard.js';
export * from './terraform.js';
export { namesOf, waitsFor, type EarlierStack } from './waits.js';
export { toDoOf, type ToDo } from './to-do.js';
export { bindingDocument } from './binding-shape.js';
