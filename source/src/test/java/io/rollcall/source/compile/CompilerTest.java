package io.rollcall.source.compile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompilerTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                ".a.b",
                ".a[0].\"x-y\"[\"z\"]?",
                ".a // .b // \"x\"",
                ".a == 1 and (.b != null or .c.d < \"m\")",
                "(.a | select(. != \"x\" and . != \"\")) // .b",
                "if .a == null then .b else .c end",
                "(.a // .b | tostring | test(\"^1$\") | not)",
                "[.a[]? | select(.n == \"x\") | .v] | first",
                ".a + \"/\" + (.b | tostring)",
                "{x: .a, y: [.b, .c]}",
                "(.a.b)? // .c",
                ".a as $x | .b + $x",
                "\"\\(.a)-\\(.b)\""
            })
    void needsNoTree(String expression) {
        assertThat(new Agreement(expression).usesSlots()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".",
                ". as $x | $x.a",
                "to_entries",
                ".[]",
                "select(.a == 1) | .b",
                "del(.a)",
                ".a = 1",
                "keys | first"
            })
    void needsTheTree(String expression) {
        assertThat(new Agreement(expression).usesSlots()).isFalse();
    }
}
