import { formatMoney } from '../../language/index.js';
import type { ListFlags } from '../flags.js';
import { withWorkshop } from '../with-workshop.js';

/** What is saved: models, then plans, newest first. */
export async function list(flags: ListFlags): Promise<void> {
  await withWorkshop(flags, async (terminal, workshop) => {
    const store = await workshop.store();
    const [models, scenarios, plans] = await Promise.all([
      store.listModels(),
      store.listScenarios(),
      store.listPlans(),
    ]);
    if (flags.json) {
      terminal.print(JSON.stringify({ models, scenarios, plans }));
      return;
    }
    const { t, language } = terminal;
    if (models.length + plans.length === 0) terminal.print(t('cli.list.empty'));
    for (const model of models) {
      const key = model.converged ? 'cli.list.model' : 'cli.list.unconverged';
      terminal.print(t(key, { id: `model:${model.id}@${model.version}`, title: model.title, created: model.created }));
    }
    for (const plan of plans) {
      const key = plan.stale ? 'cli.list.stale' : 'cli.list.plan';
      const spend = formatMoney(plan.spend, plan.currency.report, 'auto', language);
      terminal.print(
        t(key, {
          id: plan.id,
          title: plan.title,
          created: plan.created,
          spend,
          model: `${plan.model.id}@${plan.model.version}`,
        }),
      );
    }
  });
}
