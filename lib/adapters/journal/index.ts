export { fileJournal, type FileJournal, type FileJournalProps } from './file.js';
