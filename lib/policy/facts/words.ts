import { TIERS as ACCESS } from '../../meaning/index.js';

/** Every word that a fact can be, by its entity type in the rules; a misspelt one does not validate there. */
export const WORDS = {
  Access: ACCESS,
  Class: ['routine', 'privileged'],
  Employment: ['ahead', 'at-work', 'on-leave', 'left'],
  Environment: ['production', 'staging', 'development', 'shared'],
  Holder: ['employee', 'contractor', 'vendor', 'workload'],
  Kind: ['standard', 'renewal', 'exception', 'emergency', 'account-recovery', 'removal'],
  Program: ['service', 'pipeline', 'ai-agent'],
  Review: ['approved', 'changes-requested', 'commented', 'dismissed'],
  Route: ['auto', 'one', 'dual', 'emergency'],
  Tier: ['low', 'medium', 'high', 'critical'],
} as const;

/** The entity type of a word. */
export type WordType = keyof typeof WORDS;
/** A word of a type. */
export type Word<T extends WordType> = (typeof WORDS)[T][number];
