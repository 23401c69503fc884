/** The oracle and the invariants. */
package io.rollcall.simulation.check;
