import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { fillDraft, formFields } from '../../src/web/scenario-form.js';

const draft = `# Drafted
schema: mixplan/scenario@1
id: shop-maximise
title: "Shop"
window: {start: 2025-01-06, end: 2025-04-06} # whole periods
budget: {total: 1000}
lines:
  - {channel: tv, amount: 600.5}
  - {channel: search, amount: 399.5}
boldness: moderate
`;

const same = {
  id: 'shop-maximise',
  title: 'Shop',
  start: '2025-01-06',
  end: '2025-04-06',
  total: '1000',
  boldness: 'moderate',
  'amount-0': '600.5',
  'amount-1': '399.5',
};

describe('the form of a drafted scenario', () => {
  it('shows the fields of the draft', () => {
    expect(formFields(draft)).toEqual({
      id: 'shop-maximise',
      title: 'Shop',
      start: '2025-01-06',
      end: '2025-04-06',
      total: '1000',
      boldness: 'moderate',
      lines: [
        { channel: 'tv', amount: '600.5' },
        { channel: 'search', amount: '399.5' },
      ],
    });
  });

  it('says the same as the draft where nothing was changed', () => {
    expect(parse(fillDraft(draft, same))).toEqual(parse(draft));
    expect(fillDraft(draft, same)).toContain('# whole periods');
  });

  it('writes locks, exclusions, limits and amounts as they were typed', () => {
    const sent = {
      ...same,
      total: '120万',
      'amount-0': '1.2m',
      'state-0': 'lock',
      'max-0': '+60%',
      'state-1': 'exclude',
    };
    expect(parse(fillDraft(draft, sent))).toMatchObject({
      budget: { total: '120万' },
      lines: [
        { channel: 'tv', amount: '1.2m', lock: true, max: '+60%' },
        { channel: 'search', exclude: true },
      ],
    });
  });

  it('cannot be talked into other keys', () => {
    const sent = { ...same, title: 'x"\nparent: other\n# ', id: '{a: b}', 'amount-7': '5', __proto__: 'x' };
    const filled = parse(fillDraft(draft, sent)) as Record<string, unknown>;
    expect(Object.keys(filled)).toEqual(['schema', 'id', 'title', 'window', 'budget', 'lines', 'boldness']);
    expect(filled.title).toBe('x"\nparent: other\n#');
    expect(filled.id).toBe('{a: b}');
  });

  it('leaves out what was emptied, for the reader to say so', () => {
    expect(parse(fillDraft(draft, { ...same, title: ' ', total: '' }))).toEqual({
      ...(parse(draft) as object),
      title: undefined,
      budget: {},
    });
  });
});
