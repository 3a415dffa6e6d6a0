package dev.holdfast.github;

import dev.holdfast.spi.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Where a board is.
 *
 * @param owner of the repository
 * @param projectOwner user or organization
 * @param project number, as in the address of the project
 * @param base of the REST API, without a slash at its end
 * @param dependencies whether issues have them
 * @param branch that attachments are committed to, or null for no attachments
 * @param folder of attachments on that branch
 */
record Settings(
        String owner,
        String repo,
        String projectOwner,
        int project,
        Secret token,
        URI base,
        boolean dependencies,
        FieldNames fields,
        Mapping mapping,
        @Nullable String branch,
        String folder) {

    private static final String ENTERPRISE = "/api/v3";

    String repository() {
        return owner + "/" + repo;
    }

    /** An address of the REST API. */
    URI rest(String path) {
        return URI.create(base + path);
    }

    /** The one address of the GraphQL API, which is beside the REST API's root on GitHub Enterprise Server. */
    URI graph() {
        String root = base.toString();
        return URI.create(
                root.endsWith(ENTERPRISE)
                        ? root.substring(0, root.length() - "/v3".length()) + "/graphql"
                        : root + "/graphql");
    }
}
