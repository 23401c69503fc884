/**
 * The progress of each job ({@link io.rollcall.model.progress.Progress}), its JSON on {@code user-login-progress}, and
 * the completeness of the whole pipeline, computed from the reports of both jobs ({@link
 * io.rollcall.model.progress.Completeness}). The jobs write these records; the dashboard, the command line and the
 * stats job itself read them. Everything here is immutable and safe for any thread, except {@code Completeness}.
 */
package io.rollcall.model.progress;
