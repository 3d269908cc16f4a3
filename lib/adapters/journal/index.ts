export { refuseTimes, type TimeCheck } from './times.js';
export { fileJournal, type FileJournal } from './file.js';
