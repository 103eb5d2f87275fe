// The directions of ARCHITECTURE.md. A room may import those to its right:
// cli, web -> jobs -> report, simulate, store, files -> planning -> mixmodel -> inference, data
const inRoom = (...rooms) => `^src/(${rooms.join('|')})/`;
const never = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: to },
});
const pure = inRoom('inference', 'data', 'mixmodel', 'planning', 'simulate');

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    never('inference-knows-no-marketing', inRoom('inference'), '^src/(?!inference/)', 'usable alone'),
    never('data-stands-alone', inRoom('data'), '^src/(?!data/)', 'the rightmost room'),
    never('mixmodel-direction', inRoom('mixmodel'), '^src/(?!(mixmodel|inference|data)/)', 'see ARCHITECTURE.md'),
    never(
      'planning-direction',
      inRoom('planning'),
      '^src/(?!(planning|mixmodel|inference|data)/)',
      'see ARCHITECTURE.md',
    ),
    never(
      'files-direction',
      inRoom('files'),
      '^src/(?!(files|simulate|planning|mixmodel|inference|data|language)/)',
      'reads text into the types of planning, mixmodel and simulate',
    ),
    never(
      'simulate-direction',
      inRoom('simulate'),
      '^src/(?!(simulate|planning|mixmodel|inference|data)/)',
      'see ARCHITECTURE.md',
    ),
    never(
      'store-direction',
      inRoom('store'),
      '^src/(?!(store|planning|mixmodel|inference|data|language)/)',
      'see ARCHITECTURE.md',
    ),
    never(
      'report-direction',
      inRoom('report'),
      '^src/(?!(report|planning|mixmodel|inference|data|language)/)',
      'see ARCHITECTURE.md',
    ),
    never('jobs-direction', inRoom('jobs'), inRoom('cli', 'web', 'browser'), 'nothing imports cli or web'),
    never(
      'web-calls-acts-only',
      inRoom('web'),
      inRoom('planning', 'mixmodel', 'inference', 'data', 'files', 'simulate', 'cli', 'browser'),
      'no arithmetic in web',
    ),
    never(
      'cli-calls-acts-only',
      inRoom('cli'),
      inRoom('planning', 'mixmodel', 'inference', 'data', 'files', 'simulate', 'browser'),
      'no arithmetic in cli',
    ),
    never(
      'browser-is-little',
      inRoom('browser'),
      '^src/(?!(browser|language/|report/charts|planning/evaluate|mixmodel/))',
      'the page runs evaluate, charts and words',
    ),
    never('browser-npm', inRoom('browser'), 'node_modules/(mathjs|highs|zod|yaml)/', 'too heavy for the page'),
    never('language-is-free', inRoom('language'), '^src/(?!language/)', 'words know nothing'),
    never(
      'pure-rooms-touch-nothing',
      pure,
      '^(node:)?(fs|fs/promises|net|http|https|child_process|worker_threads|os|process|perf_hooks)$',
      'no file, clock, network or environment',
    ),
    never('evaluate-without-npm', '^src/planning/evaluate', 'node_modules', 'runs in the page as it is'),
    never('pure-rooms-no-language', pure, inRoom('language'), 'words are for those who show'),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'require', 'node', 'default'] },
  },
};
