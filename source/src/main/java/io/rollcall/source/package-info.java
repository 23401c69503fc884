/**
 * Other people's records as logins. {@link io.rollcall.source.Mapper} applies a
 * {@link io.rollcall.source.mapping.Mapping} to the bytes of a record. What becomes of an element depends on the record and
 * the mapping alone: not on a clock, the machine, or other records.
 */
package io.rollcall.source;
