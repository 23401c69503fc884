/**
 * Makes a job compute its output again. {@link io.rollcall.jobs.reset.JobReset} says what a reset will do, makes sure that
 * the jobs do not run, and does it. For the thread of the command that uses it.
 */
package io.rollcall.jobs.reset;
