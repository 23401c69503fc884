package io.rollcall.source;

import io.rollcall.source.compile.Program;
import io.rollcall.source.mapping.Presets;
import io.rollcall.source.record.Trie;

/** What a preset wants of its records. */
public final class PresetTrie {
    private PresetTrie() {}

    /** The paths that the compiled expressions read. */
    public static Trie of(String preset) throws Exception {
        return new Program(Mapper.expressions(Presets.load(preset)), Program.Mode.COMPILED).trie();
    }
}
