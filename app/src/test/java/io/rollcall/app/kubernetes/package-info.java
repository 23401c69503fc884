/** Checks {@code deploy/kubernetes}, as far as that is possible without a cluster. */
package io.rollcall.app.kubernetes;
