/// <reference lib="dom" />
/// <reference lib="dom.iterable" />
/**
 * The little that runs in the page. Every page is complete without it: charts are drawn by the server, forms and
 * links need no script.
 */
import { keepPlace } from './keep-place.js';
import { openForPrint } from './open-for-print.js';
import { watchCharts } from './watch-charts.js';

watchCharts(document);
keepPlace(document);
openForPrint(document);
