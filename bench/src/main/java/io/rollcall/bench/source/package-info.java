/**
 * Logins in the form of a preset, for the benches and the faults, and what becomes of them by the code that wrote them.
 * That code knows nothing of mappings, so it is an independent witness.
 */
package io.rollcall.bench.source;
