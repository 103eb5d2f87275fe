/** What commander hands to each command. */
export interface CommonFlags {
  readonly home?: string;
  readonly lang?: 'en' | 'zh-CN';
}
export interface DraftFlags extends CommonFlags {
  readonly model?: string;
  readonly kind?: 'reference' | 'forecast' | 'maximise';
}
export interface CheckFlags extends CommonFlags {
  readonly json?: true;
}
export interface FitFlags extends CommonFlags {
  readonly seed?: number;
  readonly chains?: number;
  readonly warmup?: number;
  readonly draws?: number;
  readonly against?: number;
  readonly again?: true;
  readonly json?: true;
  readonly csv?: string;
}
export interface PlanFlags extends CommonFlags {
  readonly json?: true;
  readonly html?: string;
  readonly csv?: string;
  readonly xlsx?: string;
  readonly yaml?: string;
}
export interface CompareFlags extends CommonFlags {
  readonly baseline?: string;
  readonly json?: true;
  readonly html?: string;
}
export interface ServeFlags extends CommonFlags {
  readonly port: number;
  readonly host: string;
}
export interface SimulateFlags extends CommonFlags {
  readonly out: string;
  readonly seed: number;
}
export interface ListFlags extends CommonFlags {
  readonly json?: true;
}
export interface ExportFlags extends CommonFlags {
  readonly to: string;
}
