import { decideMarket, type Additions } from './decide-market.js';

/** One market per message; the answer is its result. */
process.on('message', ({ number, additions }: { readonly number: number; readonly additions: Additions }) => {
  void decideMarket(number, additions).then((result) => {
    process.send!(result);
  });
});
