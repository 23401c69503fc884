/**
 * The HTTP server: JSON answers, metrics, the stream, the page and its files, as docs/api.yaml describes them.
 * {@code DashboardServer} builds and starts all parts of the dashboard. Requests run on the threads of the HTTP server
 * and only read the board.
 */
package io.rollcall.dashboard.http;
