package io.rollcall.source.regex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A regular expression, compiled to a program for a backtracking machine that visits no pair of instruction and position
 * twice. Without back references the way to such a pair does not matter, so the first match that it finds is the one that
 * plain backtracking finds.
 */
public final class Regex {
    static final int MAX_PROGRAM = 4_000;

    enum Op {
        CHARS,
        ASSERT,
        SPLIT,
        JUMP,
        SAVE,
        MATCH
    }

    /** One instruction. {@code SPLIT} tries x first, then y; {@code SAVE} notes the position in slot x. */
    record Instruction(Op op, CharSet set, Node.Kind kind, int x, int y) {}

    final Instruction[] program;
    /** The ASCII characters with which a match may begin; null if it may be empty or begin anywhere. */
    final boolean[] firstCharacters;

    private final List<String> groupNames;

    private Regex(Instruction[] program, List<String> groupNames) {
        this.program = program;
        this.groupNames = Collections.unmodifiableList(new ArrayList<>(groupNames));
        this.firstCharacters = firstCharacters(program);
    }

    /**
     * Compiles a pattern.
     *
     * @throws RegexException if the pattern is none, needs what is not supported, or is too long
     */
    public static Regex compile(String pattern, boolean ignoreCase, boolean extended) {
        PatternParser parser = new PatternParser(pattern, ignoreCase, extended);
        Node node = parser.parse();
        Compiler compiler = new Compiler();
        compiler.save(0, node);
        compiler.emit(new Instruction(Op.MATCH, null, null, 0, 0));
        return new Regex(compiler.program.toArray(new Instruction[0]), parser.groupNames());
    }

    /** The names of the capturing groups, in order; null for one without a name. */
    public List<String> groupNames() {
        return groupNames;
    }

    /** The number of instructions: a measure of the time that compiling took. */
    public int size() {
        return program.length;
    }

    /**
     * A search of a text.
     *
     * @param charge is told of each step
     */
    public Search in(String text, Charge charge) {
        return new Search(this, text, charge);
    }

    /** The first match that begins at {@code from} or later; see {@link Search#find}. */
    int[] find(String text, int from, Charge charge) {
        return in(text, charge).find(from);
    }

    private static boolean[] firstCharacters(Instruction[] program) {
        boolean[] first = new boolean[128];
        boolean[] seen = new boolean[program.length];
        List<Integer> open = new ArrayList<>(List.of(0));
        while (!open.isEmpty()) {
            int pc = open.remove(open.size() - 1);
            if (seen[pc]) {
                continue;
            }
            seen[pc] = true;
            Instruction instruction = program[pc];
            switch (instruction.op()) {
                case CHARS -> {
                    for (int c = 0; c < first.length; c++) {
                        first[c] |= instruction.set().contains(c);
                    }
                }
                case SAVE -> open.add(pc + 1);
                case JUMP -> open.add(instruction.x());
                case SPLIT -> {
                    open.add(instruction.x());
                    open.add(instruction.y());
                }
                case ASSERT, MATCH -> {
                    return null;
                }
            }
        }
        return first;
    }

    private static final class Compiler {
        /** What is added may add no instruction. */
        private static final int MAX_ADDED = 50_000;

        final List<Instruction> program = new ArrayList<>();
        private int added;

        int emit(Instruction instruction) {
            if (program.size() == MAX_PROGRAM) {
                throw new RegexException("is too long, or repeats too much");
            }
            program.add(instruction);
            return program.size() - 1;
        }

        private int placeholder() {
            return emit(new Instruction(Op.JUMP, null, null, 0, 0));
        }

        private void jump(int at, int to) {
            program.set(at, new Instruction(Op.JUMP, null, null, to, 0));
        }

        private void split(int at, int first, int second) {
            program.set(at, new Instruction(Op.SPLIT, null, null, first, second));
        }

        void add(Node node) {
            if (++added > MAX_ADDED) {
                throw new RegexException("repeats too much");
            }
            if (node instanceof Node.Chars chars) {
                emit(new Instruction(Op.CHARS, chars.set(), null, 0, 0));
            } else if (node instanceof Node.Assertion assertion) {
                emit(new Instruction(Op.ASSERT, null, assertion.kind(), 0, 0));
            } else if (node instanceof Node.Sequence sequence) {
                sequence.parts().forEach(this::add);
            } else if (node instanceof Node.Group group) {
                if (group.number() == 0) {
                    add(group.content());
                } else {
                    save(group.number(), group.content());
                }
            } else if (node instanceof Node.Choice choice) {
                choice(choice.alternatives());
            } else if (node instanceof Node.Repeat repeat) {
                repeat(repeat);
            }
        }

        /**
         * Notes where this group begins and ends.
         *
         * @param number 0 for the whole pattern
         */
        void save(int number, Node content) {
            emit(new Instruction(Op.SAVE, null, null, 2 * number, 0));
            add(content);
            emit(new Instruction(Op.SAVE, null, null, 2 * number + 1, 0));
        }

        private void choice(List<Node> alternatives) {
            List<Integer> ends = new ArrayList<>();
            for (int i = 0; i < alternatives.size(); i++) {
                boolean last = i == alternatives.size() - 1;
                int branch = last ? -1 : placeholder();
                add(alternatives.get(i));
                if (!last) {
                    ends.add(placeholder());
                    split(branch, branch + 1, program.size());
                }
            }
            ends.forEach(end -> jump(end, program.size()));
        }

        private void repeat(Node.Repeat repeat) {
            for (int i = 0; i < repeat.min(); i++) {
                add(repeat.content());
            }
            if (repeat.max() < 0) {
                int loop = placeholder();
                add(repeat.content());
                int end = placeholder();
                if (mayBeEmpty(repeat.content())) {
                    // After an empty turn the way out is tried before other ways through the loop.
                    fork(end, loop + 1, end + 1, repeat.greedy());
                } else {
                    jump(end, loop);
                }
                fork(loop, loop + 1, end + 1, repeat.greedy());
                return;
            }
            List<Integer> exits = new ArrayList<>();
            for (int i = repeat.min(); i < repeat.max(); i++) {
                exits.add(placeholder());
                add(repeat.content());
            }
            exits.forEach(exit -> fork(exit, exit + 1, program.size(), repeat.greedy()));
        }

        private static boolean mayBeEmpty(Node node) {
            if (node instanceof Node.Sequence sequence) {
                return sequence.parts().stream().allMatch(Compiler::mayBeEmpty);
            }
            if (node instanceof Node.Choice choice) {
                return choice.alternatives().stream().anyMatch(Compiler::mayBeEmpty);
            }
            if (node instanceof Node.Group group) {
                return mayBeEmpty(group.content());
            }
            if (node instanceof Node.Repeat repeat) {
                return repeat.min() == 0 || mayBeEmpty(repeat.content());
            }
            return node instanceof Node.Assertion;
        }

        private void fork(int at, int inside, int outside, boolean greedy) {
            split(at, greedy ? inside : outside, greedy ? outside : inside);
        }
    }

    /** As many slots as one match needs. */
    int[] newSlots() {
        int[] slots = new int[2 * (groupNames.size() + 1)];
        Arrays.fill(slots, -1);
        return slots;
    }
}
