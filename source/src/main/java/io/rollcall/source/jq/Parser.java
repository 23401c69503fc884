package io.rollcall.source.jq;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parses an expression; {@link TermParser} has the terms, this class what combines them. Used once. */
final class Parser {
    private static final int MAX_NESTING = 100;
    private static final Set<String> ASSIGNMENTS = Set.of("=", "|=", "+=", "-=", "*=", "/=", "%=", "//=");
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    final Names names;
    private final Lexer lexer;
    private final TermParser terms;
    private final StringBuilder canonical = new StringBuilder();
    private Token token;
    private int nesting;

    Parser(String text, boolean isPrelude) {
        names = new Names(isPrelude);
        lexer = new Lexer(text);
        terms = new TermParser(this);
        token = lexer.next();
    }

    /** @throws JqSyntaxException if the text is not one expression */
    Expr parseAll() {
        if (token.kind() == Token.Kind.END) {
            throw new JqSyntaxException("the expression is empty", 0);
        }
        Expr expr = pipe();
        if (token.kind() != Token.Kind.END) {
            throw unexpected("");
        }
        return expr;
    }

    /** The tokens that were read, each separated by one space. */
    String canonicalText() {
        return canonical.toString().strip();
    }

    Token token() {
        return token;
    }

    Token take() {
        Token taken = token;
        if (taken.kind() != Token.Kind.QUOTE) {
            canonical
                    .append(taken.kind() == Token.Kind.FIELD ? "." : "")
                    .append(taken.text())
                    .append(' ');
            token = lexer.next();
        }
        return taken;
    }

    /** Takes the token if it is this operator or name. */
    boolean take(String expected) {
        if (token.is(expected)) {
            take();
            return true;
        }
        return false;
    }

    void expect(String expected) {
        if (!take(expected)) {
            throw unexpected(", where " + expected + " is expected");
        }
    }

    JqSyntaxException unexpected(String where) {
        String what = token.kind() == Token.Kind.END ? "the expression ends too early" : "unexpected " + token.shown();
        return new JqSyntaxException(what + where, token.start());
    }

    /** A name after this token. */
    String name(String after) {
        if (token.kind() != Token.Kind.NAME) {
            throw unexpected(", where a name after " + after + " is expected");
        }
        return take().text();
    }

    Expr pipe() {
        if (++nesting > MAX_NESTING) {
            throw new JqSyntaxException("it nests deeper than " + MAX_NESTING + " levels", token.start());
        }
        int mark = names.mark();
        Expr expr;
        if (token.is("def")) {
            Function function = definition();
            names.add(function.key());
            expr = new Control.Define(function, pipe());
        } else if (take("label")) {
            expect("$");
            String label = name("label $");
            expect("|");
            names.add("*" + label);
            expr = new Control.Label(label, pipe());
        } else {
            expr = comma();
            if (take("|")) {
                expr = new Control.Pipe(expr, pipe());
            }
        }
        names.release(mark);
        nesting--;
        return expr;
    }

    private Function definition() {
        expect("def");
        String name = name("def");
        List<String> parameters = new ArrayList<>();
        if (take("(")) {
            do {
                parameters.add(take("$") ? "$" + name("$") : name("("));
            } while (take(";"));
            expect(")");
        }
        expect(":");
        int mark = names.mark();
        names.add(name + "/" + parameters.size());
        for (String parameter : parameters) {
            boolean isValue = parameter.startsWith("$");
            if (isValue) {
                names.add(parameter);
            }
            names.add((isValue ? parameter.substring(1) : parameter) + "/0");
        }
        Expr body = pipe();
        names.release(mark);
        expect(";");
        return new Function(name, List.copyOf(parameters), body);
    }

    private Expr comma() {
        Expr expr = alternative();
        while (take(",")) {
            expr = new Control.Comma(expr, alternative());
        }
        return expr;
    }

    private Expr alternative() {
        Expr expr = assignment();
        return take("//") ? new Control.Alternative(expr, alternative()) : expr;
    }

    private Expr assignment() {
        Expr expr = or();
        if (token.kind() == Token.Kind.OPERATOR && ASSIGNMENTS.contains(token.text())) {
            String operator = take().text();
            // Binds less than // on its right side: .a = .b // 1 assigns .b alone.
            expr = new Control.Assign(operator, expr, or());
        }
        return expr;
    }

    private Expr or() {
        Expr expr = and();
        while (take("or")) {
            expr = new Control.Logic(false, expr, and());
        }
        return expr;
    }

    private Expr and() {
        Expr expr = comparison();
        while (take("and")) {
            expr = new Control.Logic(true, expr, comparison());
        }
        return expr;
    }

    private Expr comparison() {
        Expr expr = sum();
        if (isComparison()) {
            expr = new Make.Comparison(take().text(), expr, sum());
            if (isComparison()) {
                throw unexpected(": comparisons need parentheses around one of them");
            }
        }
        return expr;
    }

    private boolean isComparison() {
        return token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text());
    }

    private Expr sum() {
        Expr expr = product();
        while (token.is("+") || token.is("-")) {
            expr = new Make.Arithmetic(take().text().charAt(0), expr, product());
        }
        return expr;
    }

    private Expr product() {
        Expr expr = operand();
        while (token.is("*") || token.is("/") || token.is("%")) {
            expr = new Make.Arithmetic(take().text().charAt(0), expr, operand());
        }
        return expr;
    }

    private Expr operand() {
        if (take("-")) {
            return new Make.Negation(product());
        }
        Expr term = terms.postfix();
        if (!take("as")) {
            return term;
        }
        int mark = names.mark();
        Pattern pattern = new BindingParser(this).pattern();
        if (token.is("?//")) {
            throw new JqSyntaxException("alternative patterns (?//) are not supported", token.start());
        }
        expect("|");
        Expr body = pipe();
        names.release(mark);
        return new Control.Bind(term, pattern, body);
    }

    /**
     * A string, after its first quotation mark.
     *
     * @param format what writes the expressions in it, or null
     */
    Expr string(String format) {
        List<Object> parts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int start = token.start();
        while (true) {
            int c = lexer.character();
            if (c < 0) {
                throw new JqSyntaxException("a string has no end", start);
            }
            if (c == '"') {
                break;
            }
            if (c != '\\') {
                text.append((char) c);
                continue;
            }
            int escaped = lexer.character();
            if (escaped == '(') {
                parts.add(text.toString());
                canonical.append(quoted(text)).append(" \\( ");
                text.setLength(0);
                token = lexer.next();
                parts.add(pipe());
                if (!token.is(")")) {
                    throw unexpected(", where ) is expected");
                }
                canonical.append(") ");
            } else {
                text.append(lexer.escaped(escaped));
            }
        }
        parts.add(text.toString());
        canonical.append(quoted(text)).append(' ');
        token = lexer.next();
        return parts.size() == 1 ? new Make.Literal(parts.get(0)) : new Make.Text(List.copyOf(parts), format);
    }

    private static String quoted(CharSequence text) {
        return JsonText.write(text.toString(), new Budget(text.length()));
    }
}
