/**
 * What lies between the network and the routes: TLS, the path, which proxies are believed, and how much one client gets.
 * Knows the settings and the HTTP server, and nothing of the board.
 */
package io.rollcall.dashboard.wire;
