package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses terms: what binds most. */
final class TermParser {
    private static final Set<String> KEYWORDS = Set.of(
            "def", "if", "then", "elif", "else", "end", "as", "reduce", "foreach", "try", "catch", "label", "import",
            "include", "and", "or", "__loc__");

    private final Parser parser;

    TermParser(Parser parser) {
        this.parser = parser;
    }

    /** A term with all that follows it: fields, brackets, question marks. */
    Expr postfix() {
        Expr term = term();
        while (true) {
            Token token = parser.token();
            if (token.kind() == Token.Kind.FIELD) {
                term = index(term, new Make.Literal(parser.take().text()));
            } else if (token.is("[")) {
                parser.take();
                term = brackets(term);
            } else if (token.is(".")) {
                parser.take();
                term = afterPoint(term);
            } else if (token.is("?")) {
                parser.take();
                term = new Control.Try(term, null);
            } else {
                return term;
            }
        }
    }

    private Expr index(Expr target, Expr key) {
        return new Access.Index(target, key, parser.take("?"));
    }

    private Expr afterPoint(Expr target) {
        if (parser.token().kind() == Token.Kind.QUOTE) {
            return index(target, parser.string(null));
        }
        if (parser.take("[")) {
            return brackets(target);
        }
        throw parser.unexpected(" after a point");
    }

    /** After the opening bracket. */
    private Expr brackets(Expr target) {
        if (parser.take("]")) {
            return new Access.Iterate(target, parser.take("?"));
        }
        if (parser.take(":")) {
            Expr to = parser.pipe();
            parser.expect("]");
            return new Access.Slice(target, null, to, parser.take("?"));
        }
        Expr key = parser.pipe();
        if (!parser.take(":")) {
            parser.expect("]");
            return index(target, key);
        }
        Expr to = parser.token().is("]") ? null : parser.pipe();
        parser.expect("]");
        return new Access.Slice(target, key, to, parser.take("?"));
    }

    private Expr term() {
        Token token = parser.token();
        switch (token.kind()) {
            case FIELD -> {
                parser.take();
                return index(new Access.Identity(), new Make.Literal(token.text()));
            }
            case NUMBER -> {
                parser.take();
                return new Make.Literal(number(token.text()));
            }
            case QUOTE -> {
                return parser.string(null);
            }
            case FORMAT -> {
                return format();
            }
            case NAME -> {
                return named();
            }
            default -> {
                return operator();
            }
        }
    }

    private static Num number(String text) {
        Num plain = JsonReader.number(text);
        return plain == null ? Num.of(Double.parseDouble(text)) : plain;
    }

    private Expr format() {
        Token token = parser.take();
        if (!Formats.NAMES.contains(token.text())) {
            throw new JqSyntaxException("there is no format " + token.text(), token.start());
        }
        return parser.token().kind() == Token.Kind.QUOTE ? parser.string(token.text()) : new Make.Format(token.text());
    }

    private Expr operator() {
        if (parser.take("..")) {
            return new Control.Call("recurse/0", List.of());
        }
        if (parser.take(".")) {
            boolean part =
                    parser.token().kind() == Token.Kind.QUOTE || parser.token().is("[");
            return part ? afterPoint(new Access.Identity()) : new Access.Identity();
        }
        if (parser.take("(")) {
            Expr inner = parser.pipe();
            parser.expect(")");
            return inner;
        }
        if (parser.take("[")) {
            if (parser.take("]")) {
                return new Make.Array(null);
            }
            Expr content = parser.pipe();
            parser.expect("]");
            return new Make.Array(content);
        }
        if (parser.take("{")) {
            return struct();
        }
        if (parser.token().is("$")) {
            return variable();
        }
        throw parser.unexpected("");
    }

    private Expr variable() {
        int start = parser.take().start();
        String name = parser.name("$");
        parser.names.checkVariable(name, start);
        return new Control.Variable(name);
    }

    private Expr named() {
        Token token = parser.take();
        switch (token.text()) {
            case "if" -> {
                return condition();
            }
            case "try" -> {
                Expr body = postfix();
                return new Control.Try(body, parser.take("catch") ? postfix() : null);
            }
            case "reduce", "foreach" -> {
                return loop(token.text().equals("reduce"));
            }
            case "break" -> {
                parser.expect("$");
                String label = parser.name("break $");
                if (!parser.names.has("*" + label)) {
                    throw new JqSyntaxException("there is no label $" + label, token.start());
                }
                return new Control.Break(label);
            }
            case "null" -> {
                return new Make.Literal(null);
            }
            case "true", "false" -> {
                return new Make.Literal(token.text().equals("true"));
            }
            case "import", "include" ->
                throw new JqSyntaxException(
                        token.text() + " does not exist here: an expression reads no files", token.start());
            default -> {
                if (KEYWORDS.contains(token.text())) {
                    throw new JqSyntaxException("unexpected " + token.text(), token.start());
                }
                return call(token);
            }
        }
    }

    private Expr call(Token token) {
        List<Expr> arguments = new ArrayList<>();
        if (parser.take("(")) {
            do {
                arguments.add(parser.pipe());
            } while (parser.take(";"));
            parser.expect(")");
        }
        parser.names.checkFunction(token.text(), arguments.size(), token.start());
        String wrong = RegexFunctions.problem(token.text(), arguments);
        if (wrong != null) {
            throw new JqSyntaxException(wrong, token.start());
        }
        return new Control.Call((token.text() + "/" + arguments.size()).intern(), List.copyOf(arguments));
    }

    /** After {@code if} or {@code elif}. */
    private Expr condition() {
        Expr condition = parser.pipe();
        parser.expect("then");
        Expr then = parser.pipe();
        if (parser.take("elif")) {
            return new Control.If(condition, then, condition());
        }
        Expr otherwise = parser.take("else") ? parser.pipe() : new Access.Identity();
        parser.expect("end");
        return new Control.If(condition, then, otherwise);
    }

    private Expr loop(boolean isReduce) {
        Expr source = postfix();
        parser.expect("as");
        int mark = parser.names.mark();
        Pattern pattern = new BindingParser(parser).pattern();
        List<String> bound = parser.names.since(mark);
        parser.expect("(");
        parser.names.release(mark);
        Expr start = parser.pipe();
        parser.expect(";");
        bound.forEach(parser.names::add);
        Expr update = parser.pipe();
        Expr extract = !isReduce && parser.take(";") ? parser.pipe() : new Access.Identity();
        parser.names.release(mark);
        parser.expect(")");
        return isReduce
                ? new Control.Reduce(source, pattern, start, update)
                : new Control.Foreach(source, pattern, start, update, extract);
    }

    /** After the opening brace. */
    private Expr struct() {
        List<Make.Entry> entries = new ArrayList<>();
        while (!parser.take("}")) {
            entries.add(entry());
            if (!parser.token().is("}")) {
                parser.expect(",");
            }
        }
        return new Make.Struct(List.copyOf(entries));
    }

    private Make.Entry entry() {
        Token token = parser.token();
        if (token.is("$")) {
            Expr variable = variable();
            return new Make.Entry(new Make.Literal(((Control.Variable) variable).name()), variable);
        }
        if (token.kind() == Token.Kind.NAME) {
            Expr key = new Make.Literal(parser.take().text());
            return new Make.Entry(
                    key, parser.take(":") ? entryValue() : new Access.Index(new Access.Identity(), key, false));
        }
        if (token.kind() == Token.Kind.QUOTE) {
            Expr key = parser.string(null);
            return new Make.Entry(
                    key, parser.take(":") ? entryValue() : new Access.Index(new Access.Identity(), key, false));
        }
        if (parser.take("(")) {
            Expr key = parser.pipe();
            parser.expect(")");
            parser.expect(":");
            return new Make.Entry(key, entryValue());
        }
        throw parser.unexpected(", where the name of a field is expected");
    }

    /** Terms and pipes; anything else needs parentheses. */
    private Expr entryValue() {
        Expr value = parser.take("-") ? new Make.Negation(postfix()) : postfix();
        return parser.take("|") ? new Control.Pipe(value, entryValue()) : value;
    }
}
