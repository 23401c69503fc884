/**
 * Shows on a terminal what becomes of records by a mapping. The trial itself is {@link io.rollcall.source.trial}. Used
 * by the commands alone, in one thread.
 */
package io.rollcall.app.trial;
