/** Front door of the files room: text or rows → typed values or faults with line and column. Touches no disk. */
export { byPlace, readModelFile, type ModelReading } from './read-model-file.js';
export type { DefaultUsed } from './defaults.js';
export { fileLimits } from './limits.js';
