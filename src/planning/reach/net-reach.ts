import { countDistribution } from './contact-counts.js';

/** One channel's contacts with an audience. */
export interface ChannelContacts {
  readonly channel: string;
  /** Contacts per person of the audience: GRP ÷ 100. */
  readonly contacts: number;
}

export interface ChannelReach extends ChannelContacts {
  /** Share of 1 reached at least once. */
  readonly reach: number;
  /** Share of 1 reached at least as often as counts. */
  readonly effective: number;
}

export interface NetReach {
  readonly channels: readonly ChannelReach[];
  readonly contacts: number;
  readonly reach: number;
  readonly effective: number;
  /** Contacts per person reached; 0 where nobody is. */
  readonly frequency: number;
}

/** Agostini's constant, estimated on French press readership. */
const agostini = 1.125;

/** Reach of one channel whose contacts fall at random: Poisson, the most that so many contacts can reach. */
export function reachOfContacts(contacts: number): number {
  return 1 - Math.exp(-contacts);
}

/**
 * Net reach over channels. Sainsbury: independent, 1 − Π(1 − r_i). Agostini: A²/(A + K·D) with A the sum of reaches and
 * D that of the pairs' duplications, random (r_i · r_j) where none is stated; never above the sum, nor 100 %, nor below
 * the largest channel. How often people are reached follows from contacts and net reach together: Poisson where they
 * agree with it, else the negative binomial that has both.
 *
 * Sources: Agostini, How to estimate unduplicated audiences, Journal of Advertising Research 1 (1961); Goodhardt and
 * Ehrenberg, Duplication of viewing between and within channels, Journal of Marketing Research 6 (1969).
 *
 * @param duplication by pair of channels, share of the audience that both reach; null where nothing is stated
 */
export function netReach(
  channels: readonly ChannelContacts[],
  method: 'sainsbury' | 'agostini',
  duplication: (first: string, second: string) => number | null,
  effectiveFrequency: number,
): NetReach {
  const own = channels.map((one): ChannelReach => {
    const reach = reachOfContacts(one.contacts);
    return { ...one, reach, effective: countDistribution(one.contacts, reach).atLeast(effectiveFrequency) };
  });
  const contacts = channels.reduce((sum, one) => sum + one.contacts, 0);
  const reach = method === 'sainsbury' ? sainsbury(own) : agostiniReach(own, duplication);
  return {
    channels: own,
    contacts,
    reach,
    effective: countDistribution(contacts, reach).atLeast(effectiveFrequency),
    frequency: reach > 0 ? contacts / reach : 0,
  };
}

function sainsbury(channels: readonly ChannelReach[]): number {
  return 1 - channels.reduce((missed, { reach }) => missed * (1 - reach), 1);
}

function agostiniReach(
  channels: readonly ChannelReach[],
  duplication: (first: string, second: string) => number | null,
): number {
  const sum = channels.reduce((total, { reach }) => total + reach, 0);
  if (!(sum > 0)) return 0;
  let pairs = 0;
  channels.forEach((first, i) => {
    channels.slice(i + 1).forEach((second) => {
      const stated = duplication(first.channel, second.channel) ?? first.reach * second.reach;
      // More people than the smaller channel reaches cannot be reached by both.
      pairs += Math.min(stated, first.reach, second.reach);
    });
  });
  const largest = Math.max(...channels.map(({ reach }) => reach));
  return Math.min(1, sum, Math.max(largest, (sum * sum) / (sum + agostini * pairs)));
}
