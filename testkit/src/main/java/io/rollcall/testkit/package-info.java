/**
 * Tools of the tests and benches: the golden cases, a clock that can be set, damage to checkpoints. No product code
 * depends on this module, and it is not shipped. Nothing here starts a thread.
 */
package io.rollcall.testkit;
