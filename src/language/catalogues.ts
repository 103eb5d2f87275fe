import { cli as cliEn } from './en/cli.js';
import { faultsData as faultsDataEn } from './en/faults-data.js';
import { faultsFiles as faultsFilesEn } from './en/faults-files.js';
import { faultsLines as faultsLinesEn } from './en/faults-lines.js';
import { faultsMedia as faultsMediaEn } from './en/faults-media.js';
import { faultsPlanning as faultsPlanningEn } from './en/faults-planning.js';
import { faultsRules as faultsRulesEn } from './en/faults-rules.js';
import { model as modelEn } from './en/model.js';
import { report as reportEn } from './en/report.js';
import { reportDecisions as reportDecisionsEn } from './en/report-decisions.js';
import { reportExplained as reportExplainedEn } from './en/report-explained.js';
import { web as webEn } from './en/web.js';
import type { Language } from './language.js';
import { cli as cliZh } from './zh-CN/cli.js';
import { faultsData as faultsDataZh } from './zh-CN/faults-data.js';
import { faultsFiles as faultsFilesZh } from './zh-CN/faults-files.js';
import { faultsLines as faultsLinesZh } from './zh-CN/faults-lines.js';
import { faultsMedia as faultsMediaZh } from './zh-CN/faults-media.js';
import { faultsPlanning as faultsPlanningZh } from './zh-CN/faults-planning.js';
import { faultsRules as faultsRulesZh } from './zh-CN/faults-rules.js';
import { model as modelZh } from './zh-CN/model.js';
import { report as reportZh } from './zh-CN/report.js';
import { reportDecisions as reportDecisionsZh } from './zh-CN/report-decisions.js';
import { reportExplained as reportExplainedZh } from './zh-CN/report-explained.js';
import { web as webZh } from './zh-CN/web.js';

const english = {
  ...faultsDataEn,
  ...faultsFilesEn,
  ...faultsLinesEn,
  ...faultsMediaEn,
  ...faultsPlanningEn,
  ...faultsRulesEn,
  ...modelEn,
  ...reportEn,
  ...reportDecisionsEn,
  ...reportExplainedEn,
  ...webEn,
  ...cliEn,
} as const;

/** Every key of the catalogues; a missing or misspelt one does not compile. */
export type MessageKey = keyof typeof english;

const chinese = {
  ...faultsDataZh,
  ...faultsFilesZh,
  ...faultsLinesZh,
  ...faultsMediaZh,
  ...faultsPlanningZh,
  ...faultsRulesZh,
  ...modelZh,
  ...reportZh,
  ...reportDecisionsZh,
  ...reportExplainedZh,
  ...webZh,
  ...cliZh,
} as const satisfies Record<MessageKey, string>;

const catalogues: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en: english,
  'zh-CN': chinese,
};

export const messageKeys = Object.keys(english) as readonly MessageKey[];

/** Keys made at run time (fault and reason codes) are asked for by this before they are looked up. */
export function hasMessage(key: string): key is MessageKey {
  return Object.hasOwn(english, key);
}

/** The message as written in the catalogue, in ICU message syntax. */
export function sourceMessage(language: Language, key: MessageKey): string {
  return catalogues[language][key];
}
