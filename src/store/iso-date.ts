const millisecondsPerDay = 86_400_000;

/** `YYYY-MM-DD` of days since 1970-01-01; calendar dates, no zone. */
export function isoDate(day: number): string {
  return new Date(day * millisecondsPerDay).toISOString().slice(0, 10);
}
