import { unitsQuoted } from '../resolve/price.js';
import type { Problem, ProblemChannel, ProblemLine } from '../resolve/problem.js';
import type { Audience } from '../scenario-audiences.js';
import { netReach, type ChannelContacts } from './net-reach.js';

/** Reach of a plan in one audience over the window. Shares of 1 of the universe. */
export interface PlanReach {
  readonly audience: string;
  readonly label: string;
  readonly universe: number;
  readonly method: 'sainsbury' | 'agostini';
  readonly effectiveFrequency: number;
  readonly channels: readonly {
    readonly channel: string;
    readonly label: string;
    readonly grp: number;
    readonly reach: number;
    readonly effective: number;
    readonly frequency: number;
  }[];
  readonly grp: number;
  readonly reach: number;
  readonly effective: number;
  readonly frequency: number;
  /** Labels of channels with money whose contacts or share on the audience nothing states. */
  readonly unknown: readonly string[];
}

const points = new Set(['grp', 'grps', 'trp', 'trps', 'point', 'points']);
const impressions = new Set(['impression', 'impressions', 'imps', 'contact', 'contacts', 'view', 'views', '曝光']);
const thousands = new Set(['mille', 'thousand', 'cpm', '千次', '千次曝光']);
const perMille = new Set(['cpm', 'mille', 'thousand', '千次', '千人成本']);

/**
 * Reach by audience of the money that goes to it: lines for the audience, and lines for nobody in particular.
 *
 * @param money by unit, `(lines)`
 */
export function planReach(problem: Problem, money: readonly Float64Array[]): PlanReach[] | undefined {
  const { audiences, reach } = problem.scenario;
  if (reach === null || audiences.length === 0) return undefined;
  const labels = new Map(problem.channels.map(({ channel, label }) => [channel, label]));
  const pair = (first: string, second: string): number | null =>
    reach.pairDuplication[first]?.[second] ?? reach.pairDuplication[second]?.[first] ?? null;
  return audiences.map((audience): PlanReach => {
    const contacts = new Map<string, number>();
    const unknown = new Set<string>();
    problem.channels.forEach((unit, u) => {
      unit.lines.forEach((line, i) => {
        const spent = money[u]![i]!;
        if (!(spent > 0) || (line.audience !== null && line.audience !== audience.id)) return;
        const perPerson = contactsOf(problem, unit, line, spent, audience);
        if (perPerson === null) unknown.add(unit.label);
        else contacts.set(unit.channel, (contacts.get(unit.channel) ?? 0) + perPerson);
      });
    });
    const list = [...contacts].map(([channel, value]): ChannelContacts => ({ channel, contacts: value }));
    const net = netReach(list, reach.method, pair, reach.effectiveFrequency);
    return {
      audience: audience.id,
      label: audience.label,
      universe: audience.universe,
      method: reach.method,
      effectiveFrequency: reach.effectiveFrequency,
      channels: net.channels.map((one) => ({
        channel: one.channel,
        label: labels.get(one.channel) ?? one.channel,
        grp: 100 * one.contacts,
        reach: one.reach,
        effective: one.effective,
        frequency: one.reach > 0 ? one.contacts / one.reach : 0,
      })),
      grp: 100 * net.contacts,
      reach: net.reach,
      effective: net.effective,
      frequency: net.frequency,
      unknown: [...unknown],
    };
  });
}

/** Contacts per person of the audience that a line buys; null where nothing says how many. */
function contactsOf(
  problem: Problem,
  unit: ProblemChannel,
  line: ProblemLine,
  spent: number,
  audience: Audience,
): number | null {
  const onTarget = Object.hasOwn(audience.onTarget, unit.channel) ? audience.onTarget[unit.channel]! : null;
  if (onTarget === null) return null;
  const name = unit.unit?.trim().toLowerCase() ?? '';
  const units = line.shares.reduce((sum, share, t) => sum + spent * share * line.unitsPerMoney[t]!, 0);
  if (!unit.mediaIsSpend && points.has(name)) return (units * onTarget) / 100;
  if (!unit.mediaIsSpend && impressions.has(name)) return (units * onTarget) / audience.universe;
  if (!unit.mediaIsSpend && thousands.has(name)) return (1000 * units * onTarget) / audience.universe;
  // A channel that is modelled on money: the price that the line states says what the money buys.
  const cost = problem.scenario.lines.find(({ index }) => index === line.index)?.cost ?? null;
  if (cost === null || line.index === null) return null;
  const price = cost.value * (1 + cost.inflationPct / 100);
  const per = cost.per.trim().toLowerCase();
  if (perMille.has(per)) return ((spent / price) * 1000 * onTarget) / audience.universe;
  if (points.has(per) || unitsQuoted(per, 'grp') === 1) return ((spent / price) * onTarget) / 100;
  return null;
}
