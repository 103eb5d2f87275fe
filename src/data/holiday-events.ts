export type HolidayCountry = 'CN' | 'US' | 'GB' | 'DE';

/** Where the date of an event comes from: a rule of the `date-holidays` calendar, or the same date every year. */
export type EventDate =
  | { readonly rules: readonly string[]; readonly calendar: HolidayCountry; readonly offset: number }
  | { readonly month: number; readonly day: number };

/** One named event of a country's calendar that moves demand. */
export interface HolidayEvent {
  readonly id: string;
  readonly title: { readonly en: string; readonly 'zh-CN': string };
  readonly date: EventDate;
  /** Length of the event itself, unless the model file says otherwise. */
  readonly days: number;
}

export interface HolidayWindow {
  readonly before: number;
  readonly days: number;
  readonly after: number;
}

const rule = (calendar: HolidayCountry, rules: string | readonly string[], offset = 0): EventDate => ({
  calendar,
  rules: typeof rules === 'string' ? [rules] : rules,
  offset,
});
const fixed = (month: number, day: number): EventDate => ({ month, day });
const event = (id: string, en: string, zh: string, date: EventDate, days: number): HolidayEvent => ({
  id,
  title: { en, 'zh-CN': zh },
  date,
  days,
});

const THANKSGIVING = '4th thursday in November';

/**
 * `include: default`: at most eight events per country, those that retail and media planners plan by. The public
 * calendars know many more, most of which move nothing.
 */
export const holidayEvents: Readonly<Record<HolidayCountry, readonly HolidayEvent[]>> = {
  CN: [
    event('spring_festival', 'Spring Festival', '春节', rule('CN', 'chinese 01-0-01'), 8),
    event('qingming', 'Qingming', '清明节', rule('CN', 'chinese 5-01 solarterm'), 3),
    event('labour_day', 'Labour Day', '劳动节', fixed(5, 1), 5),
    event('dragon_boat', 'Dragon Boat Festival', '端午节', rule('CN', 'chinese 05-0-05'), 3),
    event('618', '618 shopping festival', '618', fixed(6, 1), 18),
    event('mid_autumn', 'Mid-Autumn Festival', '中秋节', rule('CN', 'chinese 08-0-15'), 3),
    event('national_day', 'National Day', '国庆节', fixed(10, 1), 7),
    event('double11', "Singles' Day (11.11)", '双11', fixed(11, 1), 11),
  ],
  US: [
    event('easter', 'Easter', '复活节', rule('US', 'easter', -2), 3),
    event('mothers_day', "Mother's Day", '母亲节', rule('US', '2nd sunday in May', -6), 7),
    event('memorial_day', 'Memorial Day weekend', '阵亡将士纪念日', rule('US', 'monday before 06-01', -2), 3),
    event('independence_day', 'Independence Day', '美国独立日', fixed(7, 4), 1),
    event('labor_day', 'Labor Day weekend', '美国劳工节', rule('US', '1st monday in September', -2), 3),
    event('thanksgiving', 'Thanksgiving', '感恩节', rule('US', THANKSGIVING), 1),
    event('black_friday', 'Black Friday to Cyber Monday', '黑色星期五', rule('US', THANKSGIVING, 1), 4),
    event('christmas', 'Christmas', '圣诞节', fixed(12, 24), 2),
  ],
  GB: [
    event('mothers_day', 'Mothering Sunday', '英国母亲节', rule('GB', 'easter -21', -6), 7),
    event('easter', 'Easter', '复活节', rule('GB', 'easter -2'), 4),
    event(
      'early_may_bank_holiday',
      'Early May bank holiday',
      '五月初银行假日',
      // The holiday moved to VE Day in two anniversary years.
      rule('GB', ['1st monday in May', '1995-05-08', '2020-05-08'], -2),
      3,
    ),
    event('spring_bank_holiday', 'Spring bank holiday', '春季银行假日', rule('GB', '1st monday before 06-01', -2), 3),
    event('black_friday', 'Black Friday to Cyber Monday', '黑色星期五', rule('US', THANKSGIVING, 1), 4),
    event('christmas', 'Christmas', '圣诞节', fixed(12, 24), 3),
  ],
  DE: [
    event('easter', 'Easter', '复活节', rule('DE', 'easter -2'), 4),
    event('labour_day', 'Labour Day', '劳动节', fixed(5, 1), 1),
    event('ascension', 'Ascension Day', '耶稣升天节', rule('DE', 'easter 39'), 4),
    event('mothers_day', "Mother's Day", '母亲节', rule('DE', '2nd sunday in May', -6), 7),
    event('whitsun', 'Whitsun', '圣灵降临节', rule('DE', 'easter 49', -1), 3),
    event('unity_day', 'Day of German Unity', '德国统一日', fixed(10, 3), 1),
    event('black_friday', 'Black Friday to Cyber Monday', '黑色星期五', rule('US', THANKSGIVING, 1), 4),
    event('christmas', 'Christmas', '圣诞节', fixed(12, 24), 3),
  ],
};

/** Windows that hold without being asked for: people travel and buy weeks before Spring Festival, and rest after it. */
export const defaultHolidayWindows: Readonly<Record<HolidayCountry, Readonly<Record<string, HolidayWindow>>>> = {
  CN: { spring_festival: { before: 21, days: 8, after: 14 } },
  US: {},
  GB: {},
  DE: {},
};

/** Looks an event up by its id or by its title in either language. */
export function findHolidayEvent(country: HolidayCountry, name: string): HolidayEvent | null {
  const wanted = name.trim().toLowerCase();
  const known = holidayEvents[country];
  return (
    known.find(({ id }) => id === wanted) ??
    known.find(({ title }) => title.en.toLowerCase() === wanted || title['zh-CN'].toLowerCase() === wanted) ??
    null
  );
}
