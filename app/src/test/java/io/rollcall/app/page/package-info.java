/**
 * Tests of the page in a real browser. {@code PageFixture} starts broker, jobs, dashboard and browser once for all classes
 * that follow each other in a JVM. Needs an installed Chromium.
 */
package io.rollcall.app.page;
