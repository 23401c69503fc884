/**
 * The main classes for {@code spark-submit}. Two run one job each until it is stopped or gives up; {@link
 * io.rollcall.jobs.submit.ResetMain} resets one. The exit code is 0, or 1 if
 * the job failed, or 2 for bad usage; what went wrong is one line on standard error.
 */
package io.rollcall.jobs.submit;
