/** The model page: what a statistician looks at before the effects. */
export const reportModelChecks = {
  'model.yes': 'yes',
  'model.no': 'no',
  'model.section.priors': 'Before and after the data',
  'model.section.residuals': 'What is left over',
  'model.section.collinearity': 'Which channels go together',
  'model.section.health': 'What reading the data found',
  'model.section.downloads': 'Downloads',
  'model.older':
    'This version was fitted by an earlier release, which did not keep these figures. Fit it again (with --again) to see them.',

  'model.residuals.title-none': 'What the model leaves unexplained shows no memory (lag 1: {lag1})',
  'model.residuals.title-swings':
    'What the model leaves unexplained tends to swing back one {grain, select, daily {day} weekly {week} quarterly {quarter} other {month}} later (lag 1: {lag1})',
  'model.residuals.title-carried':
    'What the model leaves unexplained carries over to the next {grain, select, daily {day} weekly {week} quarterly {quarter} other {month}} (lag 1: {lag1})',
  'model.residuals.subtitle':
    '{kpi}, actual less the mean of the model, by {grain, select, daily {day} weekly {week} quarterly {quarter} other {month}}; masked and tested periods are left out',
  'model.residuals.summary':
    'The largest residual is {largest}, at {date}. {beyond} of {lags} autocorrelations lie beyond ±{bound}.',
  'model.residuals.series': 'Residual',
  'model.residuals.table': 'Residuals by period',
  'model.residuals.note':
    'Probability below: how likely the model holds a value below the actual one; 0 or 1 are surprises.',

  'model.acf.title-none': 'No autocorrelation of the residuals is larger than chance',
  'model.acf.title':
    '{count, plural, one {One autocorrelation of the residuals is} other {# autocorrelations of the residuals are}} larger than chance',
  'model.acf.subtitle':
    'Autocorrelation by lag in {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}}; grey: ±{bound}, where 95% of white noise lies',
  'model.acf.summary-none': 'All {lags} lags lie within ±{bound}.',
  'model.acf.summary': 'Beyond ±{bound}: lag {which}. Of {lags} lags about one in twenty is expected there by chance.',
  'model.acf.table': 'Autocorrelation of the residuals',

  'model.predictive.title-calibrated':
    'The model knows how unsure it is: {share} of the periods lie in its {level} range',
  'model.predictive.title-narrow':
    'The model is surer than it should be: its ranges hold other shares of the periods than they claim ({share} in the {level} range)',
  'model.predictive.title-wide':
    '{share} of the periods lie in the {level} range, more than it claims: these periods the model has seen',
  'model.predictive.subtitle':
    'First: in which tenth or twentieth of the model’s range each of {rows} periods fell; flat is calibrated. Second: share inside each range (dot) against what it claims (square). Grey and thin lines: where 95% of calibrated models lie',
  'model.predictive.summary':
    '{share} of the periods lie in the {level} range; of a calibrated model {low} to {high} would.',
  'model.predictive.level': '{level} range',
  'model.predictive.bin': '{from} to {to} of the range',
  'model.predictive.table': 'Posterior predictive check by period',
  'model.predictive.note':
    'The rows below the ranges count periods. The periods are those that the model was fitted to, so the counts lean a little to the middle: the holdout is the stricter test.',

  'model.collinearity.none':
    'No two channels move so much alike that their effects could be confused; closest: {pair}.',
  'model.collinearity.some':
    '{count, plural, one {One pair of channels moves} other {# pairs of channels move}} much alike, so that their effects are hard to tell apart: {list}.',
  'model.collinearity.pair': '{a} and {b} ({r})',
  'model.collinearity.table': 'Correlations of the channels after carry-over and saturation',
  'model.collinearity.note':
    'R² on the others: share of a channel’s movement that all other columns (channels, season, trend, controls) explain. From 0.9 on a channel cannot be told apart.',

  'model.priors.title': '{parameter}: the data narrowed every channel',
  'model.priors.title-unlearnt':
    '{parameter}: for {count} of {of} channels the data say little beyond the prior ({list})',
  'model.priors.subtitle':
    'Dot and bar: after the data (median, {tenths} in 10); square and thin line: before the data. An arrow goes on beyond the axis',
  'model.priors.summary': '{parameter}, medians before → after the data: {figures}.',
  'model.priors.table': '{parameter}, before and after the data',
  'model.priors.note':
    'Width left: standard deviation after ÷ before the data; near 100% the figure is the prior’s word, not the data’s.',
  'model.priors.media-total':
    'Beside the priors of the channels there is one on the share of {kpi} that all paid media explain, {prior} (median, {tenths} in 10). The joint prior is what the channels’ own priors say times the density of this one at that share (an extra factor, not normalised); the figures below, and the reviews of priors, show the channels’ own priors without it. After the data the share is {posterior}.',
  'model.priors.none': 'No parameter of the channels has a prior on its own scale.',

  'model.halflife': 'Half-life',
  'model.halflife.list':
    'Half-lives in {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}}: {list}.',
  'model.curves.seen-note':
    'Seen: the smallest and the largest spend of a period with any. Beyond the largest the line is dashed: the curve there is the model’s word alone.',

  'model.holdout.by-origin': 'The holdout, refit by refit',
  'model.column.span': 'Forecast periods',
  'model.column.coverage80': 'Inside the 80% range',
  'model.column.coverage95': 'Inside the 95% range',
  'model.column.bias': 'Bias',
  'model.holdout.bias-note': 'Bias: mean error ÷ mean actual; above zero the forecasts were too high.',

  'model.health.none': 'Reading the data found nothing worth a word.',
  'model.health.count':
    '{count, plural, one {One finding was} other {# findings were}} noted when the data were read for this version.',

  'model.column.group': 'Group',
  'model.column.pit': 'Probability below',
  'model.column.correlation': 'Autocorrelation',
  'model.column.beyond': 'Beyond chance',
  'model.column.interval': 'Range',
  'model.column.inside': 'Inside',
  'model.column.expected-low': 'Expected from',
  'model.column.expected-high': 'to',
  'model.column.r2-others': 'R² on the others',
  'model.column.prior-median': 'Before: median',
  'model.column.prior-sd': 'Before: sd',
  'model.column.posterior-median': 'After: median',
  'model.column.posterior-sd': 'After: sd',
  'model.column.sd-ratio': 'Width left',
  'model.column.seen': 'Seen',

  'model.parameter.peak': 'peak lag',
  'model.parameter.shape': 'Weibull shape',
  'model.parameter.scale': 'Weibull scale',
  'model.parameter.sigma': 'noise σ',
  'model.parameter.ar': 'lag-1 correlation of the noise',
  'model.parameter.df': 'degrees of freedom of the noise',
  'model.parameter.spread': 'spread over groups',
  'model.parameter.intercept': 'intercept',
  'model.parameter.trend': 'trend',
  'model.parameter.knot': 'trend at knot',
  'model.parameter.season': 'season',
  'model.parameter.weekday': 'weekday',
  'model.parameter.holiday': 'holiday',
  'model.parameter.control': 'control',
  'model.parameter.treatment': 'treatment',
  'model.parameter.synergy': 'synergy',
  'model.parameter.level': 'level',
  'model.chains.heading': '{title}, version {version}: the chains',
  'model.chains.lead':
    'What the sampler did with every parameter. Chains that explore the same distribution cross each other all along, and their ranks are spread evenly.',
  'model.chains.one': 'One parameter',
  'model.chains.every': 'Every parameter',
  'model.chains.show': 'Show this one',
  'model.chains.back': 'The model',
  'model.chains.link': 'Chains, parameter by parameter',
  'model.chains.chain': 'Chain {chain}',
  'model.chains.none': 'Every parameter of this model is fixed.',
  'model.chains.undiagnosed': 'Convergence cannot be judged: a chain did not move, or the draws are too few.',
  'model.chains.good': 'Converged: R-hat {rhat}, effective sample size {bulk} (bulk) and {tail} (tail).',
  'model.chains.bad':
    'Not converged: R-hat {rhat} (below 1.01 is wanted), effective sample size {bulk} (bulk) and {tail} (tail; 400 of each are wanted).',
  'model.chains.trace.title': '{parameter}: where the {chains} chains went',
  'model.chains.trace.subtitle': 'Value by draw, a line per chain{every, plural, one {} other {, every #th draw}}',
  'model.chains.trace.summary':
    'Trace of {parameter} over {chains} chains. The rank histograms below show the same more sharply.',
  'model.chains.trace.table': 'Trace of {parameter}',
  'model.chains.rank.title':
    '{parameter}: {outside} of {bins} rank counts lie outside what chains that agree would give',
  'model.chains.rank.subtitle':
    'Ranks of each chain’s draws among all draws (0% the smallest value, 100% the largest), counted; grey: where 95% of the counts of independent draws lie. One scale for all chains',
  'model.chains.rank.summary':
    '{outside} of {bins} counts lie outside the grey band; about one in twenty is expected, more where draws are correlated.',
  'model.chains.rank.table': 'Rank histograms of {parameter}',
  'model.chains.density.title': '{parameter}: {median} after the data',
  'model.chains.density.subtitle': 'Density of the posterior (bars) and of the prior (dashed)',
  'model.chains.density.subtitle-alone': 'Density of the posterior; the model file states no prior on this scale',
  'model.chains.density.summary': 'Median {median}, {tenths} in 10 between {low} and {high}.',
  'model.chains.density.table': 'Density of {parameter}',
  'model.chains.all': 'Parameters of {kpi}, worst converged first ({count})',
  'model.column.draw': 'Draw',
  'model.column.ranks': 'Ranks',
  'model.column.value': 'Value',
  'model.column.density': 'Density',
} as const;
