import {
  fault,
  type ChannelGuess,
  type ColumnGuess,
  type GuessReason,
  type Reading,
  type TableGuess,
} from '../data/index.js';
import { hasMessage, translator, type Language, type MessageKey } from '../language/index.js';
import { commentText, flowText, scalarText, withComment } from './yaml-text.js';

export interface DraftModelOptions {
  /** The data file, as the model file is to name it. */
  readonly file: string;
  /** Of the comments; that of the table where none is given. */
  readonly language?: Language;
  /** Where editors find the schema, from the file's place. */
  readonly schemaPath?: string;
  /** Sheet of a spreadsheet with several. */
  readonly sheet?: string | null;
}

type Say = (key: MessageKey, params?: Readonly<Record<string, string | number>>) => string;

/** Writes a first model file from what a table looks like; each guess has its reason beside it, to be checked. */
export function draftModel(guess: TableGuess, options: DraftModelOptions): Reading<string> {
  const t = translator(options.language ?? guess.language);
  const missing = [
    ...(guess.date === null ? ['draft-no-date'] : []),
    ...(guess.kpis.length === 0 ? ['draft-no-kpi'] : []),
    ...(guess.channels.length === 0 ? ['draft-no-channel'] : []),
  ];
  if (guess.date === null || missing.length > 0) {
    return { value: null, faults: missing.map((code) => fault(code, 'error', { file: options.file }, '')) };
  }
  const lines = [
    `# yaml-language-server: $schema=${options.schemaPath ?? '../model.schema.json'}`,
    commentText(t('draft.model.head')),
    'schema: mixplan/model@1',
    `id: ${fileIdOf(options.file)}`,
    `title: ${JSON.stringify(nameOf(options.file))}`,
    ...dataText(guess, options, t),
    withComment(`currency: ${guess.currency ?? 'USD'}`, guess.currency === null ? t('draft.model.currency') : ''),
    ...kpisText(guess, t),
    'channels:',
    ...guess.channels.flatMap((channel) => channelText(channel, guess, t)),
    ...organicText(guess, t),
    ...columnsText('treatments', guess.treatments, t),
    ...columnsText('controls', guess.controls, t),
    ...baselineText(guess, t),
    ...noiseText(guess, t),
    ...(guess.date.grain === 'monthly' ? ['holdout: {periods: 3}'] : []),
    ...guess.ignored.map(({ column, reason }) =>
      commentText(`${t('draft.model.ignored', { column })} ${why(reason, t)}`),
    ),
  ];
  return { value: `${lines.join('\n')}\n`, faults: [] };
}

function why(reason: GuessReason | null, t: Say): string {
  const key = `guess.${reason?.code ?? ''}`;
  return reason !== null && hasMessage(key) ? t(key, reason.params) : '';
}

/** `Sales Weekly 2024.csv` → `sales-weekly-2024`. */
function fileIdOf(file: string): string {
  const slug = nameOf(file)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 64)
    .replace(/-+$/, '');
  return slug === '' || slug === 'new' ? 'my-model' : slug;
}

function nameOf(file: string): string {
  const base = file.split(/[\\/]/).at(-1) ?? file;
  return base.replace(/\.[a-z0-9]+$/i, '').slice(0, 200) || 'model';
}

function dataText(guess: TableGuess, options: DraftModelOptions, t: Say): string[] {
  const { date, region, audience, population } = guess;
  const column = (key: string, part: ColumnGuess | null) =>
    part === null ? [] : [withComment(`  ${key}: ${scalarText(part.column)}`, why(part.reason, t))];
  return [
    'data:',
    `  file: ${scalarText(options.file)}`,
    ...(typeof options.sheet === 'string' ? [`  sheet: ${scalarText(options.sheet)}`] : []),
    ...(date === null
      ? []
      : [withComment(`  date: ${scalarText(date.column)}`, why(date.reason, t)), `  date_marks: ${date.dateMarks}`]),
    ...column('region', region),
    ...column('audience', audience),
    ...column('population', population),
  ];
}

function kpisText(guess: TableGuess, t: Say): string[] {
  const texts = guess.kpis.map((kpi) => {
    const entry = flowText({
      id: kpi.id,
      label: kpi.label === kpi.id ? undefined : kpi.label,
      column: kpi.column,
      kind: kpi.kind,
      value_per_unit: kpi.valuePerUnit === null ? undefined : { column: kpi.valuePerUnit, future: 'last_year' },
    });
    return { entry, reason: why(kpi.reason, t), kpi };
  });
  const [first, ...others] = texts;
  if (first === undefined) return [];
  const needsValue = first.kpi.kind === 'count' && first.kpi.valuePerUnit === null;
  return [
    'kpis:',
    withComment(`  - ${first.entry}`, first.reason),
    ...(needsValue ? [`  ${commentText(t('draft.model.value'))}`] : []),
    ...(others.length > 0 ? [`  ${commentText(t('draft.model.otherKpis'))}`] : []),
    ...others.map(({ entry, reason }) => `  ${commentText(`- ${entry}`)}  ${commentText(reason)}`),
  ];
}

function channelText(channel: ChannelGuess, guess: TableGuess, t: Say): string[] {
  return [
    `  - id: ${channel.id}`,
    ...(channel.label === channel.id ? [] : [`    label: ${JSON.stringify(channel.label)}`]),
    withComment(`    spend: ${scalarText(channel.column)}`, why(channel.reason, t)),
    ...(channel.media === null
      ? []
      : [withComment(`    media: ${scalarText(channel.media)}`, why(channel.mediaReason, t))]),
    ...(channel.unit === null ? [] : [`    unit: ${scalarText(channel.unit)}`]),
    ...(guess.date?.grain === 'monthly' ? ['    adstock: {periods: 3}'] : []),
    ...(channel.demandDriven ? [withComment('    demand_driven: true', t('draft.model.demand'))] : []),
  ];
}

function organicText(guess: TableGuess, t: Say): string[] {
  if (guess.organic.length === 0) return [];
  const entries = guess.organic.map((organic) => {
    const adstock = guess.date?.grain === 'monthly' ? { periods: 3 } : undefined;
    const label = organic.label === organic.id ? undefined : organic.label;
    return withComment(
      `  - ${flowText({ id: organic.id, label, media: organic.column, adstock })}`,
      why(organic.reason, t),
    );
  });
  return ['organic:', ...entries];
}

function columnsText(key: 'treatments' | 'controls', columns: readonly ColumnGuess[], t: Say): string[] {
  if (columns.length === 0) return [];
  const entries = columns.map(({ id, label, column, reason }) =>
    withComment(`  - ${flowText({ id, label: label === id ? undefined : label, column })}`, why(reason, t)),
  );
  return [`${key}:`, ...entries];
}

/** Holidays only where the currency was found to be the country's; a trend for the months where there are few rows. */
function baselineText(guess: TableGuess, t: Say): string[] {
  const trend = guess.date?.grain === 'monthly' ? ['  trend: {every: 6}'] : [];
  const isChinese = guess.currency === 'CNY';
  const holidays = isChinese ? [withComment('  holidays: {country: CN}', t('draft.model.holidays'))] : [];
  const hint = isChinese ? [] : [commentText(`baseline: {holidays: {country: DE}}  ${t('draft.model.holidayHint')}`)];
  return trend.length + holidays.length === 0 ? hint : ['baseline:', ...trend, ...holidays, ...hint];
}

/** Noise that carries over, where the model has no groups: what the data do not show of it, the prior lets go. */
function noiseText({ region, audience }: TableGuess, t: Say): string[] {
  if (region !== null || audience !== null) return [];
  return [withComment('noise: {ar: {beta: [1, 3]}}', t('draft.model.noise'))];
}
