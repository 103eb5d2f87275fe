/** The web application: routes, uploads, pages. No arithmetic: it calls acts, store readers and the report. */
export { createApp } from './create-app.js';
export { startServer, type RunningServer, type ServerOptions } from './start-server.js';
