package dev.holdfast.table;

import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The shape of the one table. Names are short because every item pays for them.
 *
 * <p>Two sparse indexes: {@value #DUE} (work that falls due, the only access across tenants; keys only) and
 * {@value #RECENT} (most recently used first; carries what a listing shows, so that a list is one query).
 */
public final class TableSchema {
    public static final String PK = "pk";
    public static final String SK = "sk";
    public static final String FORMAT = "f";
    public static final String TTL = "ttl";
    /** Incremented by every write of an item that is changed in place. */
    public static final String VERSION = "v";

    public static final String RECENT = "recent";
    public static final String RECENT_PK = "rpk";
    public static final String RECENT_SK = "rsk";
    /** What a listing shows of an item, as JSON text. */
    public static final String SUMMARY = "summary";
    /** The marks that decide an item's state in a listing. */
    public static final List<String> LISTED_MARKS = List.of("parent", "linked", "archived");

    static final String DUE = "due";
    static final String DUE_SHARD = "shard";
    static final String DUE_AT = "due_at";
    static final int CURRENT_FORMAT = 1;

    static final List<Index> INDEXES = List.of(
            new Index(
                    RECENT,
                    RECENT_PK,
                    RECENT_SK,
                    Stream.concat(Stream.of(SUMMARY), LISTED_MARKS.stream()).toList()),
            new Index(DUE, DUE_SHARD, DUE_AT, List.of()));

    private TableSchema() {}

    /**
     * A sparse index: an item has an entry while it has both key attributes.
     *
     * @param projected the attributes it carries beside all keys
     */
    record Index(String name, String hash, String range, List<String> projected) {
        boolean shows(String attribute) {
            return List.of(PK, SK, hash, range).contains(attribute) || projected.contains(attribute);
        }
    }

    static CreateTableRequest createTable(String tableName) {
        return CreateTableRequest.builder()
                .tableName(tableName)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(
                        attribute(PK, ScalarAttributeType.S),
                        attribute(SK, ScalarAttributeType.S),
                        attribute(RECENT_PK, ScalarAttributeType.S),
                        attribute(RECENT_SK, ScalarAttributeType.S),
                        attribute(DUE_SHARD, ScalarAttributeType.S),
                        attribute(DUE_AT, ScalarAttributeType.N))
                .keySchema(keys(PK, SK))
                .globalSecondaryIndexes(
                        INDEXES.stream().map(TableSchema::describe).toList())
                .build();
    }

    private static GlobalSecondaryIndex describe(Index index) {
        var projection = index.projected().isEmpty()
                ? Projection.builder().projectionType(ProjectionType.KEYS_ONLY)
                : Projection.builder().projectionType(ProjectionType.INCLUDE).nonKeyAttributes(index.projected());
        return GlobalSecondaryIndex.builder()
                .indexName(index.name())
                .keySchema(keys(index.hash(), index.range()))
                .projection(projection.build())
                .build();
    }

    private static List<KeySchemaElement> keys(String hash, String range) {
        return List.of(
                KeySchemaElement.builder()
                        .attributeName(hash)
                        .keyType(KeyType.HASH)
                        .build(),
                KeySchemaElement.builder()
                        .attributeName(range)
                        .keyType(KeyType.RANGE)
                        .build());
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }
}
