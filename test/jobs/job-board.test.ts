import { describe, expect, it } from 'vitest';
import { JobBoard } from '../../src/jobs/job-board.js';
import { done, invalid, type Outcome } from '../../src/jobs/outcome.js';

const fault = { code: 'file-missing', severity: 'error', where: { file: 'x' }, found: 'x', params: {} } as const;

function gate(): { readonly opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

describe('a job', () => {
  it('tells its progress and then its result', async () => {
    const board = new JobBoard();
    const door = gate();
    const { id } = board.start(
      'plan',
      'q4',
      async ({ onProgress }) => {
        onProgress({ step: 'plan', subject: 'q4', done: 0, total: null });
        await door.opened;
        return done('q4@1');
      },
      (value) => value,
    );
    expect((await board.settled(id, 20))?.state).toBe('running');
    expect(board.get(id)?.progress?.step).toBe('plan');
    door.open();
    expect(await board.settled(id, 1000)).toMatchObject({ state: 'done', status: 'done', result: 'q4@1', faults: [] });
  });

  it('keeps the faults of an act that was refused', async () => {
    const board = new JobBoard();
    const run = (): Promise<Outcome<string>> => Promise.resolve(invalid([fault]));
    const { id } = board.start('plan', 'q4', run, String);
    expect(await board.settled(id, 1000)).toMatchObject({
      state: 'failed',
      status: 'invalid',
      result: null,
      faults: [fault],
    });
  });

  it('keeps the words of a defect and goes on', async () => {
    const board = new JobBoard();
    const broken = board.start('fit', 'a', () => Promise.reject(new Error('broken')), String);
    const sound = board.start('fit', 'b', () => Promise.resolve(done('model:b@1')), String);
    expect(await board.settled(sound.id, 1000)).toMatchObject({ state: 'done' });
    expect(board.get(broken.id)).toMatchObject({ state: 'failed', error: 'broken', status: null });
  });

  it('can be cancelled while it runs and while it waits', async () => {
    const board = new JobBoard();
    const run = ({ signal }: { signal: AbortSignal }): Promise<Outcome<string>> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
      });
    const first = board.start('fit', 'a', run, String);
    let secondRan = false;
    const second = board.start(
      'fit',
      'b',
      () => {
        secondRan = true;
        return Promise.resolve(done('x'));
      },
      String,
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect(board.get(second.id)?.state).toBe('waiting');
    expect(board.cancel(second.id)).toBe(true);
    expect(board.cancel(first.id)).toBe(true);
    await board.stop();
    expect(board.list().map((job) => job.state)).toEqual(['cancelled', 'cancelled']);
    expect(secondRan).toBe(false);
    expect(board.cancel(first.id)).toBe(false);
  });

  it('runs one fit at a time and plans beside it', async () => {
    const board = new JobBoard();
    const door = gate();
    const order: string[] = [];
    const step = (name: string, wait: Promise<void>) => async (): Promise<Outcome<string>> => {
      order.push(name);
      await wait;
      return done(name);
    };
    board.start('fit', 'a', step('fit a', door.opened), String);
    const last = board.start('fit', 'b', step('fit b', Promise.resolve()), String);
    const plan = board.start('plan', 'p', step('plan', Promise.resolve()), String);
    await board.settled(plan.id, 1000);
    expect(order).toEqual(['fit a', 'plan']);
    door.open();
    await board.settled(last.id, 1000);
    expect(order).toEqual(['fit a', 'plan', 'fit b']);
  });

  it('is unknown under any other id', async () => {
    const board = new JobBoard();
    expect(board.get('x')).toBeNull();
    expect(await board.settled('x', 1)).toBeNull();
    expect(board.cancel('x')).toBe(false);
  });
});
