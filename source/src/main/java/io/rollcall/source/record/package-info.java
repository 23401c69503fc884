/**
 * Records as values: all of one as a tree, or, in one pass and without a tree, only the parts at the paths of a
 * {@link io.rollcall.source.record.Trie}. Both accept the same records: those that {@link
 * io.rollcall.model.login.StrictJson} accepts. Records of the usual form are read from their bytes, {@link
 * io.rollcall.source.record.JsonBytes}, and all others by it.
 */
package io.rollcall.source.record;
