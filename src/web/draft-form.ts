import { draftScenario, type AppContext, type Outcome } from '../jobs/index.js';
import { translator, type Language } from '../language/index.js';
import { formFields, type FormFields } from './scenario-form.js';

export const draftKinds = ['maximise', 'forecast', 'reference'] as const;
export type DraftKind = (typeof draftKinds)[number];

/** The question named in a form or an address; the first where it is none of ours. */
export function draftKind(asked: unknown): DraftKind {
  return draftKinds.find((kind) => kind === asked) ?? draftKinds[0];
}

/** The form of a drafted scenario, with the model's own names of its channels. */
export interface DraftForm extends Omit<FormFields, 'lines'> {
  readonly model: string;
  readonly kind: DraftKind;
  /** Money may be moved by the optimiser. */
  readonly movable: boolean;
  readonly boldnesses: readonly { readonly id: string; readonly label: string; readonly selected: boolean }[];
  readonly lines: readonly { readonly channel: string; readonly label: string; readonly amount: string }[];
}

const boldnesses = ['hold', 'cautious', 'moderate', 'bold'] as const;

/** A first scenario text on a saved model. */
export function draftText(
  { workshop }: AppContext,
  model: string,
  kind: DraftKind,
  language: Language,
): Promise<Outcome<string>> {
  return draftScenario(workshop, { model, kind, language });
}

export async function draftForm(
  { store }: AppContext,
  draft: string,
  model: string,
  kind: DraftKind,
  language: Language,
): Promise<DraftForm> {
  const t = translator(language);
  const fields = formFields(draft);
  const saved = await store.readModel(model, 'latest');
  const labels = new Map(saved?.fitted.spec.channels.map(({ id, label }) => [id, label]));
  return {
    ...fields,
    model,
    kind,
    movable: kind === 'maximise',
    boldnesses: boldnesses.map((id) => ({ id, label: t(`web.boldness.${id}`), selected: id === fields.boldness })),
    lines: fields.lines.map((line) => ({ ...line, label: labels.get(line.channel) ?? line.channel })),
  };
}
