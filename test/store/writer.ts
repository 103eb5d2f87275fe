import { openSqliteStore } from '../../src/store/index.js';
import { planToSave } from './samples.js';

/** Run by the test of two processes: `writer.ts HOME NAME COUNT`. */
const [home = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openSqliteStore(home);
for (let i = 0; i < Number(count); i++) await store.savePlan(planToSave({ id: 'shared', content: `${name}-${i}` }));
await store.close();
