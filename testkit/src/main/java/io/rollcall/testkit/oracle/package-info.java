/**
 * Recomputes every number of the product from the raw topic alone, and compares. The computation shares no code with
 * what it checks, except the names of states, topics and JSON fields. For one thread.
 */
package io.rollcall.testkit.oracle;
