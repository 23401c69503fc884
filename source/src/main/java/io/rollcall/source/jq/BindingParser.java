package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;

/** Parses what stands after {@code as}. */
final class BindingParser {
    private final Parser parser;

    BindingParser(Parser parser) {
        this.parser = parser;
    }

    /** What stands after {@code as}; its names are known from here on. */
    Pattern pattern() {
        if (parser.take("$")) {
            String name = parser.name("$");
            parser.names.add("$" + name);
            return new Pattern.Name(name);
        }
        if (parser.take("[")) {
            List<Pattern> items = new ArrayList<>();
            do {
                items.add(pattern());
            } while (parser.take(","));
            parser.expect("]");
            return new Pattern.Items(List.copyOf(items));
        }
        parser.expect("{");
        List<Pattern.Field> fields = new ArrayList<>();
        do {
            fields.add(field());
        } while (parser.take(","));
        parser.expect("}");
        return new Pattern.Fields(List.copyOf(fields));
    }

    private Pattern.Field field() {
        if (parser.take("$")) {
            String name = parser.name("$");
            parser.names.add("$" + name);
            return new Pattern.Field(name, new Make.Literal(name), parser.take(":") ? pattern() : null);
        }
        Expr key;
        if (parser.token().kind() == Token.Kind.QUOTE) {
            key = parser.string(null);
        } else if (parser.take("(")) {
            key = parser.pipe();
            parser.expect(")");
        } else {
            key = new Make.Literal(parser.name("{"));
        }
        parser.expect(":");
        return new Pattern.Field(null, key, pattern());
    }
}
