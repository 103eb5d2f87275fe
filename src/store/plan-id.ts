/** `<scenario>@<version>`, then `.2`, `.3` for re-runs; a bare scenario id means its latest plan. */
export interface PlanAddress {
  readonly scenario: string;
  /** null: the latest plan of the scenario. */
  readonly version: number | null;
  readonly run: number;
}

const form = /^([a-z][a-z0-9-]{0,63})(?:@([1-9][0-9]{0,8})(?:\.([1-9][0-9]{0,8}))?)?$/;

export function planId(scenario: string, version: number, run: number): string {
  return run === 1 ? `${scenario}@${version}` : `${scenario}@${version}.${run}`;
}

/** null where the text has not the form of a plan id. */
export function parsePlanId(text: string): PlanAddress | null {
  const match = form.exec(text);
  if (match === null) return null;
  const [, scenario, version, run] = match;
  return { scenario: scenario!, version: version === undefined ? null : Number(version), run: Number(run ?? 1) };
}
