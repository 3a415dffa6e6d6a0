package dev.holdfast.table;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** Queries as the DynamoDB client takes them. */
final class QueryRequests {
    private QueryRequests() {}

    static QueryRequest.Builder of(String table, Query query) {
        Map<String, String> names = new HashMap<>(Map.of("#pk", partition(query)));
        Map<String, AttributeValue> values = new HashMap<>(Map.of(":pk", AttributeValue.fromS(query.pk())));
        String condition = "#pk = :pk";
        if (query.fromSk() != null && query.toSk() != null) {
            condition += " AND #sk BETWEEN :from AND :to";
            names.put("#sk", TableSchema.SK);
            values.put(":from", AttributeValue.fromS(query.fromSk()));
            values.put(":to", AttributeValue.fromS(query.toSk()));
        } else if (query.toSk() != null) {
            condition += " AND #rsk <= :to";
            names.put("#rsk", TableSchema.RECENT_SK);
            values.put(":to", AttributeValue.fromS(query.toSk()));
        } else if (query.dueUntil() != null) {
            condition += " AND #due <= :until";
            names.put("#due", TableSchema.DUE_AT);
            values.put(":until", number(Long.toString(query.dueUntil().toEpochMilli())));
        }
        QueryRequest.Builder request = QueryRequest.builder()
                .tableName(table)
                .indexName(query.index())
                .consistentRead(query.index() == null)
                .keyConditionExpression(condition)
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .scanIndexForward(!query.descending())
                .limit(query.limit());
        Query.Position after = query.after();
        return after == null ? request : request.exclusiveStartKey(startKey(query, after));
    }

    private static String partition(Query query) {
        return switch (query.index()) {
            case null -> TableSchema.PK;
            case TableSchema.DUE -> TableSchema.DUE_SHARD;
            default -> TableSchema.RECENT_PK;
        };
    }

    private static Map<String, AttributeValue> startKey(Query query, Query.Position after) {
        Map<String, AttributeValue> key = WriteRequests.attributes(after.key());
        String indexSk = after.indexSk();
        if (query.index() == null || indexSk == null) {
            return key;
        }
        boolean due = query.index().equals(TableSchema.DUE);
        return Condition.merge(
                key,
                Map.of(
                        partition(query),
                        AttributeValue.fromS(query.pk()),
                        due ? TableSchema.DUE_AT : TableSchema.RECENT_SK,
                        due ? number(indexSk) : AttributeValue.fromS(indexSk)));
    }

    static Query.Position position(Map<String, AttributeValue> last) {
        Item key = Item.of(last);
        String recent = key.optionalText(TableSchema.RECENT_SK).orElse(null);
        return new Query.Position(
                key.key(), key.has(TableSchema.DUE_AT) ? Long.toString(key.number(TableSchema.DUE_AT)) : recent);
    }

    private static AttributeValue number(String text) {
        return AttributeValue.fromN(text);
    }
}
