import type { SingleBar } from 'cli-progress';
import type { Progress } from '../jobs/index.js';
import type { MessageKey, Translate } from '../language/index.js';

export interface ProgressDisplay {
  readonly show: (progress: Progress) => void;
  readonly stop: () => void;
}

/** A bar on a terminal; elsewhere one line per step, when it begins. */
export function progressDisplay(stream: NodeJS.WriteStream, t: Translate): ProgressDisplay {
  return stream.isTTY ? bar(stream, t) : lines(stream, t);
}

function title(progress: Progress, t: Translate): string {
  const key = `cli.step.${progress.step}` as const satisfies MessageKey;
  return t(key, { subject: progress.subject });
}

function lines(stream: NodeJS.WriteStream, t: Translate): ProgressDisplay {
  let last = '';
  return {
    show(progress) {
      const line = title(progress, t);
      if (line === last) return;
      last = line;
      stream.write(`${line}\n`);
    },
    stop: () => undefined,
  };
}

function bar(stream: NodeJS.WriteStream, t: Translate): ProgressDisplay {
  let current: SingleBar | null = null;
  let last = '';
  let latest: Progress | null = null;
  const make = import('cli-progress').then(({ default: { SingleBar, Presets } }) => {
    const options = { stream, format: '{title} [{bar}] {value}/{total}', clearOnComplete: true, hideCursor: true };
    return () => new SingleBar(options, Presets.rect);
  });
  const draw = (newBar: () => SingleBar): void => {
    if (latest === null) return;
    const words = title(latest, t);
    const total = latest.total;
    if (words !== last) {
      current?.stop();
      current = null;
      last = words;
      if (total === null) stream.write(`${words}\n`);
    }
    if (total === null) return;
    if (current === null) {
      current = newBar();
      current.start(total, latest.done, { title: words });
    } else {
      current.setTotal(total);
      current.update(latest.done, { title: words });
    }
  };
  return {
    show(progress) {
      latest = progress;
      void make.then(draw);
    },
    stop() {
      latest = null;
      current?.stop();
      current = null;
    },
  };
}
