/**
 * Mapping files: what is in one, read from YAML with all problems at once, and the presets. Knows records only by name; the
 * mapping of them is in {@link io.rollcall.source}.
 */
package io.rollcall.source.mapping;
