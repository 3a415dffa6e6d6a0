package dev.holdfast.table;

import java.util.function.Function;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** Asks the store for the capacity of every single request of a table and adds up what it says. One thread. */
final class ReportedCapacity implements ExecutionInterceptor {
    private static final ReturnConsumedCapacity INDEXES = ReturnConsumedCapacity.INDEXES;

    private double units;

    /** What was reported since the last call of this. */
    double take() {
        double taken = units;
        units = 0;
        return taken;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        Function<SdkRequest, SdkRequest> asking = request -> switch (request) {
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(INDEXES).build();
            case UpdateItemRequest update ->
                update.toBuilder().returnConsumedCapacity(INDEXES).build();
            case DeleteItemRequest delete ->
                delete.toBuilder().returnConsumedCapacity(INDEXES).build();
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(INDEXES).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(INDEXES).build();
            default -> request;
        };
        return asking.apply(context.request());
    }

    @Override
    public void afterExecution(Context.AfterExecution context, ExecutionAttributes attributes) {
        switch (context.response()) {
            case PutItemResponse put -> add(put.consumedCapacity());
            case UpdateItemResponse update -> add(update.consumedCapacity());
            case DeleteItemResponse delete -> add(delete.consumedCapacity());
            case GetItemResponse get -> add(get.consumedCapacity());
            case QueryResponse query -> add(query.consumedCapacity());
            default -> {}
        }
    }

    private void add(ConsumedCapacity capacity) {
        units += capacity.capacityUnits();
    }
}
