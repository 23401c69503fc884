/**
 * Expressions made fast: paths from the root of a record become slots that are read in one pass over its bytes, and what
 * combines them becomes small objects that look at these. Whatever else an expression does is left to the interpreter of the
 * language. Both ways give the same, which tests show.
 */
package io.rollcall.source.compile;
