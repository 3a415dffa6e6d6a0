package dev.holdfast.json;

import static dev.holdfast.json.Documents.loose;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommutationTest {
    private static final int DOCUMENTS = Boolean.getBoolean("holdfast.long") ? 200_000 : 5_000;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'op':'replace','path':'/a','value':1} | {'op':'replace','path':'/b','value':1} | true",
                "{'op':'replace','path':'/a/b','value':1} | {'op':'add','path':'/a/c','value':1} | true",
                "{'op':'replace','path':'/a','value':1} | {'op':'replace','path':'/ab','value':1} | true",
                "{'op':'replace','path':'/l/3/x','value':1} | {'op':'remove','path':'/l/3/y'} | true",
                "{'op':'test','path':'/a','value':1} | {'op':'test','path':'/a','value':1} | true",
                "{'op':'copy','from':'/a','path':'/b'} | {'op':'copy','from':'/a','path':'/c'} | true",
                "{'op':'move','from':'/a','path':'/b'} | {'op':'add','path':'/c/-','value':1} | true",
                "{'op':'replace','path':'/a','value':1} | {'op':'replace','path':'/a','value':1} | false",
                "{'op':'replace','path':'/a','value':1} | {'op':'add','path':'/a/b','value':1} | false",
                "{'op':'replace','path':'','value':1} | {'op':'add','path':'/a','value':1} | false",
                "{'op':'add','path':'/l/-','value':1} | {'op':'add','path':'/l/-','value':1} | false",
                "{'op':'add','path':'/l/0','value':1} | {'op':'replace','path':'/l/7/x','value':1} | false",
                "{'op':'remove','path':'/l/9'} | {'op':'test','path':'/l','value':[]} | false",
                "{'op':'test','path':'/a','value':1} | {'op':'replace','path':'/a/b','value':1} | false",
                "{'op':'test','path':'/a/b','value':1} | {'op':'remove','path':'/a'} | false",
                "{'op':'copy','from':'/a','path':'/b'} | {'op':'replace','path':'/a/x','value':1} | false",
                "{'op':'move','from':'/a','path':'/b'} | {'op':'test','path':'/b','value':1} | false",
                "{'op':'move','from':'/l/0','path':'/b'} | {'op':'replace','path':'/l/1','value':1} | false",
            })
    void patches_commute_where_their_places_are_apart(String one, String other, boolean proven) {
        Patch a = Patch.parse(loose("[" + one + "]"));
        Patch b = Patch.parse(loose("[{'op':'test','path':'/z','value':1}," + other + "]"));
        assertEquals(proven, Commutation.proven(a, List.of(new Patch(List.of()), b)));
        assertEquals(proven, Commutation.proven(b, List.of(a)));
    }

    @Test
    void what_is_proven_to_commute_does() {
        int proven = 0;
        for (int seed = 0; seed < DOCUMENTS; seed++) {
            var random = new SplittableRandom(seed);
            JsonNode base = new RandomJson(random).value(5);
            var edits = new RandomEdits(random);
            Patch one = Diff.between(base, edits.edited(base, 2));
            Patch other = Diff.between(base, edits.edited(base, 1));
            if (!one.isEmpty() && !other.isEmpty() && Commutation.proven(one, List.of(other))) {
                JsonNode first = one.apply(other.apply(base));
                JsonNode second = other.apply(one.apply(base));
                assertTrue(JsonEquality.CANONICAL.equal(first, second), "seed " + seed);
                proven++;
            }
        }
        assertTrue(proven > DOCUMENTS / 20, "proven " + proven);
    }
}
