package io.rollcall.app.options;

import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of options. What it says of a bad one completes the sentence "--option 'value' …". */
public final class OptionValues {
    private OptionValues() {}

    /** A whole number from 0. */
    public static final class Count implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return read(value, Long::parseLong, number -> number >= 0, "a whole number from 0");
        }
    }

    /** A whole number from 0 of records that are kept in memory. */
    public static final class Lines implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return read(
                    value, Integer::parseInt, number -> number >= 0, "a whole number from 0 to " + Integer.MAX_VALUE);
        }
    }

    /** A partition among others. */
    static final class Partition implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String value) {
            return read(
                    value,
                    Integer::parseInt,
                    number -> number >= 0,
                    "the number of a partition, from 0, or several separated by commas");
        }
    }

    /** A seed of random numbers. */
    static final class Seed implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            return read(
                    value,
                    Long::parseLong,
                    number -> true,
                    "a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE);
        }
    }

    /** A fraction of all records. */
    static final class Fraction implements ITypeConverter<Double> {
        @Override
        public Double convert(String value) {
            return read(
                    value,
                    Double::parseDouble,
                    number -> number >= 0 && number <= 1,
                    "a fraction from 0 to 1, such as 0.05");
        }
    }

    private static <T> T read(String value, Function<String, T> parse, Predicate<T> isAllowed, String allowed) {
        try {
            T number = parse.apply(value);
            if (isAllowed.test(number)) {
                return number;
            }
        } catch (NumberFormatException notANumber) {
            // the same error as for a number outside
        }
        throw new TypeConversionException("must be " + allowed);
    }
}
