/**
 * The acts. Each is loaded when first called, so that a server listens and a command line answers before the
 * numerical rooms are there.
 */
import type { Comparison } from '../planning/index.js';
import type { Language } from '../language/index.js';
import type { CheckedFile, CheckRequest } from './acts/check.js';
import type { ComparedPlans, CompareRequest } from './acts/compare.js';
import type { DraftModelRequest } from './acts/draft-model.js';
import type { DraftScenarioRequest } from './acts/draft-scenario.js';
import type { ExportRequest } from './acts/export.js';
import type { FitRequest, FitResult } from './acts/fit.js';
import type { PlanRequest } from './acts/plan.js';
import type { SimulateRequest } from './acts/simulate.js';
import type { DefaultUsed } from './documents/model-defaults.js';
import type { ModelForm, ModelTableName } from './documents/model-files.js';
import type { Outcome } from './outcome.js';
import type { ActOptions } from './progress.js';
import type { SavedModel, SavedPlan } from '../store/index.js';
import type { FileSource } from './sources/source.js';
import type { Workshop } from './workshop.js';

export type { Fault } from '../data/index.js';
export type { Comparison, Plan } from '../planning/index.js';
export type { FittedModel, Holdout, Summary } from '../mixmodel/index.js';
export type {
  ModelEntry,
  PlanEntry,
  SavedModel,
  SavedPlan,
  SavedScenario,
  ScenarioEntry,
  Store,
} from '../store/index.js';
export type { CheckedFile, CheckRequest } from './acts/check.js';
export type { ComparedPlans, CompareRequest } from './acts/compare.js';
export type { DraftModelRequest } from './acts/draft-model.js';
export type { DraftScenarioRequest } from './acts/draft-scenario.js';
export type { ExportRequest } from './acts/export.js';
export type { FitRequest, FitResult } from './acts/fit.js';
export type { PlanRequest } from './acts/plan.js';
export type { SimulateRequest } from './acts/simulate.js';
export type { DefaultUsed } from './documents/model-defaults.js';
export type { ModelForm, ModelTableName } from './documents/model-files.js';
export type { AppContext } from './app-context.js';
export type { Readiness } from './examples.js';
export type { FileSource } from './sources/source.js';
export { invalidUsage, type Outcome } from './outcome.js';
export type { ActOptions, OnProgress, Progress, ProgressStep } from './progress.js';
export { JobBoard, type Job, type JobState } from './job-board.js';
export { chooseHome, installedRoot, productVersion } from './project.js';
export { openWorkshop, UnusableHome, type Workshop } from './workshop.js';
export { openApp, type App } from './open-app.js';

export async function checkFiles(workshop: Workshop, request: CheckRequest): Promise<Outcome<readonly CheckedFile[]>> {
  return (await import('./acts/check.js')).checkFiles(workshop, request);
}

export async function draftModel(workshop: Workshop, request: DraftModelRequest): Promise<Outcome<string>> {
  return (await import('./acts/draft-model.js')).draftModel(workshop, request);
}

export async function draftScenario(workshop: Workshop, request: DraftScenarioRequest): Promise<Outcome<string>> {
  return (await import('./acts/draft-scenario.js')).draftScenario(workshop, request);
}

export async function fitModel(
  workshop: Workshop,
  request: FitRequest,
  options?: ActOptions,
): Promise<Outcome<FitResult>> {
  return (await import('./acts/fit.js')).fitModel(workshop, request, options);
}

export async function runPlan(
  workshop: Workshop,
  request: PlanRequest,
  options?: ActOptions,
): Promise<Outcome<SavedPlan>> {
  return (await import('./acts/plan.js')).runPlan(workshop, request, options);
}

export async function comparePlans(
  workshop: Workshop,
  request: CompareRequest,
  options?: ActOptions,
): Promise<Outcome<ComparedPlans>> {
  return (await import('./acts/compare.js')).comparePlans(workshop, request, options);
}

export async function simulateMarket(request: SimulateRequest): Promise<Outcome<Readonly<Record<string, string>>>> {
  return (await import('./acts/simulate.js')).simulateMarket(request);
}

export async function exportSaved(workshop: Workshop, request: ExportRequest): Promise<Outcome<string | Uint8Array>> {
  return (await import('./acts/export.js')).exportSaved(workshop, request);
}

/** Files on the command line: paths relative to `folder`, regular files only. */
export async function diskSource(folder: string): Promise<FileSource> {
  return (await import('./sources/disk-source.js')).diskSource(folder);
}

/** Files of one upload: nothing else is ever opened. */
export async function uploadSource(uploads: ReadonlyMap<string, Uint8Array>): Promise<FileSource> {
  return (await import('./sources/upload-source.js')).uploadSource(uploads);
}

/** What `fit --json` prints. */
export async function fitDocument(saved: SavedModel): Promise<object> {
  return (await import('./documents/fit-document.js')).fitDocument(saved);
}

/** What the model file of a saved version leaves out, and what stood for it. */
export async function modelDefaults(saved: SavedModel): Promise<readonly DefaultUsed[]> {
  return (await import('./documents/model-defaults.js')).modelDefaults(saved);
}

/** What `fit --csv` writes, by name without extension. */
export async function fitTables(saved: SavedModel): Promise<Readonly<Record<string, string>>> {
  return (await import('./documents/fit-tables.js')).fitTables(saved);
}

/** A saved model as a file of one form. */
export async function modelFile(saved: SavedModel, form: ModelForm, language: Language): Promise<string> {
  return (await import('./documents/model-files.js')).modelFile(saved, form, language);
}

/** One table of a saved model as CSV. */
export async function modelTable(saved: SavedModel, name: ModelTableName): Promise<string> {
  return (await import('./documents/model-files.js')).modelTable(saved, name);
}

/** What `plan --json` prints. */
export async function planDocument(saved: SavedPlan): Promise<object> {
  return (await import('./documents/plan-document.js')).planDocument(saved);
}

/** What `plan --csv` writes, by name without extension. */
export async function planTables(workshop: Workshop, saved: SavedPlan): Promise<Readonly<Record<string, string>>> {
  return (await import('./documents/plan-files.js')).planTables(workshop, saved);
}

/** A saved plan as a file of one form. */
export async function planFile(
  workshop: Workshop,
  saved: SavedPlan,
  form: 'html' | 'xlsx' | 'yaml' | 'json' | 'csv',
  language: Language,
): Promise<string | Uint8Array> {
  return (await import('./documents/plan-files.js')).planFile(workshop, saved, form, language);
}

/** What `compare --json` prints. */
export async function compareDocument(comparison: Comparison): Promise<object> {
  return (await import('./documents/compare-document.js')).compareDocument(comparison);
}

/** A comparison as one self-contained page. */
export async function comparisonPage(compared: ComparedPlans, language: Language): Promise<string> {
  return (await import('./documents/comparison-page.js')).comparisonPage(compared, language);
}
