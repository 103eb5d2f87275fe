/** The model page: what tests did, which test to make next, and how the version came from the one before. */
export const reportModelEvidence = {
  'model.section.calibration': 'What lift tests did',
  'model.section.next': 'Which test next',
  'model.section.refresh': 'Against the version before',
  'model.pending': 'Being computed; it is added to this version when it is done.',
  'model.none-for-groups': 'Not computed for data in groups.',

  'model.calibration.none': 'The model file names no lift test.',
  'model.calibration.title':
    '{count, plural, one {One lift test} other {# lift tests}} moved the return of {channel} from {before} to {after}',
  'model.calibration.subtitle':
    'ROI with the tests (dot and bar, {tenths} in 10) and without them (square and thin line): the same model fitted to the same rows',
  'model.calibration.summary': 'ROI without → with the tests: {list}.',
  'model.calibration.tested': '{channel} (tested)',
  'model.calibration.table': 'ROI without and with the tests',
  'model.calibration.note':
    'Width left: standard deviation with ÷ without the tests. Channels without a test move only as far as they trade places with those that have one.',
  'model.tests-made.table': 'The tests: measured, and what the model says they should have measured',
  'model.tests-made.error': '± {sd}',
  'model.tests-made.conflict': 'contradicts the model alone',
  'model.tests-made.agrees': 'agrees',
  'model.tests-made.note':
    'Distance: |measured − model without tests| ÷ the standard error of both together; above 2 they contradict each other, and either the test or the model is wrong about something.',

  'model.next.title': 'A test of {channel} ({design}) would help the budget most: worth {gain}',
  'model.next.title-none': 'No single test would change the budget much',
  'model.next.subtitle':
    'Expected gain of the budget from one test, before it is made; same total as the history, each channel between {least} and {most} of its own',
  'model.next.summary':
    'Knowing everything would be worth {loss}. The ROI that a test would narrow most is that of {sharpest} ({sharpDesign}): by {reduction}.',
  'model.next.dark':
    'dark for {periods} {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}}',
  'model.next.raise':
    '{change} for {periods} {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}}',
  'model.next.narrows': 'narrows its ROI by {reduction}',
  'model.next.table': 'Tests that could be made, the most useful first',
  'model.next.note':
    'Every test is imagined 200 times: an outcome from the model’s own draws and noise, the draws reweighted by it, and the budget spread anew. Narrowing: fall of the standard deviation of ROI. Gain: by how much the value of the best budget rises on average over the whole data; all tests together cannot bring more than {loss}. What a test costs is not taken off.',

  'model.refresh.first': 'There is no earlier converged version to set this one against.',
  'model.refresh.periods':
    '{count} {grain, select, daily {days} weekly {weeks} quarterly {quarters} other {months}} are new since version {version}: {from} to {to}.',
  'model.refresh.no-periods': 'No period is new since version {version}.',
  'model.refresh.restated':
    '{count, plural, one {One value} other {# values}} of the history {count, plural, one {was} other {were}} restated, in {series, plural, one {one series} other {# series}}.',
  'model.refresh.no-restated': 'Nothing of the history was restated.',
  'model.refresh.keys': 'The model file differs in {count, plural, one {one place} other {# places}}: {list}.',
  'model.refresh.no-keys': 'The model file says the same.',
  'model.refresh.scales-fixed': 'The scales are those that the model file fixes.',
  'model.refresh.scales-same': 'The scales are those of version {version}.',
  'model.refresh.scales-moved':
    'The scales were worked out anew from the data: {count} of them moved, and with them what priors on scaled units mean. To keep them, write those of version {version} into scaling.fixed.',
  'model.refresh.whole':
    'The move from version {version} cannot be taken apart: the two histories or their series differ.',
  'model.refresh.title': 'Since version {version} the return of {channel} moved most: {before} → {after}',
  'model.refresh.subtitle': 'ROI now (dot and bar, {tenths} in 10) and in version {version} (square and thin line)',
  'model.refresh.summary': 'ROI before → now: {list}.',
  'model.refresh.table': 'How each ROI moved since version {version}, and by what',
  'model.refresh.note':
    'Each step is a refit that changes one thing more, on the scales of version {version}; steps add up to the whole move. Refits keep 250 draws a chain, so moves of a few hundredths are chance. New periods also change over what an ROI is counted.',
  'model.refresh.step.restated': 'Restated history',
  'model.refresh.step.periods': 'New periods',
  'model.refresh.step.model': 'Model file',
  'model.refresh.step.scales': 'Scales',
  'model.refresh.step.all': 'Everything',
  'model.refresh.scale-table': 'Scales that moved',
  'model.refresh.scale-note': 'Scaled KPI = (value − center) ÷ scale; scaled media = value ÷ scale.',
  'model.restated.series': 'Restated series',
  'model.restated.cells': 'Restated values, the largest changes first ({shown} of {count})',

  'model.column.without': 'Without tests',
  'model.column.with': 'With tests',
  'model.column.sd-left': 'Width left',
  'model.column.measured': 'Measured',
  'model.column.distance': 'Distance',
  'model.column.verdict': 'Verdict',
  'model.column.design': 'Test',
  'model.column.test-money': 'Money moved',
  'model.column.expected-effect': 'Expected effect',
  'model.column.test-error': 'Its error',
  'model.column.roi-sd': 'sd of ROI',
  'model.column.roi-sd-after': 'sd after',
  'model.column.narrowing': 'Narrowing',
  'model.column.gain': 'Gain',
  'model.column.version': 'Version {version}',
  'model.column.now': 'Now',
  'model.column.series': 'Series',
  'model.column.periods': 'Periods',
  'model.column.between': 'Between',
  'model.column.old-total': 'Sum in version {version}',
  'model.column.new-total': 'Sum now',
  'model.column.change': 'Change',
  'model.column.scale': 'Scale',
  'model.part.kpi': 'KPI',
  'model.part.value': 'Value per unit',
  'model.part.spend': 'Spend',
  'model.part.media': 'Media',
  'model.part.organic': 'Organic',
  'model.part.treatment': 'Treatment',
  'model.part.control': 'Control',
} as const;
