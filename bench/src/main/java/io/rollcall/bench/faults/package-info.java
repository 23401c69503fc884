/**
 * The fault harness: starts the real product in processes of its own, does harm to them, and compares every number with
 * the one recomputed from the raw topic alone. Started by {@code bench/faults}, not shipped. One thread drives a round;
 * nothing here is used by the product.
 */
package io.rollcall.bench.faults;
