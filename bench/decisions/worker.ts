import { decideMarket } from './decide-market.js';

/** One market per message; the answer is its result. */
process.on('message', (number: number) => {
  void decideMarket(number).then((result) => {
    process.send!(result);
  });
});
