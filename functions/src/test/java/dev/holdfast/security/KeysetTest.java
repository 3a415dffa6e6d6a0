package dev.holdfast.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysetTest {
    private static final String KEY = "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE";

    @Test
    void every_generated_keyset_has_a_key_of_its_own() {
        String first = Keyset.generate();
        assertNotEquals(first, Keyset.generate());
        assertEquals(1, Keyset.of(first).primary());
        assertTrue(Keyset.of(first).key(1).isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not JSON",
                "[]",
                "{}",
                "{'primary':1}",
                "{'primary':1,'keys':[]}",
                "{'primary':1,'keys':{}}",
                "{'keys':[{'id':1,'key':'KEY'}]}",
                "{'primary':2,'keys':[{'id':1,'key':'KEY'}]}",
                "{'primary':'1','keys':[{'id':1,'key':'KEY'}]}",
                "{'primary':1,'keys':[{'id':'1','key':'KEY'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY'},{'id':1,'key':'KEY'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY'},{'id':0,'key':'KEY'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY'},{'id':65536,'key':'KEY'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY'},{'id':2}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEYAQ'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'AQEB'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY!'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY','use':'sig'}]}",
                "{'primary':1,'primary':1,'keys':[{'id':1,'key':'KEY'}]}",
                "{'primary':1,'keys':[{'id':1,'key':'KEY'}],'more':0}"
            })
    void what_is_no_keyset_is_refused_without_quoting_it(String text) {
        String json = text.replace('\'', '"').replace("KEY", KEY);
        var refusal = assertThrows(IllegalArgumentException.class, () -> Keyset.of(json));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith("keyset: "), refusal.getMessage());
        StringWriter trace = new StringWriter();
        refusal.printStackTrace(new PrintWriter(trace));
        assertFalse(trace.toString().contains("AQEB"), trace.toString());
    }
}
