import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { messageKeys, sourceMessage, type Language, type MessageKey } from '../../src/language/index.js';
import { compareHtml, modelHtml, planHtml } from '../../src/report/index.js';
import { makeComparison } from './fixtures/comparison.js';
import { identity, makeFittedModel } from './fixtures/fitted-model.js';
import { makePlan } from './fixtures/plan.js';
import { visibleText } from './page-checks.js';

type Element = ReturnType<IntlMessageFormat['getAst']>[number];

/** Plain text: its parts are a type, 0, and what it says. */
const isLiteral = (element: Element): boolean => JSON.stringify(element.type) === '0';

/** Names that a message asks for; plain text and the `#` of a plural ask for none. */
function argumentsOf(elements: readonly Element[], into = new Set<string>()): Set<string> {
  for (const element of elements) {
    if (!isLiteral(element) && 'value' in element) into.add(element.value);
    if ('options' in element) for (const option of Object.values(element.options)) argumentsOf(option.value, into);
    if ('children' in element) argumentsOf(element.children, into);
  }
  return into;
}

const astOf = (language: Language, key: MessageKey): Element[] =>
  new IntlMessageFormat(sourceMessage(language, key), language, undefined, { ignoreTag: true }).getAst();

const ours = messageKeys.filter((key) => /^(report|compare|model|layout)\./.test(key));

describe('catalogues of the report', () => {
  it.each(ours)('%s asks for nothing in Chinese that English does not give', (key) => {
    const english = argumentsOf(astOf('en', key));
    const chinese = argumentsOf(astOf('zh-CN', key));
    // The width of a range is told in tenths in English and in per cent in Chinese.
    for (const name of chinese) expect(name === 'pct' || name === 'delta' || english.has(name), name).toBe(true);
  });

  it('Chinese messages use full-width punctuation', () => {
    for (const key of ours) {
      const words = sourceMessage('zh-CN', key).replace(/\{[^{}]*\}/g, '');
      expect(words, key).not.toMatch(/[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/);
    }
  });
});

describe('Chinese pages', () => {
  // Names that Chinese planners write in Latin letters, units, and ids as they stand in files.
  const latin =
    /^(KPI|ROI|CSV|YAML|WAPE|MAPE|CRPS|ESS|BFMI|E|R|hat|Vehtari|CNY|mixplan|sales|spend|max|min|lock|lines|budget|kind|objective|amount|all|maximise|forecast|reference|retail|core|growth|heavy|tv|q4|same|competitor|alpha|half|coefficient|intercept|sigma|video|social|search|ooh|audio|print|Retail|model|js|agency|view|FY|plan|sd)$/;

  it.each([
    [
      'plan',
      () =>
        planHtml(makePlan({ language: 'zh-CN', target: 198e6, unspentShare: 0.02 }), {
          language: 'zh-CN',
          marks: { stale: true, draft: true },
        }),
    ],
    ['comparison', () => compareHtml(makeComparison('zh-CN', false), { language: 'zh-CN' })],
    ['model', () => modelHtml(makeFittedModel('zh-CN'), identity, { language: 'zh-CN' })],
  ])('%s has no English left over', (_, make) => {
    const html = make();
    expect(html).toContain('<html lang="zh-CN">');
    const text = visibleText(html).replace(/\b[0-9a-f]{16}\b/g, '');
    const left = [...text.matchAll(/[A-Za-z]{2,}/g)].map(([word]) => word).filter((word) => !latin.test(word));
    expect([...new Set(left)]).toEqual([]);
  });

  it('plan tells money in 万 and 亿 and chances in 成', () => {
    const text = visibleText(planHtml(makePlan({ language: 'zh-CN', target: 198e6 }))).replaceAll('\u2060', '');
    expect(text).toMatch(/¥[\d,.]+亿/);
    expect(text).toMatch(/¥[\d,.]+万/);
    expect(text).toMatch(/约.成/);
    expect(text).toContain('排期');
  });
});
