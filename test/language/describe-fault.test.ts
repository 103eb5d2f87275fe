import { describe, expect, it } from 'vitest';
import { describeFault, faultLine, faultLines, type FaultLike } from '../../src/language/index.js';

const misspelt: FaultLike = {
  code: 'unknown-key',
  severity: 'error',
  where: { file: 'q4.yaml', line: 3, column: 5, path: 'titel' },
  found: 'titel',
  params: { key: 'titel', nearest: 'title', valid: 'id, title' },
};

describe('describeFault', () => {
  it('says where, what was found, why, and what would do', () => {
    expect(describeFault(misspelt, 'en')).toEqual({
      severity: 'error',
      where: 'q4.yaml:3:5',
      at: 'titel',
      found: 'titel',
      why: 'There is no key "titel" here.',
      fix: 'Did you mean "title"?',
    });
  });

  it('fits one line or several', () => {
    expect(faultLine(misspelt, 'en')).toBe('q4.yaml:3:5: error: There is no key "titel" here. Did you mean "title"?');
    expect(faultLine(misspelt, 'zh-CN')).toBe('q4.yaml:3:5: 错误: 这里没有键“titel”。是否想写“title”？');
    expect(faultLines(misspelt, 'en').split('\n')).toHaveLength(4);
  });

  it('leaves out a column without a line, and stays readable for a code it does not know', () => {
    const strange: FaultLike = { ...misspelt, code: 'no-such-code', where: { file: 'a.csv', header: 'tv' } };
    expect(describeFault(strange, 'en')).toMatchObject({
      where: 'a.csv',
      at: 'tv',
      why: 'Something is wrong here (no-such-code).',
    });
  });

  it('shows a fault that lacks what its sentence wants', () => {
    expect(describeFault({ ...misspelt, params: {} }, 'en').why).toBe('Something is wrong here (unknown-key).');
  });
});
