/** Measurements of a running {@code rollcall up}; started by {@code bench/run}, not shipped. Results are printed only. */
package io.rollcall.bench;
