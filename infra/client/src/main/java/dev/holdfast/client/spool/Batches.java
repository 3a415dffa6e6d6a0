package dev.holdfast.client.spool;

import dev.holdfast.client.http.SyncBody;
import dev.holdfast.client.input.Registration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Parts a sync into batches that a service takes. */
final class Batches {
    private Batches() {}

    /**
     * The batch of every registration, as the batch's Idempotency-Key. A project stands in a batch once only: a service
     * tells the operations of a batch by their projects.
     */
    static List<String> keys(List<Registration> registrations) {
        List<String> keys = new ArrayList<>(registrations.size());
        Map<String, Registration> newest = new HashMap<>();
        Map<String, String> keyOfNewest = new HashMap<>();
        Set<String> inBatch = new HashSet<>();
        String key = UUID.randomUUID().toString();
        int bytes = SyncBody.emptyBytes();
        for (Registration registration : registrations) {
            String project = registration.project();
            if (!registration.equals(newest.put(project, registration))) {
                int added = SyncBody.bytes(registration.body());
                if (inBatch.size() == SyncBody.MOST_PROJECTS
                        || bytes + added > SyncBody.MOST_BYTES
                        || inBatch.contains(project)) {
                    key = UUID.randomUUID().toString();
                    inBatch.clear();
                    bytes = SyncBody.emptyBytes();
                }
                inBatch.add(project);
                bytes += added;
                keyOfNewest.put(project, key);
            }
            keys.add(keyOfNewest.getOrDefault(project, key));
        }
        return keys;
    }
}
