/** Writes small databases of addresses in MaxMind's format. */
package io.rollcall.testkit.geo;
