package io.rollcall.source.regex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "abc;xabcx;1-4",
                "a|ab;ab;0-1",
                "(a|ab)(c|bcd);abcd;0-4 0-1 1-4",
                "a*?;aaa;0-0",
                "a+?;aaa;0-1",
                "a{2,3};aaaa;0-3",
                "a{2,3}?;aaaa;0-2",
                "a{2};aaaa;0-2",
                "a{,2};aaaa;0-2",
                "a{;a{;0-2",
                "^b;ab;none",
                "b$;ab;1-2",
                "(?i)ABC;xabc;1-4",
                "a(?i:B)c;aBc;0-3",
                "a(?i:B)c;aBC;none",
                "[a-c]+;xabcd;1-4",
                "[^a-c]+;abxyc;2-4",
                "[]a]+;x]a;1-3",
                "[a\\]]+;x]a;1-3",
                "[[:digit:]]+;ab12;2-4",
                "[^[:space:]]+;ab 12;0-2",
                "\\d+\\.\\d*;v1.25;1-5",
                "\\bfoo\\b;a foo b;2-5",
                "\\Bo;foo;1-2",
                "(?<year>[0-9]{4})-(?<month>[0-9]{2});on 2026-11;3-10 3-7 8-10",
                "(a)|(b);b;0-1 none 0-1",
                "(a*)*;aab;0-2",
                "(|a)*;aa;0-0 0-0",
                "(|a)+;aa;0-0 0-0",
                "(a|b)*c;abbc;0-4 2-3",
                "x*y;xxxz;none",
                "\\x41\\u0042\\x{43};ABC;0-3",
                "a.c;abc;0-3",
                "\\Aab\\z;ab;0-2",
                "(?:ab)+;ababa;0-4",
                "(?#note)a;a;0-1",
                "\\h+;xyzdef;3-6",
                "é+;caféé;3-5",
            })
    void finds(String pattern, String text, String expected) {
        int[] found = Regex.compile(pattern, false, false).find(text, 0, steps -> {});
        if (expected.equals("none")) {
            assertThat(found).isNull();
            return;
        }
        StringBuilder spans = new StringBuilder();
        for (int i = 0; i < found.length; i += 2) {
            spans.append(i == 0 ? "" : " ").append(found[i] < 0 ? "none" : found[i] + "-" + found[i + 1]);
        }
        assertThat(spans.toString()).startsWith(expected);
    }

    @Test
    void anchorsAndNewlines() {
        assertThat(find("b$", "ab\n")).containsExactly(1, 2);
        assertThat(find("b\\z", "ab\n")).isNull();
        assertThat(find("^b", "a\nb")).isNull();
        assertThat(find("a.b", "a\nb")).isNull();
        assertThat(find("(?s)a.b", "a\nb")).containsExactly(0, 3);
    }

    @Test
    void extendedPatternsMayHaveBlanksAndComments() {
        assertThat(Regex.compile("a b # c\n c", false, true).find("abc", 0, steps -> {}))
                .containsExactly(0, 3);
    }

    @Test
    void charactersBeyondTheFirstPlaneAreOne() {
        assertThat(find("^.$", "😀")).containsExactly(0, 2);
        assertThat(find("[😀-😂]+", "x😁😂")).containsExactly(1, 5);
    }

    private static int[] find(String pattern, String text) {
        return Regex.compile(pattern, false, false).find(text, 0, steps -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(",
                ")",
                "a)",
                "[",
                "[a",
                "*",
                "+a",
                "a**+",
                "\\",
                "(?=a)",
                "(?!a)",
                "(?<=a)",
                "(?<!a)",
                "(?>a)",
                "a++",
                "(a)\\1",
                "\\k<a>",
                "(?<a",
                "[b-a]",
                "a{3,2}",
                "a{1001}",
                "(a{1000}){1000}",
                "((?:(?:){1000}){1000}){1000}",
                "\\q",
                "\\x4",
                "\\x{110000000}",
                "[[:foo:]]",
                "(?z)",
                "[a&&b]",
                "a{2}{1000}{1000}"
            })
    void refuses(String pattern) {
        assertThatThrownBy(() -> Regex.compile(pattern, false, false)).isInstanceOf(RegexException.class);
    }

    /** On patterns that both know, the first match is that of the JDK, which backtracks. */
    @Test
    void agreesWithTheJdk() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            String pattern = pattern(random, 3);
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(10); n > 0; n--) {
                text.append("abc".charAt(random.nextInt(3)));
            }
            Matcher jdk = Pattern.compile(pattern).matcher(text);
            int[] found = find(pattern, text.toString());
            boolean matches = jdk.find();
            assertThat(found != null).as("%s on %s", pattern, text).isEqualTo(matches);
            if (matches) {
                assertThat(found[0]).as("%s on %s", pattern, text).isEqualTo(jdk.start());
                assertThat(found[1]).as("%s on %s", pattern, text).isEqualTo(jdk.end());
            }
        }
    }

    private static String pattern(Random random, int depth) {
        if (depth == 0) {
            return String.valueOf("abc.".charAt(random.nextInt(4)));
        }
        String a = pattern(random, depth - 1);
        String b = pattern(random, depth - 1);
        return switch (random.nextInt(8)) {
            case 0 -> "(" + a + "|" + b + ")";
            // No turn of a loop may be empty.
            case 1 -> "(?:" + a + "b)*";
            case 2 -> "(?:[ac]" + a + ")+";
            case 3 -> "(" + a + ")?" + b;
            case 4 -> "(?:a" + a + ")*?" + b;
            case 5 -> "[ab]" + a;
            case 6 -> "(?:" + a + "){1,2}";
            default -> a + b;
        };
    }

    @Test
    void noPatternRunsAway() {
        String text = "a".repeat(5_000);
        for (String pattern :
                new String[] {"(a+)+$b", "(a|a)*b", "(a*)*b", "(a|aa)+b", "(.*)*b", "a?{30}a{30}b", "(x+x+)+y"}) {
            Regex regex = Regex.compile(pattern, false, false);
            long[] steps = new long[1];
            assertThat(regex.find(text, 0, count -> steps[0] += count)).isNull();
            assertThat(steps[0]).as(pattern).isLessThan(3L * regex.size() * (text.length() + 1));
        }
    }
}
