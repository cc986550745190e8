package dev.ftpsd.server.audit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class FactTest {

    private static final String[] JSON = {"JSON"};

    @Test
    void a_value_cannot_end_before_its_quotation_mark() {
        assertEquals("x path=\"a\\\\\\\" result=\\\"ok\"", new Fact("x").text("path", "a\\\" result=\"ok")
                .getFormattedMessage());
    }

    @Test
    void what_forges_lines_or_moves_cursors_is_escaped_in_both_layouts() {
        var fact = new Fact("x").text("path", "\r\n\u001b[2J\u0085\u2028\u202e\uD83F\uDFFF");

        assertEquals("x path=\"\\x0d\\x0a\\x1b[2J\\x85\\u2028\\u202e\\U0001ffff\"", fact.getFormattedMessage());
        assertEquals("{\"event\":\"x\",\"path\":\"\\r\\n\\u001b[2J\\u0085\\u2028\\u202e\\ud83f\\udfff\"}",
                fact.getFormattedMessage(JSON));
    }

    @Test
    void a_word_that_is_none_is_quoted() {
        assertEquals("x tls=TLSv1.3 from=\"a b=c\"", new Fact("x").word("tls", "TLSv1.3").word("from", "a b=c")
                .getFormattedMessage());
    }
}
