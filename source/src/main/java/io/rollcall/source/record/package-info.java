/**
 * Records as values: all of one as a tree, or, in one pass and without a tree, only the parts at the paths of a
 * {@link io.rollcall.source.record.Trie}. Both accept the same records, since both read
 * {@link io.rollcall.model.login.StrictJson}.
 */
package io.rollcall.source.record;
