/**
 * Faults and findings of data files, and the reasons of a draft (`guess.…`): why it is one, and what would do.
 * ICU message syntax. `lines` lists the first few lines of the file.
 */
export const faultsData = {
  'fault.table-empty.why': 'The file is empty.',
  'fault.table-empty.fix': 'Save the table again, with one header row and one row per period.',
  'fault.table-no-rows.why': 'There is a header row and nothing below it.',
  'fault.table-no-rows.fix': 'Add one row per period.',
  'fault.table-not-text.why': 'The file is neither readable text nor an XLSX workbook.',
  'fault.table-not-text.fix': 'Save the table as CSV in UTF-8, or as XLSX.',
  'fault.table-nul-byte.why': 'The file has a NUL byte, which no table has.',
  'fault.table-nul-byte.fix': 'Save the table again as CSV in UTF-8; the file may be damaged.',
  'fault.table-encoding.why': 'The file is not UTF-8; it was read as {encoding}.',
  'fault.table-encoding.fix': 'If names look wrong, save it as CSV in UTF-8.',
  'fault.table-too-large.why': 'The file has {size} MB; the limit is {limit} MB.',
  'fault.table-too-large.fix': 'Keep only the columns and periods that the model uses.',
  'fault.table-too-many-cells.why': 'The table has more cells than the limit of {limit, number}.',
  'fault.table-too-many-cells.fix': 'Keep only the columns and periods that the model uses.',
  'fault.table-too-many-columns.why': 'The table has more columns than the limit of {limit, number}.',
  'fault.table-too-many-columns.fix': 'Keep only the columns that the model uses, with one row per period.',
  'fault.table-malformed.why': 'The table cannot be read here: {detail}.',
  'fault.table-malformed.fix': 'Look for a quotation mark that is never closed on this line or above it.',
  'fault.table-duplicate-header.why': 'Two columns are called "{header}": columns {first} and {second}.',
  'fault.table-duplicate-header.fix': 'Give each column its own name.',
  'fault.table-short-rows.why':
    '{count, plural, one {# row has} other {# rows have}} too few cells: {cells} where the header has {columns} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.table-short-rows.fix': 'Write every cell, blank ones too, so that it is clear which one is missing.',
  'fault.table-long-rows.why':
    '{count, plural, one {# row has} other {# rows have}} too many cells: {cells} where the header has {columns} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.table-long-rows.fix': 'Put quotation marks around cells that contain the delimiter, such as "1,234".',
  'fault.table-old-spreadsheet.why': 'This is an old XLS spreadsheet, or one locked by a password.',
  'fault.table-old-spreadsheet.fix': 'Save it as XLSX without a password, or as CSV.',
  'fault.workbook-too-large.why': 'The workbook unpacks to more than {limit} MB.',
  'fault.workbook-too-large.fix': 'Remove other sheets and pictures, or save the sheet as CSV.',
  'fault.workbook-encrypted.why': 'The workbook is encrypted.',
  'fault.workbook-encrypted.fix': 'Save it without a password.',
  'fault.workbook-malformed.why': 'The workbook is damaged, or is no XLSX workbook.',
  'fault.workbook-malformed.fix': 'Open it in a spreadsheet program and save it again as XLSX, or as CSV.',
  'fault.workbook-no-sheet.why':
    '{sheet, select, other {The workbook has no sheet called "{sheet}".} none {The workbook has no sheet with a table.}}',
  'fault.workbook-no-sheet.fix': 'Name a sheet whose first row holds the headers.',

  'fault.column-missing.why':
    'There is no column "{header}", wanted as {part, select, date {the date} region {the region} audience {the audience} population {the population} kpi {KPI "{id}"} value_per_unit {the value per unit of "{id}"} spend {the spend of "{id}"} media {the media of "{id}"} reach {the reach of "{id}"} frequency {the frequency of "{id}"} organic {organic media "{id}"} treatment {treatment "{id}"} control {control "{id}"} other {"{id}"}}.',
  'fault.column-missing.fix':
    '{nearest, select, none {The columns are: {headers}.} other {Did you mean "{nearest}"? The columns are: {headers}.}}',
  'fault.number-unreadable.why':
    '{count, plural, one {A cell of "{header}" is no number} other {# cells of "{header}" are no numbers}} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.number-unreadable.fix': 'Write a number there; where there was nothing, write 0.',
  'fault.number-marks-mixed.why':
    '"{header}" writes fractions both ways: "{dot}" on line {dotLine}, "{comma}" on line {commaLine}.',
  'fault.number-marks-mixed.fix': 'Use one decimal mark throughout the column.',
  'fault.number-mark-assumed.why':
    '"{header}" can be read with grouped thousands or with a fraction; it is read as {value}.',
  'fault.number-mark-assumed.fix': 'If that is wrong, write the numbers without grouping.',
  'fault.number-dot-as-grouping.why':
    'Every number in "{header}" has three digits after its dot, so the dot is read as grouping: {value}. If it is a decimal point, every figure is a thousand times too large.',
  'fault.number-dot-as-grouping.fix': 'Write the numbers without grouping, or with another number of decimals.',
  'fault.number-currencies-mixed.why':
    '"{header}" has two currencies: {first} on line {firstLine}, {second} on line {secondLine}.',
  'fault.number-currencies-mixed.fix': 'Convert the column to one currency.',
  'fault.number-percent-mixed.why':
    '"{header}" has a per cent sign on line {withLine} and none on line {withoutLine}; 5% is read as 0.05 and 5 as 5.',
  'fault.number-percent-mixed.fix': 'Write all cells with the sign, or none.',
  'fault.number-beyond-reason.why':
    '"{header}" has {count, plural, one {a number} other {# numbers}} beyond {limit} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.number-beyond-reason.fix': 'Correct the cells, or count in thousands or millions.',
  'fault.cell-blank.why':
    '{count, plural, one {A cell of "{header}" is blank} other {# cells of "{header}" are blank}} ({count, plural, one {line} other {lines}} {lines}); the model uses this column for "{id}".',
  'fault.cell-blank.fix':
    '{part, select, spend {Write 0 where nothing was spent.} media {Write 0 where nothing ran.} reach {Write 0 where nobody was reached.} organic {Write 0 where nothing ran.} other {Fill the cells, or leave the column out of the model.}}',
  'fault.kpi-blank.why':
    'KPI "{id}" is blank in {count, plural, one {a period} other {# periods}} after it has begun ({count, plural, one {line} other {lines}} {lines}).',
  'fault.kpi-blank.fix':
    'Fill the cells, delete the rows at the end of the table, or mask the periods under data.mask.',

  'fault.date-blank.why':
    '{count, plural, one {A cell of the date column "{header}" is blank} other {# cells of the date column "{header}" are blank}} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.date-blank.fix': 'Write the date, or delete the row (a row of totals, perhaps).',
  'fault.date-unreadable.why':
    '{count, plural, one {A cell of "{header}" is no date} other {# cells of "{header}" are no dates}} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.date-unreadable.fix': 'Write dates as YYYY-MM-DD.',
  'fault.date-order-mixed.why':
    '"{header}" mixes month first ("{mdy}", line {mdyLine}) and day first ("{dmy}", line {dmyLine}).',
  'fault.date-order-mixed.fix': 'Write dates as YYYY-MM-DD.',
  'fault.date-order-ambiguous.why':
    'Nothing in "{header}" tells whether the day or the month stands first; the month is assumed (read as {read}).',
  'fault.date-order-ambiguous.fix': 'Write dates as YYYY-MM-DD.',
  'fault.date-order-by-spacing.why':
    'Only with the {order, select, mdy {month} other {day}} first are the dates of "{header}" evenly spaced, so they are read that way ({read}).',
  'fault.date-order-by-spacing.fix': 'Write dates as YYYY-MM-DD to leave no doubt.',
  'fault.date-duplicate.why': 'The period {label} stands twice: on lines {first} and {second}.',
  'fault.date-duplicate.fix': 'Keep one row per period; if the rows belong to regions or audiences, name that column.',
  'fault.date-gap.why':
    '{count, plural, one {A {grain, select, daily {day} weekly {week} quarterly {quarter} other {month}} is} other {# {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}} are}} missing before {before}: {missing}.',
  'fault.date-gap.fix': 'Add the rows, with 0 where nothing ran; if the KPI is unknown there, mask the periods.',
  'fault.date-off-beat.why':
    '{count, plural, one {A date is} other {# dates are}} off the {grain, select, daily {daily} weekly {weekly} quarterly {quarterly} other {monthly}} calendar that the first row begins: {label} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.date-off-beat.fix': 'Label every period by the same day of the week or month.',
  'fault.grain-unclear.why': 'The dates of "{header}" are not evenly spaced by day, week, month or quarter.',
  'fault.grain-unclear.fix': 'Give one row per day, week, month or quarter.',
  'fault.too-few-periods.why':
    'There {count, plural, =0 {are no periods} one {is one period} other {are # periods}}; a model needs at least {wanted}.',
  'fault.too-few-periods.fix': 'Add earlier periods.',
  'fault.history-short.why':
    'There are {count} {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}}; with fewer than {wanted} the season cannot be told from the media.',
  'fault.history-short.fix': 'Add earlier periods, or read every result as provisional.',
  'fault.rows-sorted.why': 'The rows were not in order of time; they have been sorted.',
  'fault.rows-sorted.fix': '',
  'fault.group-blank.why': 'A row does not name its group in "{header}".',
  'fault.group-blank.fix': 'Fill the cell.',
  'fault.group-period-missing.why':
    'Group "{group}" has no row for {count, plural, one {a period} other {# periods}}: {missing}.',
  'fault.group-period-missing.fix': 'Every group needs every period: add the rows, with 0 where nothing ran.',
  'fault.population-not-positive.why': 'The population in "{header}" is not above 0 in every row.',
  'fault.population-not-positive.fix': 'Fill in the heads of each group.',
  'fault.population-moves.why':
    'The population of {count, plural, one {a group} other {# groups}} moves over time; the mean of each is used.',
  'fault.population-moves.fix': '',
  'fault.spend-national.why':
    '"{header}" of "{id}" is the same in every group of a period: it is read as one national figure and divided over the {groups, number} groups {by, select, media {by their media} population {by population} other {evenly}}.',
  'fault.spend-national.fix': 'If each group really had that figure, write it with its own amounts.',
  'fault.spend-nearly-national.why':
    '"{header}" of "{id}" is the same in every group in most periods but not in all, so it is not clear whether it is one national figure; it is read as each group\'s own.',
  'fault.spend-nearly-national.fix':
    'Divide national money over the groups, or write the same figure in every group of every period.',
  'fault.population-unused.why': 'With one group the population changes nothing; the column is not used.',
  'fault.population-unused.fix': '',
  'fault.mask-group-unknown.why': 'The mask names group "{group}", which the data do not have.',
  'fault.mask-group-unknown.fix': 'Write "{nearest}", or leave the group out to mask all.',
  'fault.mask-empty.why': 'The mask {from} to {to} touches no period of the data.',
  'fault.mask-empty.fix': 'Check its dates.',
  'fault.mask-applied.why':
    '{count, plural, one {# period} other {# periods}} from {from} to {to} {count, plural, one {leaves} other {leave}} the likelihood and stay in the adstock{why, select, none {} other { ({why})}}.',
  'fault.mask-applied.fix': '',
  'fault.media-history.why':
    'The first {count, plural, one {row has} other {# rows have}} no KPI and {count, plural, one {is} other {are}} read as media history; the fit begins at {from}.',
  'fault.media-history.fix': '',
  'fault.holiday-unknown.why': '"{name}" is no holiday known for {country}.',
  'fault.holiday-unknown.fix': 'Use the ids of the list in the documentation, or a control column of your own.',
  'fault.holidays-not-seen.why':
    '{count, plural, one {A holiday term never occurs} other {# holiday terms never occur}} in the data and {count, plural, one {is} other {are}} left out: {terms}.',
  'fault.holidays-not-seen.fix': '',

  'fault.spend-negative.why':
    'The spend of "{id}" is below zero in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}; least {least}).',
  'fault.spend-negative.fix': 'Book refunds and corrections to the period of the media that they belong to.',
  'fault.media-negative.why':
    'The media of "{id}" are below zero in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}; least {least}).',
  'fault.media-negative.fix': 'Exposure cannot be negative: correct the cells.',
  'fault.channel-never-on.why': '"{header}" is zero in every period: nothing can be learnt of "{id}".',
  'fault.channel-never-on.fix': 'Leave it out of the model; a plan can still add it as a new channel.',
  'fault.column-constant.why': '"{header}" never varies, so its effect cannot be told from the baseline.',
  'fault.column-constant.fix': 'Leave it out of the model.',
  'fault.channel-rarely-on.why':
    '"{header}" is above zero in only {count, plural, =0 {no periods} one {one period} other {# periods}} (fewer than {threshold}); its effect will mostly be its prior.',
  'fault.channel-rarely-on.fix': 'Join it to a like channel, or give it a prior that you would defend.',
  'fault.level-shift.why':
    '"{header}" {direction, select, up {rises} other {falls}} to another level at {period}: by a factor of {factor, number, ::@@@} for good (reviewed from {threshold}). That is how a change of unit or currency looks.',
  'fault.level-shift.fix': 'Bring the column to one unit; if the jump is real, say so in a mask or a control.',
  'fault.kpi-negative.why':
    'KPI "{id}" is below zero in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.kpi-negative.fix': 'Check for returns booked in one period; net figures are fine when they are meant.',
  'fault.kpi-outlier.why':
    'KPI "{id}" stands more than {threshold} robust standard deviations off the periods around it in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}).',
  'fault.kpi-outlier.fix': 'If you know the reason, add a control for it or mask the period.',
  'fault.counts-sparse.why':
    'KPI "{id}" counts few events: mean {mean, number, ::@@@} (reviewed under {meanThreshold}), {zeroPct, number, ::@@@} % zeros (reviewed over {zeroThreshold} %). Normal noise suits it badly.',
  'fault.counts-sparse.fix': 'Add periods up (months), or use a KPI with more events.',
  'fault.spend-without-media.why':
    '"{id}" has spend but no media in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}): {sharePct, number, ::@@} % of its money.',
  'fault.spend-without-media.fix': 'Look for fees and late invoices, or for missing exposure.',
  'fault.media-without-spend.why':
    '"{id}" has media but no spend in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}); its ROI counts that exposure as free.',
  'fault.media-without-spend.fix': 'Spread the spend over the periods in which the media ran.',
  'fault.cost-per-unit-odd.why':
    'The cost per unit of "{id}" is far off its median {median, number, ::@@@} in {count, plural, one {a period} other {# periods}} ({count, plural, one {line} other {lines}} {lines}): {cost, number, ::@@@} at {period} (reviewed from a factor of {factor, number, ::@@}).',
  'fault.cost-per-unit-odd.fix': 'Check spend and media of these rows: a slipped digit, a late invoice, bonus spots.',
  'fault.cost-per-unit-spread.why':
    'The cost per unit of "{id}" runs from {least, number, ::@@@} to {most, number, ::@@@} (median {median, number, ::@@@}): spend and media do not measure the same thing throughout.',
  'fault.cost-per-unit-spread.fix': 'Check the units of both columns, or let the model use the spend.',
  'fault.history-zero.why':
    '"{id}" is on in {onPct, number, ::@@@} % of the periods and from the first row on, but the model takes the media before the data to be zero (history_before: zero); the first periods will look too weak.',
  'fault.history-zero.fix': 'Say history_before: first_mean, or add earlier rows with a blank KPI.',
  'fault.demand-without-control.why':
    '"{id}" is demand driven and no control stands for demand: people who would have bought anyway are counted as its effect.',
  'fault.demand-without-control.fix': 'Add a control for demand (query volume, category sales).',
  'fault.demand-driven-name.why': '"{id}" sounds like search, brand or retargeting, which follow demand.',
  'fault.demand-driven-name.fix': 'If so, say demand_driven: true.',
  'fault.pair-moves-together.why':
    '"{id}" and "{other}" move together (r = {r, number, ::.00}, reviewed from {threshold}); the data cannot tell their effects apart.',
  'fault.pair-moves-together.fix': 'Join them, drop one, or bring an experiment or a prior for one of them.',
  'fault.variance-inflated.why':
    '"{id}" can nearly be written as a mixture of the others (VIF {vif}, reviewed from {threshold}); its effect is badly determined.',
  'fault.variance-inflated.fix': 'Drop or join columns, or bring an experiment for it.',
  'fault.control-follows-kpi.why':
    'Control "{id}" moves almost as KPI "{kpi}" does (r = {r, number, ::.00}, reviewed from {threshold}) and will take most of what there is to explain.',
  'fault.control-follows-kpi.fix': 'Keep it only if it causes the KPI and is not caused by it or by the media.',

  'guess.date-name': 'the name says "{word}" and the cells are dates',
  'guess.date-cells': 'the cells are dates',
  'guess.region-name': 'the name says "{word}"',
  'guess.audience-name': 'the name says "{word}"',
  'guess.population-name': 'the name says "{word}"',
  'guess.kpi-name': 'the name says "{word}"',
  'guess.kpi-letter': '"{word}" is the usual name of the outcome',
  'guess.value-per-unit-name': 'the name says "{word}"',
  'guess.value-per-unit-idle': 'money per unit, of which the KPI has no need',
  'guess.spend-name': 'the name says "{word}"',
  'guess.spend-letter': 'columns called {word}1, {word}2 … usually hold spend',
  'guess.channel-name': '"{word}" is a medium, and no other column of it looks like spend',
  'guess.media-paired': 'the exposure of "{stem}", by its name',
  'guess.media-name': 'the name says "{word}"',
  'guess.media-unpaid': 'exposure for which there is no spend',
  'guess.second-media': 'another exposure of "{channel}"; "{chosen}" moves more with the spend',
  'guess.reach-name': 'the name says "{word}"',
  'guess.frequency-name': 'the name says "{word}"',
  'guess.reach-frequency': 'reach and frequency are not used yet; the model takes impressions or spend',
  'guess.organic-name': 'the name says "{word}", which is not paid for',
  'guess.treatment-name': 'the name says "{word}", which one decides',
  'guess.control-name': 'the name says "{word}"',
  'guess.control-letter': 'columns called {word} usually hold controls',
  'guess.flag': 'only zeros and ones: an event',
  'guess.text-column': 'text, not numbers: {examples}',
  'guess.no-header': 'it has no name',
  'guess.all-blank': 'it is blank',
  'guess.row-number': 'a row number or a part of the date',
  'guess.never-varies': 'it never varies',
  'guess.ratio': 'a ratio of other figures ("{word}")',
  'guess.spend-below-zero': 'called "{word}", but has values below zero',
  'guess.has-blanks': 'it has blank cells',
  'guess.not-understood': 'the name tells nothing; add it as a control or treatment if it matters',
} as const;
