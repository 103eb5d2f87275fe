import type { Calibration, FittedModel, Holdout, Refresh } from '../mixmodel/index.js';
import type { Plan, PlanDraws, TestValues } from '../planning/index.js';

/**
 * Where models, scenarios and plans are kept. Everything saved is versioned and immutable, except that a model
 * version receives what is computed after it: additions, and its holdout when that is done. Versions and plan numbers are given inside the transaction that
 * saves, so two writers never get the same one.
 */
export interface Store {
  /** Where this store lives, for people. */
  readonly address: string;

  /**
   * A new version, or the latest one with this fingerprint where another process has saved it meanwhile; `again` makes
   * a new version whatever is saved.
   */
  saveModel(model: ModelToSave, options?: { readonly again?: boolean }): Promise<SavedModel>;
  /** The latest version of `id` with this fingerprint. */
  findFit(id: string, fingerprint: string): Promise<SavedModel | null>;
  /** A version, or the latest one, or the latest that reached the gate. */
  readModel(id: string, which: number | 'latest' | 'latest_converged'): Promise<SavedModel | null>;
  /** All versions of all models, or of one; newest first. */
  listModels(id?: string): Promise<readonly ModelEntry[]>;
  addHoldout(id: string, version: number, holdout: Holdout): Promise<void>;
  /** Adds, or replaces, one of the things that are computed after a version is saved. */
  addToModel<K extends keyof Additions>(id: string, version: number, kind: K, value: Additions[K]): Promise<void>;
  /** `used`: plans stand on it, nothing was deleted. */
  deleteModel(id: string, version: number): Promise<'deleted' | 'used' | 'missing'>;

  /** Saves scenario and plan together, or neither; the same scenario content keeps its version. */
  savePlan(plan: PlanToSave): Promise<SavedPlan>;
  /**
   * `<scenario>@<version>`, `<scenario>@<version>.<run>`, or a bare scenario id: its latest plan. A plan that was saved
   * before its model's holdout was done is given with that holdout; nothing else of it ever changes.
   */
  readPlan(id: string): Promise<SavedPlan | null>;
  /** Apart from `readPlan`, for only comparisons need them. */
  readPlanDraws(id: string): Promise<PlanDraws | null>;
  /** Newest first; of one scenario when its id is given. */
  listPlans(scenario?: string): Promise<readonly PlanEntry[]>;
  deletePlan(id: string): Promise<'deleted' | 'missing'>;

  readScenario(id: string, version: number | 'latest'): Promise<SavedScenario | null>;
  /** Newest first. */
  listScenarios(id?: string): Promise<readonly ScenarioEntry[]>;

  close(): Promise<void>;
}

/** What is computed once a version is usable, apart from its holdout; null where there is nothing to compute. */
export interface Additions {
  /** What lift tests did to the model. */
  readonly calibration: Calibration | null;
  /** What further lift tests would be worth. */
  readonly tests: TestValues | null;
  /** How the version came from a former one. */
  readonly refresh: Refresh | null;
}

export interface ModelToSave {
  readonly fingerprint: string;
  readonly engine: string;
  /** Wall time until the gate, outside the fingerprint. */
  readonly seconds: number;
  readonly file: { readonly name: string; readonly text: string };
  readonly fitted: FittedModel;
}

export interface ModelEntry {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** UTC with Z. */
  readonly created: string;
  readonly fingerprint: string;
  readonly engine: string;
  readonly seed: number;
  readonly seconds: number;
  /** The sampler reached the gate. */
  readonly converged: boolean;
  readonly holdout: Holdout['status'];
  readonly currency: string;
  readonly dataFrom: string;
  readonly dataTo: string;
  readonly periods: number;
  readonly groups: number;
}

export interface SavedModel extends ModelEntry {
  readonly file: { readonly name: string; readonly text: string };
  /** With the holdout as far as it is known. */
  readonly fitted: FittedModel;
  /** As far as they are there: absent while they are computed, and from versions of earlier releases. */
  readonly additions: Partial<Additions>;
}

export interface PlanToSave {
  readonly scenario: {
    readonly id: string;
    readonly title: string;
    /** As submitted, and the name it came under. */
    readonly file: { readonly name: string; readonly text: string };
    /** Decides whether this is a new version of the scenario. */
    readonly content: string;
  };
  /** Its `plan` and `scenario.version` are filled in by the store. */
  readonly plan: Plan;
  readonly draws: PlanDraws;
  /** Wall time of the run, outside the fingerprint. */
  readonly seconds: number;
}

export interface PlanEntry {
  readonly id: string;
  readonly scenario: { readonly id: string; readonly version: number };
  readonly run: number;
  readonly created: string;
  readonly title: string;
  readonly kind: Plan['scenario']['kind'];
  readonly language: Plan['scenario']['language'];
  readonly fingerprint: string;
  readonly engine: string;
  readonly seconds: number;
  readonly model: { readonly id: string; readonly version: number; readonly fingerprint: string };
  readonly window: { readonly start: string; readonly end: string };
  readonly currency: Plan['currency'];
  readonly spend: number;
  /** The primary KPI in a line; null where the plan has none. */
  readonly headline: {
    readonly kpi: string;
    readonly label: string;
    readonly money: boolean;
    readonly mean: number;
    /** Against the reference: in the window, and with the run-out. */
    readonly delta: number;
    readonly wholeDelta: number;
    readonly probabilityBetter: number;
  } | null;
  /** A newer converged version of its model with another fingerprint exists. */
  readonly stale: boolean;
}

export interface SavedPlan extends PlanEntry {
  readonly plan: Plan;
}

export interface ScenarioEntry {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  readonly created: string;
  /** Ids of its plans, oldest first. */
  readonly plans: readonly string[];
}

export interface SavedScenario extends ScenarioEntry {
  readonly file: { readonly name: string; readonly text: string };
  readonly content: string;
  /** Normalised file of its latest plan. */
  readonly normalised: string;
}
