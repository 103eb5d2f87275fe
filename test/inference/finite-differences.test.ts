import { expect, test } from 'vitest';
import { checkGradient, type Target } from '../../src/inference/index.js';
import {
  banana,
  hierarchy,
  normalTarget,
  rosenbrock,
  scaledAutoregressive,
  studentTarget,
  twoHills,
} from './targets.js';

const targets: [string, Target][] = [
  ['normal', normalTarget(scaledAutoregressive(4, 0.8), Float64Array.of(1, -1, 0, 2))],
  ['banana', banana],
  ['student', studentTarget(3, 5)],
  ['rosenbrock', rosenbrock],
  ['hills', twoHills(1)],
  ['hierarchy', hierarchy([1, -2, 0.5])],
];

test.each(targets)('the gradient of the test density %s is right', (_, target) => {
  const position = Float64Array.from({ length: target.dimension }, (_value, i) => 0.7 - 0.4 * i);
  expect(checkGradient(target, position).worstError).toBeLessThan(1e-8);
});

test('a wrong gradient is found, and where', () => {
  const wrong: Target = {
    dimension: 2,
    logDensityAndGradient(position, gradient) {
      gradient[0] = -position[0]!;
      gradient[1] = -1.001 * position[1]!;
      return -0.5 * (position[0]! ** 2 + position[1]! ** 2);
    },
  };
  const check = checkGradient(wrong, Float64Array.of(0.5, 2));
  expect(check.coordinate).toBe(1);
  expect(check.worstError).toBeGreaterThan(5e-4);
});

test('NaN is not agreement', () => {
  const broken: Target = {
    dimension: 1,
    logDensityAndGradient(position, gradient) {
      gradient[0] = NaN;
      return position[0]!;
    },
  };
  expect(checkGradient(broken, Float64Array.of(1)).worstError).toBe(Infinity);
});
