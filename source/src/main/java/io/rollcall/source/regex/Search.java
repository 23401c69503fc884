package io.rollcall.source.regex;

import java.util.Arrays;

/** Searches one text for matches, one after the other. Used by one thread. */
public final class Search {
    /** Bits of visited pairs, at most: 1 MiB. */
    private static final long MAX_PAIRS = 8L * 1024 * 1024;

    private final Regex regex;
    private final String text;
    private final Charge charge;
    private final long[] visited;
    /** The words of {@link #visited} that are not 0. */
    private int[] touched = new int[64];

    private int touchedCount;
    private int[] slots;
    /** Pairs of (instruction, position) to go on with, or of (-1 - slot, former position) to restore. */
    private int[] stack = new int[64];

    private int depth;

    Search(Regex regex, String text, Charge charge) {
        this.regex = regex;
        this.text = text;
        this.charge = charge;
        long pairs = (long) regex.program.length * (text.length() + 1);
        if (pairs > MAX_PAIRS) {
            throw new RegexException("is too long for a text of " + text.length() + " characters");
        }
        int words = (int) (pairs / Long.SIZE) + 1;
        charge.steps(words / 8 + 1);
        visited = new long[words];
    }

    /**
     * The first match that begins at {@code from} or later: start and end of the match, then of each group, as indices of
     * chars; -1 for a group that takes no part. Null if there is none.
     */
    public int[] find(int from) {
        while (touchedCount > 0) {
            visited[touched[--touchedCount]] = 0;
        }
        boolean[] first = regex.firstCharacters;
        for (int start = from; start <= text.length(); start++) {
            if (start > from && Character.isLowSurrogate(at(start)) && Character.isHighSurrogate(at(start - 1))) {
                continue;
            }
            char c = at(start);
            if (first != null && (start == text.length() || c < first.length && !first[c])) {
                continue;
            }
            slots = regex.newSlots();
            if (matches(start)) {
                charge.steps(start - from);
                return slots;
            }
        }
        charge.steps(text.length() - from);
        return null;
    }

    private char at(int position) {
        return position < text.length() ? text.charAt(position) : 0;
    }

    private boolean matches(int start) {
        depth = 0;
        push(0, start);
        while (depth > 0) {
            int position = stack[--depth];
            int pc = stack[--depth];
            if (pc < 0) {
                slots[-1 - pc] = position;
            } else if (run(pc, position)) {
                return true;
            }
        }
        return false;
    }

    /** Follows the preferred way from here and notes the others. */
    private boolean run(int startPc, int startPosition) {
        int pc = startPc;
        int position = startPosition;
        int steps = 0;
        boolean found = false;
        while (true) {
            long pair = (long) pc * (text.length() + 1) + position;
            int word = (int) (pair >>> 6);
            long bit = 1L << (pair & 63);
            if ((visited[word] & bit) != 0) {
                break;
            }
            if (visited[word] == 0) {
                touch(word);
            }
            visited[word] |= bit;
            steps++;
            Regex.Instruction instruction = regex.program[pc];
            pc++;
            switch (instruction.op()) {
                case CHARS -> {
                    if (position == text.length()) {
                        pc = -1;
                    } else {
                        int c = text.codePointAt(position);
                        position += Character.charCount(c);
                        pc = instruction.set().contains(c) ? pc : -1;
                    }
                }
                case ASSERT -> pc = holds(instruction.kind(), position) ? pc : -1;
                case JUMP -> pc = instruction.x();
                case SPLIT -> {
                    push(instruction.y(), position);
                    pc = instruction.x();
                }
                case SAVE -> {
                    push(-1 - instruction.x(), slots[instruction.x()]);
                    slots[instruction.x()] = position;
                }
                case MATCH -> {
                    found = true;
                    pc = -1;
                }
            }
            if (pc < 0) {
                break;
            }
        }
        charge.steps(steps);
        return found;
    }

    private void touch(int word) {
        if (touchedCount == touched.length) {
            touched = Arrays.copyOf(touched, touchedCount * 2);
        }
        touched[touchedCount++] = word;
    }

    private void push(int pc, int position) {
        if (depth == stack.length) {
            charge.steps(depth / 8);
            stack = Arrays.copyOf(stack, depth * 2);
        }
        stack[depth++] = pc;
        stack[depth++] = position;
    }

    private boolean holds(Node.Kind kind, int position) {
        return switch (kind) {
            case TEXT_START -> position == 0;
            case TEXT_END -> position == text.length();
            case TEXT_END_OR_LAST_NEWLINE ->
                position == text.length() || position == text.length() - 1 && text.charAt(position) == '\n';
            case WORD_BOUNDARY -> isWordBoundary(position);
            case NO_WORD_BOUNDARY -> !isWordBoundary(position);
        };
    }

    private boolean isWordBoundary(int position) {
        boolean before = position > 0 && CharSet.isWord(text.codePointBefore(position));
        boolean after = position < text.length() && CharSet.isWord(text.codePointAt(position));
        return before != after;
    }
}
