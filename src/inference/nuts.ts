/**
 * One transition of the no-U-turn sampler, multinomial variant.
 *
 * Sources: Hoffman & Gelman (2014); Betancourt (2017), "A conceptual introduction to Hamiltonian Monte Carlo",
 * appendix A; the generalised U-turn criterion with the checks across adjoining subtrees as in Stan ≥ 2.21.
 * All of it in the whitened coordinates of the metric, where velocity and momentum are the same vector.
 */
import { dot, multiplyLower, multiplyLowerTransposed } from './linear-algebra.js';
import type { Metric } from './metric.js';
import type { RandomStream } from './random.js';
import type { Target } from './target.js';

/** A larger rise of the energy along a trajectory is a divergence: the integrator has lost the level set. */
const divergentEnergyError = 1000;

/** What one transition did. */
export interface TransitionInfo {
  /** Mean Metropolis acceptance probability over the trajectory, in [0, 1]. */
  acceptance: number;
  /** Doublings made. */
  depth: number;
  /** Leapfrog steps, each one gradient. */
  leapfrogs: number;
  divergent: boolean;
  /** Hamiltonian of the accepted point with its own momentum, in nats. */
  energy: number;
}

/** An end of the trajectory: position, whitened momentum, whitened gradient. */
interface End {
  q: Float64Array;
  p: Float64Array;
  w: Float64Array;
}

/** A point that may be accepted, with its gradient in the coordinates of the target. */
interface Proposal {
  q: Float64Array;
  g: Float64Array;
  logDensity: number;
  energy: number;
}

/** Scratch of one level of the recursion. */
interface Level {
  initEnd: Float64Array;
  finalBegin: Float64Array;
  rhoInit: Float64Array;
  rhoFinal: Float64Array;
  final: Proposal;
}

/** Holds a current point and moves it; every buffer is made once, none inside a trajectory. */
export class NutsKernel {
  /** The current point; changed in place by `transition`. */
  readonly position: Float64Array;
  /** Gradient of the log density there. */
  readonly gradient: Float64Array;
  logDensity: number;
  /** Gradients computed so far by this kernel. */
  gradients = 0;

  private readonly n: number;
  private readonly forward: End;
  private readonly backward: End;
  private readonly accepted: Proposal;
  private readonly proposed: Proposal;
  private readonly levels: Level[];
  private readonly velocity: Float64Array;
  private readonly work: Float64Array;
  private readonly evaluated: Float64Array;
  private readonly rho: Float64Array;
  private readonly rhoForward: Float64Array;
  private readonly rhoBackward: Float64Array;
  private readonly innerForward: Float64Array;
  private readonly innerBackward: Float64Array;
  private readonly outerForward: Float64Array;
  private readonly outerBackward: Float64Array;

  private moving: End;
  private step = 0;
  private startEnergy = 0;
  private treeWeight = 0;
  private leapfrogs = 0;
  private acceptanceSum = 0;
  private divergent = false;

  constructor(
    private readonly target: Target,
    private readonly metric: Metric,
    start: { position: Float64Array; gradient: Float64Array; logDensity: number },
    private readonly maxDepth = 10,
  ) {
    const n = target.dimension;
    const vector = () => new Float64Array(n);
    const end = (): End => ({ q: vector(), p: vector(), w: vector() });
    const proposal = (): Proposal => ({ q: vector(), g: vector(), logDensity: 0, energy: 0 });
    this.n = n;
    this.position = Float64Array.from(start.position);
    this.gradient = Float64Array.from(start.gradient);
    this.logDensity = start.logDensity;
    this.forward = end();
    this.backward = end();
    this.moving = this.forward;
    this.accepted = proposal();
    this.proposed = proposal();
    this.levels = Array.from({ length: maxDepth }, () => ({
      initEnd: vector(),
      finalBegin: vector(),
      rhoInit: vector(),
      rhoFinal: vector(),
      final: proposal(),
    }));
    this.velocity = vector();
    this.work = vector();
    this.evaluated = vector();
    this.rho = vector();
    this.rhoForward = vector();
    this.rhoBackward = vector();
    this.innerForward = vector();
    this.innerBackward = vector();
    this.outerForward = vector();
    this.outerBackward = vector();
  }

  /** Draws a momentum, runs a trajectory with this step size and moves to the point accepted. */
  transition(random: RandomStream, stepSize: number): TransitionInfo {
    this.begin(random);
    this.leapfrogs = 0;
    this.acceptanceSum = 0;
    this.divergent = false;
    this.rho.set(this.forward.p);
    this.outerForward.set(this.forward.p);
    this.outerBackward.set(this.forward.p);
    let logWeight = 0;
    let depth = 0;
    while (depth < this.maxDepth) {
      if (!this.extend(depth, random.uniform() > 0.5, stepSize, random)) break;
      depth++;
      if (Math.log(random.uniform()) < this.treeWeight - logWeight) copyProposal(this.proposed, this.accepted);
      logWeight = logSumExp(logWeight, this.treeWeight);
      if (this.turned()) break;
    }
    this.position.set(this.accepted.q);
    this.gradient.set(this.accepted.g);
    this.logDensity = this.accepted.logDensity;
    return {
      acceptance: this.leapfrogs === 0 ? 0 : this.acceptanceSum / this.leapfrogs,
      depth,
      leapfrogs: this.leapfrogs,
      divergent: this.divergent,
      energy: this.accepted.energy,
    };
  }

  /**
   * A step size of the right order: doubled or halved until one leapfrog step crosses acceptance 0.8.
   * Source: Hoffman & Gelman (2014), algorithm 4, with Stan's threshold.
   */
  reasonableStep(random: RandomStream, stepSize: number): number {
    const threshold = Math.log(0.8);
    let step = stepSize;
    let direction = 0;
    for (let attempt = 0; attempt < 60; attempt++) {
      this.begin(random);
      this.moving = this.forward;
      this.step = step;
      const logDensity = this.leapfrog();
      const change = this.startEnergy - (0.5 * dot(this.forward.p, this.forward.p, this.n) - logDensity);
      const good = change > threshold;
      if (direction === 0) direction = good ? 1 : -1;
      if (good !== direction > 0) return step;
      step *= direction > 0 ? 2 : 0.5;
    }
    return step;
  }

  /** Both ends at the current point, with a fresh momentum. */
  private begin(random: RandomStream): void {
    const { forward, backward, accepted } = this;
    forward.q.set(this.position);
    multiplyLowerTransposed(this.metric.factor, this.n, this.gradient, forward.w);
    for (let i = 0; i < this.n; i++) forward.p[i] = random.normal();
    backward.q.set(forward.q);
    backward.p.set(forward.p);
    backward.w.set(forward.w);
    this.startEnergy = 0.5 * dot(forward.p, forward.p, this.n) - this.logDensity;
    accepted.q.set(this.position);
    accepted.g.set(this.gradient);
    accepted.logDensity = this.logDensity;
    accepted.energy = this.startEnergy;
  }

  /** Doubles the trajectory on one side; false where the new half diverged or turned within itself. */
  private extend(depth: number, ahead: boolean, stepSize: number, random: RandomStream): boolean {
    this.moving = ahead ? this.forward : this.backward;
    this.step = ahead ? stepSize : -stepSize;
    if (ahead) {
      this.rhoBackward.set(this.rho);
      this.innerBackward.set(this.outerForward);
      return this.build(depth, this.proposed, this.innerForward, this.outerForward, this.rhoForward, random);
    }
    this.rhoForward.set(this.rho);
    this.innerForward.set(this.outerBackward);
    return this.build(depth, this.proposed, this.innerBackward, this.outerBackward, this.rhoBackward, random);
  }

  /** Whether the whole trajectory, or either half with the first point of the other, has begun to turn back. */
  private turned(): boolean {
    const { n, rho, rhoForward, rhoBackward, work } = this;
    for (let i = 0; i < n; i++) rho[i] = rhoBackward[i]! + rhoForward[i]!;
    if (turning(this.outerBackward, this.outerForward, rho, n)) return true;
    for (let i = 0; i < n; i++) work[i] = rhoBackward[i]! + this.innerForward[i]!;
    if (turning(this.outerBackward, this.innerForward, work, n)) return true;
    for (let i = 0; i < n; i++) work[i] = rhoForward[i]! + this.innerBackward[i]!;
    return turning(this.innerBackward, this.outerForward, work, n);
  }

  /**
   * A subtree of 2^depth steps from the moving end.
   * Writes its proposal, the momenta at its first and last point, their sum `rho`, and `this.treeWeight`.
   */
  private build(
    depth: number,
    proposal: Proposal,
    begin: Float64Array,
    end: Float64Array,
    rho: Float64Array,
    random: RandomStream,
  ): boolean {
    if (depth === 0) return this.leaf(proposal, begin, end, rho);
    const { n, work } = this;
    const level = this.levels[depth]!;
    const { initEnd, finalBegin, rhoInit, rhoFinal, final } = level;
    if (!this.build(depth - 1, proposal, begin, initEnd, rhoInit, random)) return false;
    const initWeight = this.treeWeight;
    if (!this.build(depth - 1, final, finalBegin, end, rhoFinal, random)) return false;
    const finalWeight = this.treeWeight;
    this.treeWeight = logSumExp(initWeight, finalWeight);
    if (Math.log(random.uniform()) < finalWeight - this.treeWeight) copyProposal(final, proposal);
    for (let i = 0; i < n; i++) rho[i] = rhoInit[i]! + rhoFinal[i]!;
    if (turning(begin, end, rho, n)) return false;
    for (let i = 0; i < n; i++) work[i] = rhoInit[i]! + finalBegin[i]!;
    if (turning(begin, finalBegin, work, n)) return false;
    for (let i = 0; i < n; i++) work[i] = rhoFinal[i]! + initEnd[i]!;
    return !turning(initEnd, end, work, n);
  }

  /** One leapfrog step. */
  private leaf(proposal: Proposal, begin: Float64Array, end: Float64Array, rho: Float64Array): boolean {
    const logDensity = this.leapfrog();
    this.leapfrogs++;
    const { q, p } = this.moving;
    const kinetic = 0.5 * dot(p, p, this.n);
    const energy = kinetic - logDensity;
    // NaN counts as infinitely unlikely.
    const gain = this.startEnergy - energy;
    const weight = Number.isNaN(gain) ? -Infinity : gain;
    this.treeWeight = weight;
    this.acceptanceSum += weight > 0 ? 1 : Math.exp(weight);
    if (!(-weight <= divergentEnergyError)) {
      this.divergent = true;
      return false;
    }
    proposal.q.set(q);
    proposal.g.set(this.evaluated);
    proposal.logDensity = logDensity;
    proposal.energy = energy;
    begin.set(p);
    end.set(p);
    rho.set(p);
    return true;
  }

  /** Moves the moving end by one signed step; the log density there. */
  private leapfrog(): number {
    const { n, velocity, metric, moving, step } = this;
    const { q, p, w } = moving;
    const half = 0.5 * step;
    for (let i = 0; i < n; i++) p[i] = p[i]! + half * w[i]!;
    multiplyLower(metric.factor, n, p, velocity);
    for (let i = 0; i < n; i++) q[i] = q[i]! + step * velocity[i]!;
    const logDensity = this.target.logDensityAndGradient(q, this.evaluated);
    this.gradients++;
    multiplyLowerTransposed(metric.factor, n, this.evaluated, w);
    for (let i = 0; i < n; i++) p[i] = p[i]! + half * w[i]!;
    return logDensity;
  }
}

function turning(begin: Float64Array, end: Float64Array, rho: Float64Array, n: number): boolean {
  return !(dot(begin, rho, n) > 0 && dot(end, rho, n) > 0);
}

function copyProposal(from: Proposal, to: Proposal): void {
  to.q.set(from.q);
  to.g.set(from.g);
  to.logDensity = from.logDensity;
  to.energy = from.energy;
}

function logSumExp(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === -Infinity ? -Infinity : top + Math.log1p(Math.exp(-Math.abs(a - b)));
}
