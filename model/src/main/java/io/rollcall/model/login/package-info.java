/**
 * Logins and the cleaning rules. A {@link io.rollcall.model.login.RawRecord} enters
 * {@link io.rollcall.model.login.LoginCleaner}; a clean, late or rejected login leaves it, and
 * {@link io.rollcall.model.login.LoginJson} gives each the form that it has on its topic. The rules and their order are
 * described in docs/contract.md. Everything is immutable and safe for any thread.
 */
package io.rollcall.model.login;
