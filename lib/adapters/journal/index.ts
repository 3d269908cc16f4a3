export { fileJournal, type FileJournal } from './file.js';
