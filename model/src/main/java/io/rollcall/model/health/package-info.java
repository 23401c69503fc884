/**
 * Whether a pipeline is well: facts in ({@link io.rollcall.model.health.Facts}), problems out ({@link
 * io.rollcall.model.health.Judgement}). The dashboard and {@code rollcall status} gather the facts and show the
 * problems; nothing else judges. Immutable, no clock of its own.
 */
package io.rollcall.model.health;
