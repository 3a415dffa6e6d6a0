package dev.holdfast.linear;

import graphql.analysis.FieldComplexityEnvironment;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;

/** What a call costs at Linear, in tenths of a point: a value 1, an object 10, a connection its page times so often. */
final class Complexity {

    /** 10,000 points, above which Linear refuses a single call. */
    static final int MOST = 100_000;

    private static final int DEFAULT_PAGE = 50;

    private Complexity() {}

    static int of(FieldComplexityEnvironment field, int inside) {
        GraphQLType type = GraphQLTypeUtil.unwrapAll(field.getFieldDefinition().getType());
        if (type instanceof GraphQLScalarType || type instanceof GraphQLEnumType) {
            return 1;
        }
        if (!isConnection(field.getFieldDefinition().getType())) {
            return 10 + inside;
        }
        int first = field.getArguments().get("first") instanceof Integer count ? count : DEFAULT_PAGE;
        return 10 + first * inside;
    }

    static boolean isConnection(GraphQLType type) {
        return GraphQLTypeUtil.unwrapAll(type).getName().endsWith("Connection");
    }
}
