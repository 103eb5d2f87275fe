/** Autocovariance of chains, averaged over them: all that an effective sample size needs. */
import { transform } from './fourier.js';

/** Lags taken one by one before the Fourier transform is worth its cost; chains that mix well need no more. */
const directLags = 32;

/**
 * Mean over chains of the (biased, 1/n) autocovariance about each chain's own mean, computed lag by lag as asked for.
 */
export class MeanAutocovariance {
  readonly chainMeans: Float64Array;
  private readonly centred: Float64Array;
  private readonly known: number[] = [];
  private all: Float64Array | null = null;

  /** @param values chains × draws */
  constructor(
    values: Float64Array,
    private readonly chains: number,
  ) {
    const draws = values.length / chains;
    this.centred = new Float64Array(values.length);
    this.chainMeans = new Float64Array(chains);
    for (let chain = 0; chain < chains; chain++) {
      const start = chain * draws;
      let sum = 0;
      for (let i = start; i < start + draws; i++) sum += values[i]!;
      const mean = sum / draws;
      this.chainMeans[chain] = mean;
      for (let i = start; i < start + draws; i++) this.centred[i] = values[i]! - mean;
    }
  }

  /** At this lag, 0 ≤ lag < draws. */
  at(lag: number): number {
    if (lag >= directLags) {
      this.all ??= this.byFourier();
      return this.all[lag]!;
    }
    return (this.known[lag] ??= this.direct(lag));
  }

  private direct(lag: number): number {
    const { centred, chains } = this;
    const draws = centred.length / chains;
    let sum = 0;
    for (let chain = 0; chain < chains; chain++) {
      const end = (chain + 1) * draws;
      for (let i = chain * draws + lag; i < end; i++) sum += centred[i]! * centred[i - lag]!;
    }
    return sum / centred.length;
  }

  /** Wiener–Khinchin: power spectra summed over chains, two chains in one complex transform, one transform back. */
  private byFourier(): Float64Array {
    const { centred, chains } = this;
    const draws = centred.length / chains;
    const size = 2 ** Math.ceil(Math.log2(2 * draws));
    const power = new Float64Array(size);
    const real = new Float64Array(size);
    const imaginary = new Float64Array(size);
    for (let chain = 0; chain < chains; chain += 2) {
      real.fill(0);
      imaginary.fill(0);
      real.set(centred.subarray(chain * draws, (chain + 1) * draws));
      if (chain + 1 < chains) imaginary.set(centred.subarray((chain + 1) * draws, (chain + 2) * draws));
      transform(real, imaginary);
      for (let k = 0; k < size; k++) power[k] = power[k]! + real[k]! ** 2 + imaginary[k]! ** 2;
    }
    real.set(power);
    // The packed pair's power at k and −k together is that of the two chains.
    for (let k = 1; k < size; k++) real[k] = 0.5 * (power[k]! + power[size - k]!);
    imaginary.fill(0);
    transform(real, imaginary);
    return real.map((value) => value / size / centred.length);
  }
}
