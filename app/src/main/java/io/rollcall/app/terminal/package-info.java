/** Text for a terminal: tables, and names similar to a misspelt one. Knows nothing of Kafka or of the commands. */
package io.rollcall.app.terminal;
