/**
 * Who may see what. An {@code Authenticator} says who sent a request, {@code AccessTable} which right a route takes,
 * {@code Masks} how much of a record a role sees. {@code Gate} applies the first two to every request. Knows HTTP and the
 * settings, and nothing of the board.
 */
package io.rollcall.dashboard.access;
