import { kernelName } from '../mixmodel/index.js';
import { productVersion } from './project.js';

/**
 * What stands in fingerprints for the code: same engine, same inputs, same digits. Kernel and Node major are named
 * because digits are promised for each of them.
 */
export function engineVersion(): string {
  return `mixplan ${productVersion()} node ${process.versions.node.split('.')[0]!} kernel ${kernelName()}`;
}
