package dev.holdfast.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** Our writes in the SDK's words; a refused one always asks for the item in its way. */
final class WriteRequests {
    private static final ReturnValuesOnConditionCheckFailure STANDING = ReturnValuesOnConditionCheckFailure.ALL_OLD;

    private WriteRequests() {}

    static PutItemRequest.Builder put(String table, Write.Put put) {
        return PutItemRequest.builder()
                .tableName(table)
                .item(put.item().attributes())
                .conditionExpression(expression(put.condition()))
                .expressionAttributeNames(names(put.condition()))
                .expressionAttributeValues(values(put.condition()))
                .returnValuesOnConditionCheckFailure(STANDING);
    }

    static UpdateItemRequest.Builder update(String table, Write.Change change) {
        Update update = Update.of(change);
        return UpdateItemRequest.builder()
                .tableName(table)
                .key(attributes(change.key()))
                .updateExpression(update.expression())
                .conditionExpression(expression(change.condition()))
                .expressionAttributeNames(update.names())
                .expressionAttributeValues(update.values())
                .returnValuesOnConditionCheckFailure(STANDING);
    }

    static DeleteItemRequest.Builder delete(String table, Write.Delete delete) {
        return DeleteItemRequest.builder()
                .tableName(table)
                .key(attributes(delete.key()))
                .conditionExpression(expression(delete.condition()))
                .expressionAttributeNames(names(delete.condition()))
                .expressionAttributeValues(values(delete.condition()))
                .returnValuesOnConditionCheckFailure(STANDING);
    }

    static List<TransactWriteItem> transaction(String table, List<Write> writes) {
        return writes.stream().map(write -> transactional(table, write)).toList();
    }

    private static TransactWriteItem transactional(String table, Write write) {
        var item = TransactWriteItem.builder();
        return switch (write) {
            case Write.Put put ->
                item.put(b -> b.tableName(table)
                                .item(put.item().attributes())
                                .conditionExpression(expression(put.condition()))
                                .expressionAttributeNames(names(put.condition()))
                                .expressionAttributeValues(values(put.condition()))
                                .returnValuesOnConditionCheckFailure(STANDING))
                        .build();
            case Write.Change change -> {
                Update update = Update.of(change);
                yield item.update(b -> b.tableName(table)
                                .key(attributes(change.key()))
                                .updateExpression(update.expression())
                                .conditionExpression(expression(change.condition()))
                                .expressionAttributeNames(update.names())
                                .expressionAttributeValues(update.values())
                                .returnValuesOnConditionCheckFailure(STANDING))
                        .build();
            }
            case Write.Delete delete ->
                item.delete(b -> b.tableName(table)
                                .key(attributes(delete.key()))
                                .conditionExpression(expression(delete.condition()))
                                .expressionAttributeNames(names(delete.condition()))
                                .expressionAttributeValues(values(delete.condition()))
                                .returnValuesOnConditionCheckFailure(STANDING))
                        .build();
        };
    }

    static List<WriteRequest> deletions(List<Item> items) {
        return items.stream()
                .map(item -> WriteRequest.builder()
                        .deleteRequest(d -> d.key(attributes(item.key())))
                        .build())
                .toList();
    }

    static Map<String, AttributeValue> attributes(Key key) {
        return Map.of(TableSchema.PK, AttributeValue.fromS(key.pk()), TableSchema.SK, AttributeValue.fromS(key.sk()));
    }

    private static @Nullable String expression(Condition condition) {
        return condition.isNone() ? null : condition.expression();
    }

    private static @Nullable Map<String, String> names(Condition condition) {
        return condition.isNone() ? null : condition.names();
    }

    private static @Nullable Map<String, AttributeValue> values(Condition condition) {
        return condition.values().isEmpty() ? null : condition.values();
    }

    /** An update expression with its placeholders; it always counts the version up. */
    private record Update(String expression, Map<String, String> names, Map<String, AttributeValue> values) {
        static Update of(Write.Change change) {
            var names = new java.util.HashMap<>(change.condition().names());
            var values = new java.util.HashMap<>(change.condition().values());
            List<String> sets = new ArrayList<>();
            change.set().forEach((attribute, value) -> {
                names.put("#" + attribute, attribute);
                values.put(":set_" + attribute, value);
                sets.add("#" + attribute + " = :set_" + attribute);
            });
            change.unlessSet().forEach((attribute, value) -> {
                names.put("#" + attribute, attribute);
                values.put(":set_" + attribute, value);
                sets.add("#%1$s = if_not_exists(#%1$s, :set_%1$s)".formatted(attribute));
            });
            StringBuilder additions = new StringBuilder(" ADD #v :one");
            change.added().forEach((attribute, amount) -> {
                names.put("#" + attribute, attribute);
                values.put(":add_" + attribute, AttributeValue.fromN(Long.toString(amount)));
                additions.append(", #%1$s :add_%1$s".formatted(attribute));
            });
            names.put("#" + TableSchema.FORMAT, TableSchema.FORMAT);
            names.put("#" + TableSchema.VERSION, TableSchema.VERSION);
            values.put(":format", AttributeValue.fromN(Integer.toString(TableSchema.CURRENT_FORMAT)));
            values.put(":one", AttributeValue.fromN("1"));
            sets.add("#f = if_not_exists(#f, :format)");
            StringBuilder text = new StringBuilder("SET ").append(String.join(", ", sets));
            for (int i = 0; i < change.removed().size(); i++) {
                String attribute = change.removed().get(i);
                names.put("#" + attribute, attribute);
                text.append(i == 0 ? " REMOVE #" : ", #").append(attribute);
            }
            return new Update(text.append(additions).toString(), names, values);
        }
    }
}
