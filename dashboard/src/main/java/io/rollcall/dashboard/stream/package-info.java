/**
 * Server-sent events. {@code StreamHub} takes the changes from the board at each tick, has {@code StreamWriter}
 * serialize them once, and hands the bytes to each {@code StreamClient}. The hub's thread and the threads of the HTTP
 * server meet under the hub's lock; no thread ever waits for a viewer.
 */
package io.rollcall.dashboard.stream;
