/**
 * The main class. Everything else is in the packages below: {@code command} parses the command line and uses all the
 * others.
 */
package io.rollcall.app;
