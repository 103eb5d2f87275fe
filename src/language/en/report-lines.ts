/** Words of a plan by line, place and time: fiscal months, regions and audiences, reach. ICU message syntax. */
export const reportLines = {
  'report.assumption.calendar.pattern': 'Fiscal calendar',
  'report.assumption.currency.rates': 'Exchange rate',
  'report.assumption.promo': 'Promotion as before',
  'report.assumption.long_term_multiplier': 'Long-term multiplier (not in any total)',
  'report.assumed.lines': 'as written in lines of its own',
  'report.assumed.broadcast': 'broadcast months',
  'report.remark.gap-lines':
    'Between the data and the window lie {periods, plural, one {one period} other {# periods}}; their media are those of the lines written for them.',
  'report.remark.gap-money': 'Lines before the window hold {money, number}; that money is in no total of this plan.',
  'report.remark.split-reference':
    '{channels}: money that names no region or audience is divided by the reference spend of the groups.',
  'report.remark.split-population':
    '{channels}: money that names no region or audience is divided by population, since no group had reference spend.',
  'report.remark.split-even':
    '{channels}: money that names no region or audience is divided evenly, since neither reference spend nor population is known.',
  'report.fiscal.table': 'Money and results by fiscal month',
  'report.fiscal.note': 'Values carry noise; differences are draw by draw. Rows add up to the window.',
  'report.fiscal.month': 'P{month} {year}',
  'report.fiscal.outside': 'Week 53, {year} (outside)',
  'report.fiscal.quarter': 'Q{quarter} {year}',
  'report.fiscal.weeks': '{periods, plural, one {one period} other {# periods}}',
  'report.column.fiscal': 'Fiscal month',
  'report.column.dates': 'Dates',
  'report.section.groups': 'Regions and audiences',
  'report.groups.table': 'Spend, index and result by region and audience',
  'report.groups.note':
    'Index: share of spend ÷ share of people × 100. Modelled: the model was fitted on the group. Allocated: divided by a stated rule. Assumed: rests on an entry of the file.',
  'report.groups.note-below':
    'The model was not fitted on these groups: the effect follows the media, and stands for no more than that.',
  'report.groups.rest': 'Not assigned',
  'report.groups.of': '{region} · {audience}',
  'report.column.spend-share': 'Share of spend',
  'report.column.group': 'Group',
  'report.column.index': 'Index to people',
  'report.column.population': 'Share of people',
  'report.column.whole-effect': 'Effect of the plan',
  'report.column.mark': 'Rests on',
  'report.column.window-value': 'Window',
  'report.mark.modelled': 'modelled',
  'report.mark.allocated': 'allocated',
  'report.mark.assumed': 'assumed',
  'report.download.groups': 'Regions and audiences',
  'report.download.fiscal': 'Fiscal months',
  'report.long-term.table': 'Long-term effect, assumed (in no total)',
  'report.long-term.note':
    'Window and run-out × (multiplier − 1). The multiplier is an assumption ({source}); the model says nothing about it.',
  'report.section.reach': 'Reach and frequency',
  'report.reach.table': 'Reach and frequency by audience, whole window',
  'report.column.audience': 'Audience',
  'report.reach.once': 'Reached 1+',
  'report.reach.often': 'Reached {count}+',
  'report.reach.frequency': 'Average frequency',
  'report.reach.net': 'All channels, net',
  'report.reach.note.sainsbury':
    'Net over channels by Sainsbury: as if who sees one channel says nothing about who sees another.',
  'report.reach.note.agostini':
    'Net over channels by Agostini, with the stated duplications; pairs without one as if independent.',
  'report.reach.caveat':
    'Within a channel contacts are taken to fall at random, which is the most that so many contacts can reach; no reach was measured.',
  'report.reach.unknown': 'Left out, since nothing states their contacts or their share on the audience: {channels}.',
  'report.assumption.new_channels.roi': 'New channel: return',
  'report.assumption.new_channels.saturates_at': 'New channel: saturates at (money per period)',
  'report.assumption.new_channels.half_life_periods': 'New channel: half-life',
  'report.assumption.audiences.universe': 'Audience: people',
  'report.assumption.audiences.response_index': 'Audience: response index',
  'grade.new_channel': 'the channel has no history: its curve is assumed',
} as const;
