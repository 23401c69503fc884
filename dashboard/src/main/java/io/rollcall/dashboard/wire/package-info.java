/**
 * What lies between the network and the routes: which proxies are believed. Knows the settings, the HTTP server and
 * nothing of the board.
 */
package io.rollcall.dashboard.wire;
