package io.rollcall.source.jq;

import io.rollcall.source.regex.Regex;
import io.rollcall.source.regex.RegexException;
import io.rollcall.source.regex.Search;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Functions of regular expressions. */
final class RegexFunctions {
    /** Functions whose first argument is a pattern. */
    private static final Set<String> PATTERN_FIRST =
            Set.of("test", "match", "capture", "scan", "splits", "sub", "gsub");

    private RegexFunctions() {}

    /** What is wrong with a call whose pattern, and flags, are literals; null if nothing, or if they are no literals. */
    static String problem(String name, List<Expr> arguments) {
        boolean takesPattern = PATTERN_FIRST.contains(name) || name.equals("split") && arguments.size() == 2;
        if (!takesPattern || !(arguments.get(0) instanceof Make.Literal pattern)) {
            return null;
        }
        int last = name.equals("sub") || name.equals("gsub") ? 2 : 1;
        boolean literalFlags = arguments.size() > last && arguments.get(last) instanceof Make.Literal;
        Object flags = literalFlags ? ((Make.Literal) arguments.get(last)).value() : null;
        if (!(pattern.value() instanceof String text)) {
            return pattern.value() instanceof List ? null : "the pattern of " + name + " must be a text";
        }
        try {
            Patterns.compile(text, RegexFlags.of(flags));
            return null;
        } catch (JqError e) {
            return name + ": " + e.getMessage();
        }
    }

    static void addTo(Map<String, Native> table) {
        table.put("test/2", Native.ofValues((in, arguments, budget) -> {
            RegexFlags flags = RegexFlags.of(Patterns.flags(arguments));
            return !matches(
                            in,
                            arguments,
                            new RegexFlags(false, flags.ignoreCase(), flags.extended(), flags.skipEmpty()),
                            budget)
                    .isEmpty();
        }));
        table.put("match/2", combined((run, in, arguments, out) -> {
            String text = Patterns.matched(in);
            Regex regex = Patterns.regex(arguments, run.budget);
            for (int[] match : matches(in, arguments, RegexFlags.of(Patterns.flags(arguments)), run.budget)) {
                out.emit(object(text, match, regex, run.budget), null);
            }
        }));
        table.put("capture/2", combined((run, in, arguments, out) -> {
            String text = Patterns.matched(in);
            Regex regex = Patterns.regex(arguments, run.budget);
            for (int[] match : matches(in, arguments, RegexFlags.of(Patterns.flags(arguments)), run.budget)) {
                out.emit(captures(text, match, regex, run.budget), null);
            }
        }));
        table.put("split/2", Native.ofValues((in, arguments, budget) -> {
            RegexFlags flags = RegexFlags.of(Patterns.flags(arguments));
            String text = Patterns.matched(in);
            List<Object> parts = new ArrayList<>();
            int start = 0;
            RegexFlags all = new RegexFlags(true, flags.ignoreCase(), flags.extended(), flags.skipEmpty());
            for (int[] match : matches(in, arguments, all, budget)) {
                budget.bytes(Values.FIELD_BYTES);
                parts.add(text.substring(start, match[0]));
                start = match[1];
            }
            parts.add(text.substring(start));
            return parts;
        }));
        table.put(
                "sub/3",
                (run, arguments, env, in, at, out) -> run.eval(
                        arguments.get(2),
                        env,
                        in,
                        null,
                        (flags, i) -> run.eval(arguments.get(0), env, in, null, (pattern, j) -> {
                            List<Object> values = java.util.Arrays.asList(pattern, flags);
                            Regex regex = Patterns.regex(values, run.budget);
                            List<int[]> found = matches(in, values, RegexFlags.of(flags), run.budget);
                            for (StringBuilder text :
                                    substituted(run, env, (String) in, regex, found, arguments.get(1))) {
                                out.emit(text.toString(), Path.none(at));
                            }
                        })));
    }

    private interface Matching {
        void call(Run run, Object in, List<Object> arguments, Out out);
    }

    private static Native combined(Matching matching) {
        return (run, arguments, env, in, at, out) -> run.eval(
                arguments.get(1),
                env,
                in,
                null,
                (flags, i) -> run.eval(
                        arguments.get(0),
                        env,
                        in,
                        null,
                        (pattern, j) -> matching.call(
                                run,
                                in,
                                java.util.Arrays.asList(pattern, flags),
                                (value, k) -> out.emit(value, Path.none(at)))));
    }

    private static List<int[]> matches(Object in, List<Object> arguments, RegexFlags flags, Budget budget) {
        String text = Patterns.matched(in);
        Regex regex = Patterns.regex(arguments, budget);
        List<int[]> matches = new ArrayList<>();
        int from = 0;
        try {
            Search search = regex.in(text, steps -> budget.steps(steps / 4 + 1));
            while (from <= text.length()) {
                int[] match = search.find(from);
                if (match == null) {
                    break;
                }
                if (match[1] > match[0] || !flags.skipEmpty()) {
                    budget.bytes(Values.FIELD_BYTES + 4L * match.length);
                    matches.add(match);
                }
                if (!flags.global()) {
                    break;
                }
                from = match[1] > match[0] ? match[1] : match[1] + 1;
            }
        } catch (RegexException e) {
            throw Patterns.failure(arguments.get(0), e);
        }
        return matches;
    }

    private static Map<String, Object> object(String text, int[] match, Regex regex, Budget budget) {
        budget.bytes((3L + match.length) * 4 * Values.FIELD_BYTES);
        Map<String, Object> object = part(text, match, 0);
        List<Object> captures = new ArrayList<>();
        for (int group = 1; 2 * group < match.length; group++) {
            Map<String, Object> capture = part(text, match, group);
            capture.put("name", regex.groupNames().get(group - 1));
            captures.add(capture);
        }
        object.put("captures", captures);
        budget.bytes(lengths(match));
        budget.steps((captures.size() + 1L) * (match[1] >> 4)); // to count characters
        return object;
    }

    /** The number of chars in the match and in all of its groups. */
    private static long lengths(int[] match) {
        long sum = 0;
        for (int i = 0; i < match.length; i += 2) {
            sum += match[i + 1] - match[i];
        }
        return sum;
    }

    private static Map<String, Object> part(String text, int[] match, int group) {
        int start = match[2 * group];
        int end = match[2 * group + 1];
        Map<String, Object> part = new LinkedHashMap<>();
        part.put("offset", Num.of(start < 0 ? -1 : text.codePointCount(0, start)));
        part.put("length", Num.of(start < 0 ? 0 : text.codePointCount(start, end)));
        part.put("string", start < 0 ? null : text.substring(start, end));
        return part;
    }

    private static Map<String, Object> captures(String text, int[] match, Regex regex, Budget budget) {
        budget.bytes((long) match.length * Values.FIELD_BYTES + lengths(match));
        Map<String, Object> captures = new LinkedHashMap<>();
        for (int group = 1; 2 * group < match.length; group++) {
            String name = regex.groupNames().get(group - 1);
            if (name != null) {
                int start = match[2 * group];
                captures.put(name, start < 0 ? null : text.substring(start, match[2 * group + 1]));
            }
        }
        return captures;
    }

    /** The text with its matches replaced; with several outputs of a replacement there are several texts. */
    private static List<StringBuilder> substituted(
            Run run, Env env, String text, Regex regex, List<int[]> matches, Expr replacement) {
        List<StringBuilder> texts = List.of(new StringBuilder());
        int start = 0;
        for (int[] match : matches) {
            String kept = text.substring(start, match[0]);
            start = match[1];
            List<String> replaced = new ArrayList<>();
            run.eval(replacement, env, captures(text, match, regex, run.budget), null, (value, ignored) -> {
                String message = Values.described(kept) + " and " + Values.described(value) + " cannot be added";
                run.budget.bytes(Values.FIELD_BYTES);
                replaced.add(TextFunctions.text(value, message));
            });
            texts = appended(texts, kept, replaced, run.budget);
        }
        for (StringBuilder one : texts) {
            run.budget.bytes(2L * (text.length() - start + one.length()));
            one.append(text, start, text.length());
        }
        return texts;
    }

    private static List<StringBuilder> appended(
            List<StringBuilder> texts, String kept, List<String> replaced, Budget budget) {
        List<StringBuilder> result = new ArrayList<>();
        for (StringBuilder before : texts) {
            for (int i = 0; i < replaced.size(); i++) {
                boolean last = i == replaced.size() - 1;
                budget.bytes(kept.length()
                        + replaced.get(i).length()
                        + (last ? 0 : before.length())
                        + 2L * Values.FIELD_BYTES);
                StringBuilder text = last ? before : new StringBuilder(before);
                result.add(text.append(kept).append(replaced.get(i)));
            }
        }
        return result;
    }
}
