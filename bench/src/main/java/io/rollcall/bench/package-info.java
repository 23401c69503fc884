/**
 * Measurements of a running {@code rollcall up} or of single parts of it, and the load for them. {@code bench/run}
 * starts each main class in a process of its own. They print their results and assert nothing; the product does not use
 * them.
 */
package io.rollcall.bench;
