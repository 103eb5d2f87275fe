import type { Prior } from '../mixmodel/model-spec.js';
import type { PriorInFile } from './schema/prior-schema.js';

/** A prior as written, as a value of the model. */
export function priorValue(written: PriorInFile): Prior {
  if (typeof written === 'number') return { family: 'fixed', value: written, shift: 0 };
  const shift = written.shift ?? 0;
  if ('normal' in written) return { family: 'normal', mean: written.normal[0], sd: written.normal[1], shift };
  if ('laplace' in written)
    return { family: 'laplace', location: written.laplace[0], scale: written.laplace[1], shift };
  if ('halfnormal' in written) return { family: 'halfnormal', sd: written.halfnormal, shift };
  if ('lognormal' in written)
    return { family: 'lognormal', mu: written.lognormal[0], sigma: written.lognormal[1], shift };
  if ('beta' in written) return { family: 'beta', a: written.beta[0], b: written.beta[1], shift };
  if ('gamma' in written) return { family: 'gamma', shape: written.gamma[0], rate: written.gamma[1], shift };
  if ('uniform' in written) return { family: 'uniform', low: written.uniform[0], high: written.uniform[1], shift };
  if ('truncated_normal' in written) {
    const [mean, sd, low, high] = written.truncated_normal;
    return { family: 'truncated_normal', mean, sd, low, high, shift };
  }
  const [df, location, scale] = written.student_t;
  return { family: 'student_t', df, location, scale, shift };
}
