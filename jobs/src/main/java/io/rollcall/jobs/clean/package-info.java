/**
 * The job {@code user_login_clean}: raw logins in from {@code user-login}, out to {@code user-login-clean}, {@code
 * user-login-late} or {@code user-login-rejected}. {@link io.rollcall.jobs.clean.CleanJob} builds the query in the driver;
 * {@code LoginRouting} is shipped to the tasks and works on one record at a time, without state.
 */
package io.rollcall.jobs.clean;
