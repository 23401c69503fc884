/**
 * The main classes for {@code spark-submit}. Each runs one job until it is stopped or gives up; the exit code is 0, 1 if
 * it failed, 2 for bad usage, and what went wrong is one line on standard error.
 */
package io.rollcall.jobs.submit;
