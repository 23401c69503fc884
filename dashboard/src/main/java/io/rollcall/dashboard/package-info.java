/**
 * From the topics to a live page: {@code StatsConsumer} reads them, {@code StatsBoard} keeps what is true, {@code
 * StreamHub} tells every viewer what changed, {@code DashboardServer} answers over HTTP. Nothing is stored: a restart
 * reads the topics again.
 */
package io.rollcall.dashboard;
