/**
 * How far each job is ({@link io.rollcall.model.progress.Progress}), its JSON on {@code user-login-progress}, and what
 * follows from both jobs' reports for the pipeline as a whole ({@link io.rollcall.model.progress.Completeness}). The jobs
 * write these records; the dashboard, the command line and the stats job itself read them. Everything here is immutable
 * and safe for any thread, except {@code Completeness}.
 */
package io.rollcall.model.progress;
