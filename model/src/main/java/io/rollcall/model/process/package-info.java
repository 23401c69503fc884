/** This process: signals to stop it, and the version of Rollcall that it runs. */
package io.rollcall.model.process;
