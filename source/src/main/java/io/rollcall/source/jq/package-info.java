/**
 * The language of mappings: jq, as far as it depends on its input alone. {@link io.rollcall.source.jq.Jq} parses and
 * evaluates. Every step, every byte and every level of depth is paid from a {@link io.rollcall.source.jq.Budget}, so that an
 * expression ends soon on any record, and ends alike on any machine. Semantics are those of jq 1.6 and 1.7 where they agree;
 * docs/decisions/0055-jq-in-mappings.md says where they do not.
 */
package io.rollcall.source.jq;
