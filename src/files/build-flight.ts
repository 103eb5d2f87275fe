import type { FlightShape } from '../planning/index.js';
import { amountValue } from './amounts.js';
import { scenarioDefaults as usual } from './scenario-defaults.js';
import type { ScenarioInFile } from './schema/scenario-schema.js';

type LineInFile = NonNullable<ScenarioInFile['lines']>[number];

/** The pattern of a flight; amounts by period are weights that add up to the amount. */
export function flightShape(
  flight: LineInFile['flight'],
  pick: <Given, Default>(key: string, given: Given | undefined, fallback: Default) => Given | Default,
): FlightShape {
  if (flight?.amounts !== undefined) return { kind: 'custom', weights: flight.amounts.map(amountValue) };
  const kind = pick('flight.shape', flight?.shape, usual.shape);
  switch (kind) {
    case 'custom':
      return { kind, weights: flight?.weights ?? [] };
    case 'pulse':
      return { kind, weeksOn: flight?.weeks_on ?? 1, weeksOff: flight?.weeks_off ?? 1 };
    case 'burst':
      return { kind, weeksOn: flight?.weeks_on ?? 1 };
    default:
      return { kind };
  }
}
